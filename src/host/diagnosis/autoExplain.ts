import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { EngineMessage } from '../../protocol/engine.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import { canBeExplained } from '../signature/canBeExplained.ts';
import type { Diagnoses } from './diagnoses.ts';
import type { EventSummary } from '../../protocol/summary.ts';

type NewsOf<T extends EngineMessage['type']> = Extract<EngineMessage, { readonly type: T }>;

/** Events that wait at most: of a burst the newest are explained, the others when they are opened. */
const mostWaiting = 20;

export interface AutoExplainOptions {
  readonly engine: Pick<EngineClient, 'call' | 'on'>;
  readonly diagnoses: Pick<Diagnoses, 'explainQuickly' | 'stateOf' | 'onDidForget'>;
  readonly isOn: () => boolean;
  readonly now: () => number;
  /** Resolves after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Has failures explained as they arrive, one after the other, the newest first. */
export class AutoExplain implements Disposable {
  readonly #options: AutoExplainOptions;
  readonly #parts = new DisposableStore();
  /** Ids, the next one last. */
  #waiting: number[] = [];
  #isWorking = false;

  constructor(options: AutoExplainOptions) {
    const { engine, diagnoses, onError } = options;
    this.#options = options;
    this.#parts.add(engine.on('captured', ({ newest }) => this.#add(newest)));
    this.#parts.add(
      engine.on('eventsChanged', (news) => {
        this.#addChanged(news).catch(onError);
      }),
    );
    this.#parts.add(
      diagnoses.onDidForget((ids) => {
        this.#addChanged({ type: 'eventsChanged', ids, gone: false }).catch(onError);
      }),
    );
  }

  dispose(): void {
    this.#parts.dispose();
    this.#waiting = [];
  }

  /** Verdicts change when a secret is saved: the wrong one makes failures of what waited for it. */
  async #addChanged({ ids, gone }: NewsOf<'eventsChanged'>): Promise<void> {
    if (gone || ids === null || !this.#options.isOn()) {
      return;
    }
    const newest = ids.toSorted((one, other) => other - one).slice(0, mostWaiting);
    const details = await Promise.all(newest.map((id) => this.#options.engine.call('getEvent', { id })));
    this.#add(details.flatMap((detail) => (detail === null ? [] : [detail.summary])));
  }

  /** `events` are the newest first. */
  #add(events: readonly EventSummary[]): void {
    const { isOn, diagnoses, onError } = this.#options;
    if (!isOn()) {
      return;
    }
    const failing = events.filter(canBeExplained).map(({ id }) => id);
    const added = failing.filter((id) => !this.#waiting.includes(id) && diagnoses.stateOf(id) === null);
    this.#waiting = [...this.#waiting, ...added.toReversed()].slice(-mostWaiting);
    this.#work().catch(onError);
  }

  /** Rests for as long as it worked, so that a flood of failures takes half a core at most. */
  async #work(): Promise<void> {
    if (this.#isWorking) {
      return;
    }
    this.#isWorking = true;
    const { diagnoses, now, pause, onError, isOn } = this.#options;
    for (let id = this.#waiting.pop(); id !== undefined; id = this.#waiting.pop()) {
      const start = now();
      if (isOn()) {
        await diagnoses.explainQuickly(id).catch(onError);
      }
      await pause(now() - start);
    }
    this.#isWorking = false;
  }
}
