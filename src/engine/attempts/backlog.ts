import type { Attempts } from '../store/attempts.ts';
import type { EventStore } from '../store/eventStore.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import { rememberedById } from './attempts.ts';
import type { GivenAnswer } from '../../protocol/http.ts';

const idsPerPage = 500;
/** Stored events that are looked at to know what may be tried again. */
const mostReadAgain = 10_000;
/** Events that are kept in memory while earlier ones are read; beyond these they are read again, too. */
const mostFresh = 500;
const mostFreshBytes = 64 * 1024 * 1024;

/** An event that has just been stored. */
export interface Fresh {
  readonly event: StoredEvent;
  readonly idempotencyId: string | null;
}

/** What of the store is asked for. */
export interface StoredEvents extends Pick<EventStore, 'counts'> {
  readonly attempts: Pick<Attempts, 'worthReading'>;
}

/**
 * The events to look at, in the order of their ids: what was stored before, when the first one arrives, then those that
 * arrive, and those that another window stores in the same file.
 */
export class Backlog {
  readonly #store: StoredEvents;
  readonly #fresh = new Map<number, Fresh>();
  /** Of the bodies of those. */
  #freshBytes = 0;
  /** Id of the event that was looked at last, null before the first. */
  #last: number | null = null;
  /** There is more in the store than what has just arrived. */
  #isBehind = true;

  constructor(store: StoredEvents) {
    this.#store = store;
  }

  /** Whether the store holds events that were not looked at, as far as is known. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  add(fresh: Fresh): void {
    const { id, request } = fresh.event;
    this.#last ??= Math.max(0, id - 1 - mostReadAgain);
    const bytes = this.#freshBytes + request.body.length;
    if (this.#fresh.size < mostFresh && bytes <= mostFreshBytes) {
      this.#fresh.set(id, fresh);
      this.#freshBytes = bytes;
    } else {
      this.#isBehind = true;
    }
  }

  /** Passes over an event without a look; says whether it may be, because nothing waits before it. */
  passOver(id: number): boolean {
    const isNext = !this.#isBehind && this.#fresh.size === 0 && this.#last === id - 1;
    this.#last = isNext ? id : this.#last;
    return isNext;
  }

  fresh(id: number): Fresh | undefined {
    return this.#fresh.get(id);
  }

  /** An event was answered otherwise than it was stored; says whether it waits here, and knows it now. */
  answered(id: number, answer: GivenAnswer): boolean {
    const fresh = this.#fresh.get(id);
    if (fresh !== undefined) {
      this.#fresh.set(id, { ...fresh, event: { ...fresh.event, answer } });
    }
    return fresh !== undefined;
  }

  /** Everything recent is to be looked at again. */
  rewind(): void {
    const last = this.#last ?? this.#store.counts(0).lastId;
    this.#last = Math.max(0, last - mostReadAgain);
    this.#isBehind = true;
  }

  /** There may be more than was seen, because looking at it failed. */
  lost(): void {
    this.#isBehind = true;
  }

  /**
   * Gives events to `look`, until it says that it has no time left; says whether there are more. Usually what has just
   * arrived is all there is, and the store need not be asked.
   */
  next(look: (id: number) => boolean): boolean {
    const ids = this.#nextIds();
    for (const [index, id] of ids.entries()) {
      const hasTime = look(id);
      this.#last = id;
      this.#freshBytes -= this.#fresh.get(id)?.event.request.body.length ?? 0;
      this.#fresh.delete(id);
      if (!hasTime) {
        this.#isBehind ||= ids.slice(index + 1).some((later) => !this.#fresh.has(later));
        break;
      }
    }
    return ids.length > 0;
  }

  #nextIds(): readonly number[] {
    const last = this.#last ?? 0;
    if (!this.#isBehind && (this.#fresh.size === 0 || this.#fresh.has(last + 1))) {
      return [...this.#fresh.keys()].filter((id, index) => id === last + 1 + index);
    }
    const since = Date.now() - rememberedById;
    const stored = this.#store.attempts.worthReading(last, since, idsPerPage);
    const upTo = stored.length < idsPerPage ? Infinity : (stored.at(-1) ?? 0);
    const fresh = [...this.#fresh.keys()].filter((id) => id > last && id <= upTo);
    this.#isBehind = upTo !== Infinity;
    return [...new Set([...stored, ...fresh])].sort((a, b) => a - b);
  }
}
