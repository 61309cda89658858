import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Counts, EventPage, Source, Tally } from '../../protocol/engine.ts';
import type { Beyond, RetentionLimits } from '../../protocol/retention.ts';
import type { StorageNotice } from '../../protocol/storage.ts';
import { dataVersion, prepared } from './prepared.ts';
import { beyond } from './beyond.ts';
import { CommitQueue, type Stored } from './commitQueue.ts';
import { Attempts, dropLost, leaveDelivery } from './attempts.ts';
import { Deliveries } from './deliveries.ts';
import { historyOf, writeHistory } from './history.ts';
import { rememberLastId } from './ids.ts';
import { endSalvage } from './salvage.ts';
import { takeNames } from './sourceNames.ts';
import { shortAnswer } from './storedAnswer.ts';
import { StoreAccess } from './storeAccess.ts';
import { inTransaction } from './transaction.ts';
import { Tallies } from './tallies.ts';
import {
  eventOfRow,
  shortDetection,
  summaryColumns,
  summaryOfRow,
  type Findings,
  type NewEvent,
  type StoredEvent,
} from './storedEvent.ts';
import type { GivenAnswer } from '../../protocol/http.ts';

/** What others hear of the store. */
export interface StoreObserver {
  committed(events: readonly StoredEvent[]): void;
  noticed(notice: StorageNotice): void;
  /** For the log. */
  warned?(text: string): void;
  /** The events are others than before, though none was added or deleted here. */
  replaced?(): void;
}

/** Milliseconds after a stored event before what is stored is noted beside the file. */
const noteAfter = 1000;

/** Bytes that are rewritten in a few milliseconds. */
const cheapToRewrite = 1024 * 1024;
/** Free pages below which a smaller file is not worth the work. */
const pagesWorthShrinking = 500;

/** How many events a connection has seen in its file, and the state of the file that this holds for. */
interface Counted {
  readonly db: DatabaseSync;
  /** `PRAGMA data_version`: moves when another process has written. */
  readonly version: number;
  count: number;
}

/** What is said of a stored event after another look. */
export interface NewFindings {
  readonly id: number;
  readonly findings: Findings;
}

/**
 * Every event that was captured, in one SQLite file with one writer.
 * Every method may throw StorageError.
 */
export class EventStore {
  readonly #file: string;
  readonly #access: StoreAccess;
  readonly #queue: CommitQueue;
  readonly attempts: Attempts;
  readonly deliveries: Deliveries;
  readonly #tallies = new Tallies();
  #counted: Counted | undefined;
  #note: NodeJS.Timeout | undefined;

