import { setTimeout } from 'node:timers/promises';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { ExplainSettings } from '../settings/settings.ts';
import { AutoExplain } from './autoExplain.ts';
import { Diagnoses } from './diagnoses.ts';

export interface ExplanationsOptions {
  readonly engine: EngineClient;
  readonly config: { readonly settings: { readonly explain: ExplainSettings } };
  readonly onError: (error: unknown) => void;
}

/** The explanations of this window, asked for and unasked. */
export class Explanations implements Disposable {
  readonly diagnoses: Diagnoses;
  readonly #parts = new DisposableStore();

  constructor({ engine, config, onError }: ExplanationsOptions) {
    this.diagnoses = this.#parts.add(
      new Diagnoses({ engine, budget: () => config.settings.explain.budget, onError }),
    );
    const isOn = (): boolean => config.settings.explain.automatically;
    const clock = { now: (): number => performance.now(), pause: (ms: number) => setTimeout(ms) };
    this.#parts.add(new AutoExplain({ engine, diagnoses: this.diagnoses, isOn, ...clock, onError }));
  }

  dispose(): void {
    this.#parts.dispose();
  }
}
