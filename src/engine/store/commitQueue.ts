import type { DatabaseSync } from 'node:sqlite';
import { idsOf } from './ids.ts';
import { prepared } from './prepared.ts';
import { rollBack } from './transaction.ts';
import { insertSql, insertValues, type NewEvent, type StoredEvent } from './storedEvent.ts';

/** Bytes of bodies in one transaction: together with one checkpoint's worth this bounds the write-ahead log. */
const bytesPerCommit = 8 * 1024 * 1024;

/** Events in one transaction: more would make a turn of the event loop long. */
const eventsPerCommit = 1000;

/** What became of an event: its id, or why it is not stored. */
export type Stored = (result: StoredEvent | Error) => void;

interface Waiting {
  readonly event: NewEvent;
  readonly done: Stored;
}

/** What work does in the database: `store` adds events, `write` changes anything else. */
export type Work = 'read' | 'write' | 'store';

/** Runs work in a database, whichever that is by now, and gets over one that turns out to be broken. */
export interface DatabaseAccess {
  /** @throws StorageError */
  run<T>(work: (db: DatabaseSync) => T, does?: Work): T;
}

/** Collects what arrives in a turn of the event loop and commits it at the end of the turn, and large bodies one by one in those that follow. */
export class CommitQueue {
  readonly #access: DatabaseAccess;
  readonly #onCommitted: (events: readonly StoredEvent[]) => void;
  #waiting: Waiting[] = [];

  constructor(access: DatabaseAccess, onCommitted: (events: readonly StoredEvent[]) => void) {
    this.#access = access;
    this.#onCommitted = onCommitted;
  }

  add(event: NewEvent, done: Stored): void {
    this.#waiting.push({ event, done });
    if (this.#waiting.length === 1) {
      setImmediate(() => this.#turn());
    }
  }

  /** Commits what is waiting, now. */
  flush(): void {
    while (this.#waiting.length > 0) {
      this.#commitNext();
    }
  }

  #turn(): void {
    this.#commitNext();
    if (this.#waiting.length > 0) {
      setImmediate(() => this.#turn());
    }
  }

  #commitNext(): void {
    const batch = this.#waiting.slice(0, endOfBatch(this.#waiting, 0));
    this.#waiting = this.#waiting.slice(batch.length);
    if (batch.length > 0) {
      this.#commit(batch);
    }
  }

  #commit(batch: readonly Waiting[]): void {
    let stored: StoredEvent[];
    try {
      stored = this.#access.run((db) => insertAll(db, batch), 'store');
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      batch.forEach(({ done }) => done(reason));
      return;
    }
    stored.forEach((event, index) => batch[index]?.done(event));
    this.#onCommitted(stored);
  }
}

function endOfBatch(waiting: readonly Waiting[], start: number): number {
  let bytes = 0;
  let end = start;
  const most = Math.min(waiting.length, start + eventsPerCommit);
  while (end < most && (end === start || bytes < bytesPerCommit)) {
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
