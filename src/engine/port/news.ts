import type { TemporaryAnswer } from '../../protocol/answering.ts';
import type { EngineMessage } from '../../protocol/engine.ts';
import { summaryOf, type StoredEvent } from '../store/storedEvent.ts';

/** Milliseconds between two messages about the same thing. */
const pause = 100;
/** Summaries in one message; the host asks for pages when it wants more. */
const newestCount = 20;
/** More ids than this are told as "many". */
const idsCount = 1000;

/** Tells the host what happened, at most ten times a second for each kind of news. */
export class News {
  readonly #post: (message: EngineMessage) => void;
  #timer: NodeJS.Timeout | undefined;
  #count = 0;
  #newest: readonly StoredEvent[] = [];
  #changed: ReadonlySet<number> | null = new Set();
  #gone = false;
  #progress: readonly [number, number] | undefined;
  #temporary: TemporaryAnswer | null | undefined;

  constructor(post: (message: EngineMessage) => void) {
    this.#post = post;
  }

  captured(events: readonly StoredEvent[]): void {
    this.#count += events.length;
    this.#newest = [...this.#newest, ...events.slice(-newestCount)].slice(-newestCount);
    this.#schedule();
  }

  /** Ids are null where it may be any of them. */
  changed(ids: readonly number[] | null, gone: boolean): void {
    const all = ids === null || this.#changed === null ? null : new Set([...this.#changed, ...ids]);
    this.#changed = all === null || all.size > idsCount ? null : all;
    this.#gone ||= gone;
    this.#schedule();
  }

  progress(done: number, total: number): void {
    this.#progress = [done, total];
    this.#schedule();
  }

  /** What is answered for a while, null for nothing. */
  answering(temporary: TemporaryAnswer | null): void {
    this.#temporary = temporary;
    this.#schedule();
  }

  /** Tells at once what is waiting to be told. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#count > 0) {
      const newest = this.#newest.map(summaryOf).reverse();
      this.#post({ type: 'captured', count: this.#count, newest });
      this.#count = 0;
      this.#newest = [];
    }
    if (this.#changed === null || this.#changed.size > 0) {
      const ids = this.#changed === null ? null : [...this.#changed];
      this.#post({ type: 'eventsChanged', ids, gone: this.#gone });
      this.#changed = new Set();
      this.#gone = false;
    }
    if (this.#progress !== undefined) {
      const [done, total] = this.#progress;
      this.#post({ type: 'verifying', done, total });
      this.#progress = undefined;
    }
    if (this.#temporary !== undefined) {
      this.#post({ type: 'answering', temporary: this.#temporary });
      this.#temporary = undefined;
    }
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.flush(), pause);
  }
}
