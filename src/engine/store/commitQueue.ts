import type { DatabaseSync } from 'node:sqlite';
import { idsOf } from './ids.ts';
import { prepared } from './prepared.ts';
import { StorageError } from './storageError.ts';
import { rollBack, type DatabaseAccess } from './transaction.ts';
import { insertSql, insertValues, type NewEvent, type StoredEvent } from './storedEvent.ts';

/** Bytes of bodies in one transaction: together with one checkpoint's worth this bounds the write-ahead log. */
const bytesPerCommit = 8 * 1024 * 1024;
/** Events in one transaction: more would make a turn of the event loop long. */
const eventsPerCommit = 1000;
/** Milliseconds that a commit waits while more arrives in every turn. */
const gatherFor = 5;
/** Milliseconds after which a locked database is tried again. */
const againAfter = 25;
/** Milliseconds that an event waits for a locked database: senders wait for a few seconds, Slack for three. */
const longestWait = 2000;

/** What became of an event: its id, or why it is not stored. */
export type Stored = (result: StoredEvent | Error) => void;

interface Waiting {
  readonly event: NewEvent;
  readonly done: Stored;
  /** Milliseconds of a monotonic clock. */
  readonly until: number;
}

const isLocked = (error: unknown): error is StorageError =>
  error instanceof StorageError && error.fault === 'locked';

/**
 * Collects what arrives and commits it after the first turn of the event loop that brought nothing more, what is too
 * much for one transaction in turns of its own. A turn accepts a single connection: with a commit in each, a crowd of
 * senders would wait for as many syncs of the disk.
 */
export class CommitQueue {
  readonly #access: DatabaseAccess;
  readonly #onCommitted: (events: readonly StoredEvent[]) => void;
  #waiting: Waiting[] = [];
  #isScheduled = false;

  constructor(access: DatabaseAccess, onCommitted: (events: readonly StoredEvent[]) => void) {
    this.#access = access;
    this.#onCommitted = onCommitted;
  }

  add(event: NewEvent, done: Stored): void {
    this.#waiting.push({ event, done, until: performance.now() + longestWait });
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      const until = performance.now() + gatherFor;
      // What came on a connection that was accepted in this turn is read in the next.
      setImmediate(() => this.#gather(until));
    }
  }

  /** Looks after each turn whether it brought more. */
  #gather(until: number): void {
    const before = this.#waiting.length;
    setImmediate(() => {
      if (this.#waiting.length > before && performance.now() < until) {
        this.#gather(until);
      } else {
        this.#turn();
      }
    });
  }

  /** Commits what is waiting, now or not at all. */
  close(): void {
    while (this.#waiting.length > 0) {
      this.#commitNext(true);
    }
  }

  #turn(): void {
    const isLocked = !this.#commitNext(false);
    this.#isScheduled = this.#waiting.length > 0;
    if (!this.#isScheduled) {
      return;
    }
    if (isLocked) {
      setTimeout(() => this.#turn(), againAfter);
    } else {
      setImmediate(() => this.#turn());
    }
  }

  /** Answers whether the first of those that wait know what became of them. */
  #commitNext(isLast: boolean): boolean {
    const batch = this.#waiting.slice(0, endOfBatch(this.#waiting));
    this.#waiting = this.#waiting.slice(batch.length);
    const locked = batch.length === 0 ? null : this.#commit(batch);
    if (locked !== null) {
      this.#waiting = [...batch, ...this.#waiting];
      this.#refuseLate(locked, isLast);
    }
    return locked === null;
  }

  /** Gives why nothing became of the batch yet, null where its events know what did. */
  #commit(batch: readonly Waiting[]): StorageError | null {
    let stored: StoredEvent[];
    try {
      stored = this.#access.run((db) => insertAll(db, batch), 'store');
    } catch (error) {
      if (isLocked(error)) {
        return error;
      }
      refuse(batch, error);
      return null;
    }
    stored.forEach((event, index) => batch[index]?.done(event));
    this.#onCommitted(stored);
    return null;
  }

  #refuseLate(locked: StorageError, isLast: boolean): void {
    const now = performance.now();
    const isOver = ({ until }: Waiting): boolean => isLast || until <= now;
    const over = this.#waiting.filter(isOver);
    this.#waiting = this.#waiting.filter((one) => !isOver(one));
    if (over.length > 0) {
      this.#access.refused(locked);
      refuse(over, locked);
    }
  }
}

function refuse(batch: readonly Waiting[], error: unknown): void {
  const reason = error instanceof Error ? error : new Error(String(error));
  batch.forEach(({ done }) => done(reason));
}

function endOfBatch(waiting: readonly Waiting[]): number {
  let bytes = 0;
  let end = 0;
  const most = Math.min(waiting.length, eventsPerCommit);
  while (end < most && (end === 0 || bytes < bytesPerCommit)) {
    bytes += waiting[end]?.event.request.body.length ?? 0;
    end += 1;
  }
  return end;
}

function insertAll(db: DatabaseSync, batch: readonly Waiting[]): StoredEvent[] {
  const insert = prepared(db, insertSql);
  prepared(db, 'BEGIN IMMEDIATE').run();
  try {
    const ids = idsOf(db);
    const stored = batch.map(({ event }) => {
      const id = ids.next();
      insert.run(...insertValues(id, event));
      return { id, ...event };
    });
    prepared(db, 'COMMIT').run();
    return stored;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}
