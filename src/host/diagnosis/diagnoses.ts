import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { Diagnosis } from '../../protocol/diagnosis.ts';
import type { EngineMessage } from '../../protocol/engine.ts';
import type { EngineClient } from '../engineClient.ts';

/** Diagnoses that are kept, the latest ones. */
const mostKept = 50;
/** Bytes of recovered bodies that are kept with them. */
const mostBytes = 64 * 1024 * 1024;

type NewsOf<T extends EngineMessage['type']> = Extract<EngineMessage, { readonly type: T }>;

export interface DiagnosesOptions {
  readonly engine: Pick<EngineClient, 'call' | 'on'>;
  /** Milliseconds. */
  readonly budget: () => number;
  readonly onError: (error: unknown) => void;
}

export type DiagnosisState =
  /** `share` is from 0 to 1. */
  | { readonly kind: 'running'; readonly share: number; readonly automatic: boolean }
  | { readonly kind: 'done'; readonly diagnosis: Diagnosis; readonly automatic: boolean };

interface Running {
  readonly id: number;
  readonly automatic: boolean;
  readonly result: Promise<Diagnosis | null>;
  share: number;
}

/** Why events fail, as far as it was asked: in memory only, and only for as long as the event stays as it was. */
export class Diagnoses implements Disposable {
  readonly #options: DiagnosesOptions;
  readonly #parts = new DisposableStore();
  readonly #changed: Emitter<number>;
  readonly #running = new Map<number, Running>();
  /** The latest last. */
  readonly #done = new Map<number, { readonly diagnosis: Diagnosis; readonly automatic: boolean }>();

  constructor(options: DiagnosesOptions) {
    const { engine, onError } = options;
    this.#options = options;
    this.#changed = this.#parts.add(new Emitter<number>(onError));
    this.#parts.add(engine.on('diagnosing', ({ id, share }) => this.#progressed(id, share)));
    this.#parts.add(
      engine.on('eventsChanged', (news) => {
        this.#eventsChanged(news).catch(onError);
      }),
    );
  }

  /** The state of an event's diagnosis is another one; the value is the event's id. */
  get onDidChange(): Event<number> {
    return this.#changed.event;
  }

  stateOf(id: number): DiagnosisState | null {
    const running = this.#running.get(id);
    if (running !== undefined) {
      return { kind: 'running', share: running.share, automatic: running.automatic };
    }
    const done = this.#done.get(id);
    return done === undefined ? null : { kind: 'done', ...done };
  }

  /** Diagnoses an event; joins in where that goes on already. Null where it was cancelled or the event is gone. */
  explain(id: number, automatic = false): Promise<Diagnosis | null> {
    const running = this.#running.get(id);
    return running === undefined ? this.#start(id, automatic) : running.result;
  }

  async cancel(id: number): Promise<void> {
    if (this.#running.delete(id)) {
      this.#changed.fire(id);
      await this.#options.engine.call('cancelDiagnosis', { id });
    }
  }

  dispose(): void {
    this.#parts.dispose();
    this.#running.clear();
    this.#done.clear();
  }

  #start(id: number, automatic: boolean): Promise<Diagnosis | null> {
    const { engine, budget } = this.#options;
    const asked = engine.call('diagnose', { id, budget: budget() });
    const running: Running = { id, automatic, share: 0, result: asked };
    this.#running.set(id, running);
    this.#changed.fire(id);
    return asked.then(
      (diagnosis) => this.#ended(running, diagnosis),
      (error: unknown) => {
        this.#ended(running, null);
        throw error;
      },
    );
  }

  /** What comes after it was cancelled, or its event changed, is dropped. */
  #ended(running: Running, diagnosis: Diagnosis | null): Diagnosis | null {
    const { id, automatic } = running;
    if (this.#running.get(id) !== running) {
      return null;
    }
    this.#running.delete(id);
    if (diagnosis !== null) {
      this.#done.delete(id);
      this.#done.set(id, { diagnosis, automatic });
      this.#bound();
    }
    this.#changed.fire(id);
    return diagnosis;
  }

  #bound(): void {
    const sizeOf = ({ diagnosis }: { readonly diagnosis: Diagnosis }): number =>
      diagnosis.recovered?.body.length ?? 0;
    let bytes = [...this.#done.values()].reduce((sum, kept) => sum + sizeOf(kept), 0);
    for (const [id, kept] of this.#done) {
      if (this.#done.size === 1 || (this.#done.size <= mostKept && bytes <= mostBytes)) {
        return;
      }
      bytes -= sizeOf(kept);
      this.#done.delete(id);
      this.#changed.fire(id);
    }
  }

  #progressed(id: number, share: number): void {
    const running = this.#running.get(id);
    if (running !== undefined) {
      running.share = share;
      this.#changed.fire(id);
    }
  }

  /** An event with another verdict has another explanation; one that is gone has none. */
  async #eventsChanged({ ids, gone }: NewsOf<'eventsChanged'>): Promise<void> {
    const known = [...this.#done.keys()].filter((id) => ids === null || ids.includes(id));
    for (const id of known) {
      const isStale = !gone || (await this.#options.engine.call('getEvent', { id })) === null;
      if (isStale && this.#done.delete(id)) {
        this.#changed.fire(id);
      }
    }
  }
}
