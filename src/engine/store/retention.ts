import type { RetentionCalls, RetentionLimits } from '../../protocol/retention.ts';
import type { EventStore } from './eventStore.ts';
import { LimitsInForce, type LimitsOptions } from './limitsInForce.ts';
import { StorageError } from './storageError.ts';

/** Milliseconds after a capture before anything is looked at. */
const pause = 100;
/** Milliseconds between chunks, in which requests have the event loop. */
const pauseBetweenChunks = 20;
const eventsPerChunk = 1000;
/** When it is bytes that are too many, a chunk is small: bodies may be large. */
const largeEventsPerChunk = 5;

export interface RetentionOptions extends LimitsOptions {
  readonly store: EventStore;
  readonly onDeleted: () => void;
  readonly onError: (error: unknown) => void;
}

/** Deletes the oldest events beyond the limits in force, in chunks, off the path of requests. */
export class Retention {
  readonly #options: RetentionOptions;
  readonly #store: EventStore;
  readonly #inForce: LimitsInForce;
  /** Those in force at the last look. */
  #limits: RetentionLimits;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: RetentionOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#limits = options.limits;
    this.#inForce = new LimitsInForce(options);
  }

  readonly handlers = {
    decideRetention: (params: RetentionCalls['decideRetention']['params']): RetentionLimits | null => {
      const limits = this.#inForce.decide(params);
      this.schedule();
      return limits;
    },
  };

  setLimits(limits: RetentionLimits): void {
    this.#inForce.want(limits);
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
      this.#limits = this.#inForce.now();
      const deleted = this.#deleteChunk();
      if (deleted > 0) {
        this.#options.onDeleted();
        this.schedule(pauseBetweenChunks);
      }
    } catch (error) {
      if (error instanceof StorageError && error.fault === 'locked') {
        this.schedule();
      } else {
        // Said already by the store; the next capture tries again.
        this.#options.onError(error);
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
