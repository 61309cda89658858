import type { EngineSettings } from '../../protocol/engine.ts';
import type { EventStore } from './eventStore.ts';
import { StorageError } from './storageError.ts';

export type RetentionLimits = Pick<EngineSettings, 'maxEvents' | 'maxMegabytes'>;

/** Milliseconds after a capture before anything is looked at. */
const pause = 100;
/** Milliseconds between chunks, in which requests have the event loop. */
const pauseBetweenChunks = 20;
const eventsPerChunk = 1000;
/** When it is bytes that are too many, a chunk is small: bodies may be large. */
const largeEventsPerChunk = 5;

/** Deletes the oldest events beyond the limits, in chunks, off the path of requests. */
export class Retention {
  readonly #store: EventStore;
  readonly #onDeleted: () => void;
  readonly #onError: (error: unknown) => void;
  #limits: RetentionLimits;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    store: EventStore,
    limits: RetentionLimits,
    { onDeleted, onError }: { onDeleted: () => void; onError: (error: unknown) => void },
  ) {
    this.#store = store;
    this.#limits = limits;
    this.#onDeleted = onDeleted;
    this.#onError = onError;
  }

  setLimits(limits: RetentionLimits): void {
    this.#limits = limits;
    this.schedule();
  }

  /** Bytes that can be stored before the oldest events go; negative where they are about to. */
  get room(): number {
    return this.#limits.maxMegabytes * 1024 * 1024 - this.#store.liveBytes();
  }

  /** Something was stored or deleted: look, soon, whether there is something to do. */
  schedule(after = pause): void {
    this.#timer ??= setTimeout(() => this.#run(), after);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #run(): void {
    this.#timer = undefined;
    try {
      const deleted = this.#deleteChunk();
      if (deleted > 0) {
        this.#onDeleted();
        this.schedule(pauseBetweenChunks);
      }
    } catch (error) {
      if (error instanceof StorageError && error.fault === 'locked') {
        this.schedule();
      } else {
        // Said already by the store; the next capture tries again.
        this.#onError(error);
      }
    }
  }

  #deleteChunk(): number {
    const tooMany = this.#store.count() - this.#limits.maxEvents;
    if (tooMany > 0) {
      return this.#store.deleteOldest(Math.min(tooMany, eventsPerChunk));
    }
    return this.room < 0 ? this.#store.deleteOldest(largeEventsPerChunk) : 0;
  }
}