  constructor(file: string, observer: StoreObserver) {
    this.#file = file;
    this.#access = new StoreAccess(file, {
      noticed: (notice) => {
        if (notice.kind === 'setAside' && notice.recovered !== null) {
          // Nothing else notes what was copied.
          this.#scheduleNote();
        }
        observer.noticed(notice);
      },
      warned: (text) => observer.warned?.(text),
      replaced: () => {
        this.#counted = undefined;
        this.#tallies.clear();
        observer.replaced?.();
      },
    });
    this.attempts = new Attempts(this.#access);
    this.deliveries = new Deliveries(this.#access);
    this.#queue = new CommitQueue(this.#access, (events) => {
      this.#changeCount(events.length);
      this.#tallies.add(events);
      this.#scheduleNote();
      observer.committed(events);
    });
  }

  /** Stores an event durably, together with all that arrived in this turn of the event loop, then calls `done`. */
  add(event: NewEvent, done: Stored): void {
    this.#queue.add(event, done);
  }

  /** Commits what is waiting, and lets go of the file. */
  close(): void {
    this.#queue.close();
    if (this.#note !== undefined) {
      this.#keepHistory();
    }
    this.#access.close();
  }

  /** Newest first; those below `before` where it is given. */
  page(limit: number, before: number | null): EventPage {
    const sql = `SELECT ${summaryColumns} FROM events WHERE id < ? ORDER BY id DESC LIMIT ?`;
    const rows = this.#all(sql, before ?? Number.MAX_SAFE_INTEGER, limit);
    return { events: rows.map(summaryOfRow), total: this.count() };
  }

  event(id: number): StoredEvent | undefined {
    const [row] = this.#all('SELECT * FROM events WHERE id = ?', id);
    return row === undefined ? undefined : eventOfRow(row);
  }

  /** At most `length` body bytes from `offset`; empty where there are none. */
  body(id: number, offset: number, length: number): Uint8Array {
    const [row] = this.#all(
      'SELECT substr(body, ?, ?) AS part FROM events WHERE id = ?',
      offset + 1,
      length,
      id,
    );
    return row?.['part'] instanceof Uint8Array ? row['part'] : new Uint8Array(0);
  }

  counts(afterId: number): Counts {
    return {
      total: this.count(),
      after: this.#number('SELECT COUNT(*) FROM events WHERE id > ?', afterId),
      lastId: this.#number('SELECT MAX(id) FROM events'),
    };
  }

  /** How many events of each source and provider have which verdict. */
  tallies(): readonly Tally[] {
    return this.#access.run((db) => this.#tallies.of(db));
  }

  neighbours(id: number): { readonly newer: number | null; readonly older: number | null } {
    return {
      newer: this.#number('SELECT MIN(id) FROM events WHERE id > ?', id) || null,
      older: this.#number('SELECT MAX(id) FROM events WHERE id < ?', id) || null,
    };
  }

  /** When the first of the thousand events before one was received that has a text in its headers; null for none. */
  earlierWith(text: string, before: number): number | null {
    const inJson = JSON.stringify(text).slice(1, -1);
    const sql = `SELECT received_at FROM events WHERE id < ? AND id >= ? AND instr(record, ?) > 0
      ORDER BY id LIMIT 1`;
    const [row] = this.#all(sql, before, before - 1000, inJson);
    return row === undefined ? null : Number(row['received_at']);
  }

  /** Ids above `after` in rising order: the way through all events in bounded steps. */
  idsAfter(after: number, limit: number): number[] {
    return this.#all('SELECT id FROM events WHERE id > ? ORDER BY id LIMIT ?', after, limit).map(({ id }) =>
      Number(id),
    );
  }

  /** Has the events call their sources as these are called now. Gives whether any was renamed. */
  takeSourceNames(sources: readonly Source[]): boolean {
    const renamed = inTransaction(this.#access, (db) => takeNames(db, sources));
    if (renamed) {
      this.#tallies.clear();
    }
    return renamed;
  }

  /** Writes what is said of events now, in one transaction. */
  setFindings(all: readonly NewFindings[]): void {
    this.#tallies.clear();
    inTransaction(this.#access, (db) => {
      const update = prepared(
        db,
        `UPDATE events SET verdict = ?, title = ?, provider = ?, source = ?, outcome = ?,
          record = json_set(record, '$[0]', json(?), '$[9]', json(?)) WHERE id = ?`,
      );
      for (const { id, findings } of all) {
        const { verdict, title, provider, source, outcome, reason, detection } = findings;
        const texts = [JSON.stringify(reason), JSON.stringify(shortDetection(detection))] as const;
        prepared(db, leaveDelivery).run(id, provider, source);
        update.run(verdict, title, provider, source, outcome, ...texts, id);
      }
    });
  }

  /** Writes what an event was answered where that is not what it was stored with. */
  setAnswer(id: number, answer: GivenAnswer): void {
    this.#access.run((db) => {
      const sql = `UPDATE events SET record = json_set(record, '$[8]', json(?)) WHERE id = ?`;
      prepared(db, sql).run(JSON.stringify(shortAnswer(answer)), id);
    }, 'write');
  }

  delete(ids: readonly number[]): void {
    this.#deleting((db) => {
      const remove = prepared(db, 'DELETE FROM events WHERE id = ?');
      return ids.reduce((deleted, id) => deleted + Number(remove.run(id).changes), 0);
    });
  }

  clear(): void {
    this.#deleting((db) => {
      endSalvage(db);
      return Number(prepared(db, 'DELETE FROM events').run().changes);
    });
    this.#shrink();
  }

  /** The oldest go first. Returns how many went. */
  deleteOldest(count: number): number {
    const sql =
      'DELETE FROM events WHERE id <= (SELECT MAX(id) FROM (SELECT id FROM events ORDER BY id LIMIT ?))';
    // It goes on all the time under load: the note follows within a second.
    this.#scheduleNote();
    return this.#deleting((db) => Number(prepared(db, sql).run(count).changes), false);
  }

  /** How many of the oldest events limits have no room for; costs a look at all of them. */
  beyond(limits: RetentionLimits): Beyond {
    const stored = { events: this.count(), liveBytes: this.liveBytes() };
    return this.#access.run((db) => beyond(db, stored, limits));
  }

  /** Stored events; costs a look at all of them only once, and after another process has written. */
  count(): number {
    return this.#access.run((db) => this.#countIn(db));
  }

  #countIn(db: DatabaseSync): number {
    const version = dataVersion(db);
    if (this.#counted?.db !== db || this.#counted.version !== version) {
      const count = Number(prepared(db, 'SELECT COUNT(*) AS count FROM events').get()?.['count']);
      this.#counted = { db, version, count };
    }
    return this.#counted.count;
  }

  #scheduleNote(): void {
    this.#note ??= setTimeout(() => this.#keepHistory(), noteAfter).unref();
  }

  /** Notes what is stored, while no other window changes it. */
  #keepHistory(): void {
    clearTimeout(this.#note);
    this.#note = undefined;
    try {
      inTransaction(this.#access, (db) => writeHistory(this.#file, historyOf(db, this.#countIn(db))));
    } catch {
      // The next stored event has it noted.
    }
  }

  /** Bytes of the file that hold events. */
  liveBytes(): number {
    const pages = this.#number('PRAGMA page_count') - this.#number('PRAGMA freelist_count');
    return pages * this.#number('PRAGMA page_size');
  }

  /** Gives the file's free pages back where nearly all of it is free: rewriting what is left is quick then. */
  #shrink(): void {
    if (this.liveBytes() < cheapToRewrite && this.#number('PRAGMA freelist_count') > pagesWorthShrinking) {
      try {
        this.#access.run((db) => db.exec('VACUUM'), 'write');
      } catch {
        // Another window is writing, or the disk is full: the pages are used for the next events.
      }
    }
  }

  #changeCount(by: number): void {
    if (this.#counted !== undefined) {
      this.#counted.count += by;
    }
  }

  /** Deletes in one transaction. `work` gives how many went, and so does this. */
  #deleting(work: (db: DatabaseSync) => number, isNoted = true): number {
    this.#tallies.clear();
    const deleted = inTransaction(this.#access, (db) => {
      prepared(db, rememberLastId).run();
      const before = this.#countIn(db);
      const count = work(db);
      if (isNoted) {
        // Before they are gone for good: a note never has more events than there are.
        writeHistory(this.#file, historyOf(db, before - count));
      }
      // They are few, and looked up by key: cheaper than a trigger for each of the many events.
      prepared(db, 'DELETE FROM deliveries WHERE event_id NOT IN (SELECT id FROM events)').run();
      prepared(db, dropLost).run();
      return count;
    });
    this.#changeCount(-deleted);
    return deleted;
  }

  #all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[] {
    return this.#access.run((db) => prepared(db, sql).all(...values));
  }

  /** The one number that a query gives, 0 for NULL. */
  #number(sql: string, ...values: SQLInputValue[]): number {
    const [row = {}] = this.#all(sql, ...values);
    return Number(Object.values(row)[0] ?? 0);
  }
}
