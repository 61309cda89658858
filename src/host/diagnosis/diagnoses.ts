import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { Diagnosis, Recovered } from '../../protocol/diagnosis.ts';
import type { EngineMessage } from '../../protocol/engine.ts';
import type { EngineClient } from '../engine/engineClient.ts';

/** Diagnoses that are kept, the latest ones. */
const mostKept = 50;
/** Bytes of recovered bodies that are kept with them. */
const mostBytes = 64 * 1024 * 1024;

type NewsOf<T extends EngineMessage['type']> = Extract<EngineMessage, { readonly type: T }>;

/** Milliseconds: enough for the likely causes, which nearly all failures have. */
const quickBudget = 300;
/** How much longer a longer search takes than one that was asked for, and than the one before. */
const longer = { first: 15, next: 4 };
/** Milliseconds. */
const longestBudget = 10 * 60_000;

export interface DiagnosesOptions {
  readonly engine: Pick<EngineClient, 'call' | 'on'>;
  /** Milliseconds that a search takes at most that a person asks for. */
  readonly budget: () => number;
  readonly onError: (error: unknown) => void;
}

export type DiagnosisState =
  /** `share` is from 0 to 1. */
  | { readonly kind: 'running'; readonly share: number }
  | { readonly kind: 'done'; readonly diagnosis: Diagnosis };

interface Running {
  readonly id: number;
  /** Milliseconds. */
  readonly budget: number;
  readonly result: Promise<Diagnosis | null>;
  share: number;
}

/**
 * Why events fail, as far as that was looked for: in memory only, and only for as long as the event, the secrets and
 * the settings stay as they were.
 */
export class Diagnoses implements Disposable {
  readonly #options: DiagnosesOptions;
  readonly #parts = new DisposableStore();
  readonly #changed: Emitter<number>;
  readonly #explained: Emitter<number>;
  readonly #forgotten: Emitter<readonly number[]>;
  readonly #running = new Map<number, Running>();
  /** The latest last. */
  readonly #done = new Map<number, { readonly diagnosis: Diagnosis; readonly budget: number }>();

  constructor(options: DiagnosesOptions) {
    const { engine, onError } = options;
    this.#options = options;
    this.#changed = this.#parts.add(new Emitter<number>(onError));
    this.#explained = this.#parts.add(new Emitter<number>(onError));
    this.#forgotten = this.#parts.add(new Emitter<readonly number[]>(onError));
    this.#parts.add(engine.on('learned', () => this.#forget()));
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

  /** There is a diagnosis of an event, whose id is the value: a new one, or a more thorough one. */
  get onDidExplain(): Event<number> {
    return this.#explained.event;
  }

  /** What was found out does not hold any more, since secrets or settings are others; of these events. */
  get onDidForget(): Event<readonly number[]> {
    return this.#forgotten.event;
  }

  stateOf(id: number): DiagnosisState | null {
    const running = this.#running.get(id);
    if (running !== undefined) {
      return { kind: 'running', share: running.share };
    }
    const done = this.#done.get(id);
    return done === undefined ? null : { kind: 'done', diagnosis: done.diagnosis };
  }

  /** Diagnoses an event; joins in where that goes on already. Null where it was cancelled or the event is gone. */
  explain(id: number): Promise<Diagnosis | null> {
    const running = this.#running.get(id);
    const done = this.#done.get(id);
    if (running !== undefined) {
      return running.result;
    }
    const budget = this.#options.budget();
    const isEnough = done !== undefined && (!done.diagnosis.isCutShort || done.budget >= budget);
    return isEnough ? Promise.resolve(done.diagnosis) : this.#start(id, budget);
  }

  /** The body that was signed, looked for again where that is not known any more; null where none is found. */
  async recoveredBody(id: number): Promise<Recovered | null> {
    const { recovered = null } = (await this.explain(id)) ?? {};
    // That may have been a quick look which went on already, or was about secrets that have changed meanwhile.
    return recovered ?? (await this.explain(id))?.recovered ?? null;
  }

  /** Looks for the likely causes, where nobody has looked yet. */
  async explainQuickly(id: number): Promise<void> {
    if (this.stateOf(id) === null) {
      await this.#start(id, quickBudget);
    }
  }

  /** Searches for longer than before; what was found before stays where it is cancelled. */
  searchLonger(id: number): Promise<Diagnosis | null> {
    const before = this.#done.get(id)?.budget ?? 0;
    const budget = Math.max(longer.first * this.#options.budget(), longer.next * before);
    return this.#start(id, Math.min(longestBudget, budget));
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

  #start(id: number, budget: number): Promise<Diagnosis | null> {
    const asked = this.#options.engine.call('diagnose', { id, budget });
    const running: Running = { id, budget, share: 0, result: asked };
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
    const { id, budget } = running;
    if (this.#running.get(id) !== running) {
      return null;
    }
    this.#running.delete(id);
    if (diagnosis !== null) {
      this.#done.delete(id);
      this.#done.set(id, { diagnosis, budget });
      this.#bound();
    }
    this.#changed.fire(id);
    if (diagnosis !== null) {
      this.#explained.fire(id);
    }
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

  #forget(): void {
    const ids = [...new Set([...this.#done.keys(), ...this.#running.keys()])];
    this.#done.clear();
    this.#running.clear();
    ids.forEach((id) => this.#changed.fire(id));
    this.#forgotten.fire(ids);
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
