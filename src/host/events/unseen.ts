import type { Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { EngineClient } from '../engine/engineClient.ts';

/** A small store that outlives a reload; `vscode.Memento` is one. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const lastSeenKey = 'webhookDebugger.lastSeenEvent';
const countKey = 'webhookDebugger.unseenEvents';

/** Counts the events that arrived while nobody could see them. */
export class Unseen implements Disposable {
  readonly #memory: Memory;
  readonly #engine: EngineClient;
  readonly #onError: (error: unknown) => void;
  readonly #changed: Emitter<number>;
  readonly #subscriptions: readonly Disposable[];
  #isSeeing = false;
  #count: number;

  constructor(memory: Memory, engine: EngineClient, onError: (error: unknown) => void) {
    this.#memory = memory;
    this.#engine = engine;
    this.#onError = onError;
    this.#changed = new Emitter<number>(onError);
    this.#count = this.#remembered(countKey);
    this.#subscriptions = [
      engine.on('captured', ({ count }) => this.#arrived(count)),
      engine.on('eventsChanged', ({ gone }) => (gone ? this.#recount() : undefined)),
    ];
  }

  /** The last event that the list has shown; 0 where it has shown none. */
  get lastSeen(): number {
    return this.#remembered(lastSeenKey);
  }

  get count(): number {
    return this.#count;
  }

  get onDidChange(): Event<number> {
    return this.#changed.event;
  }

  /** From now on events are seen as they arrive, or not. */
  setSeeing(isSeeing: boolean): void {
    this.#isSeeing = isSeeing;
    if (isSeeing) {
      this.#become(0);
    }
  }

  /** The list has shown the events up to this one. */
  seen(lastId: number): void {
    if (this.#isSeeing && lastId > this.#remembered(lastSeenKey)) {
      this.#remember(lastSeenKey, lastId);
    }
  }

  dispose(): void {
    this.#subscriptions.forEach((subscription) => subscription.dispose());
    this.#changed.dispose();
  }

  #arrived(count: number): void {
    if (!this.#isSeeing) {
      this.#become(this.#count + count);
    }
  }

  #recount(): void {
    if (this.#isSeeing) {
      return;
    }
    const afterId = this.#remembered(lastSeenKey);
    this.#engine.call('counts', { afterId }).then(({ after }) => {
      this.#become(this.#isSeeing ? 0 : after);
    }, this.#onError);
  }

  #become(count: number): void {
    if (count !== this.#count) {
      this.#count = count;
      this.#remember(countKey, count);
      this.#changed.fire(count);
    }
  }

  #remembered(key: string): number {
    const value = this.#memory.get(key);
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
  }

  #remember(key: string, value: number): void {
    this.#memory.update(key, value).then(undefined, this.#onError);
  }
}
