import type { DatabaseSync } from 'node:sqlite';
import type { StorageNotice } from '../../protocol/storage.ts';
import { keyAbove, readableRows, type Found, type KeyedTable } from './damagedTable.ts';
import { openBroken } from './database.ts';
import { copyRow, copySourceNames, rescued, sizeOfRow } from './rescuedRows.ts';
import { StorageError } from './storageError.ts';
import { inTransaction, type DatabaseAccess } from './transaction.ts';

type SetAside = Extract<StorageNotice, { readonly kind: 'setAside' }>;

/** Milliseconds and bytes of a chunk, which is one transaction in one turn. */
const [slice, bytesPerChunk] = [10, 2 * 1024 * 1024] as const;
/** Milliseconds between chunks, and after a failure. */
const [pause, pauseAfterFailure] = [5, 1000] as const;
/** Keys above the known ones: as many as may be given away before what is known is noted. */
const [unknown, fewUnknown] = [5000, 500] as const;

/** A copy that is not finished. It is kept in the database that rows are copied to, and so outlives the process. */
interface Pending {
  readonly movedTo: string;
  readonly why: SetAside['why'];
  /** Events that were known to be in the damaged file; 0 where that is not known. */
  readonly known: number;
  /** The highest id of an event that was known there. */
  readonly last: number;
}

export interface Progress extends Pending {
  /** Index in `rescued`. */
  readonly part: number;
  /** Rows with this key or a higher one are done; null at the beginning of a part. */
  readonly below: number | null;
  readonly recovered: number;
}

/** Only in databases that took the place of a damaged one: not in the schema. */
const table = `CREATE TABLE IF NOT EXISTS salvage (moved_to TEXT NOT NULL, why TEXT NOT NULL, known INTEGER NOT NULL,
  last INTEGER NOT NULL, part INTEGER NOT NULL, below INTEGER, recovered INTEGER NOT NULL) STRICT`;

function hasTable(db: DatabaseSync): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'salvage'").get() !== undefined;
}

/** The rows of all copies of a database that are not finished; none where it cannot be read either. */
export function unfinished(db: DatabaseSync): Progress[] {
  try {
    const rows = hasTable(db) ? db.prepare('SELECT * FROM salvage ORDER BY rowid DESC').all() : [];
    return rows.map((row) => ({
      movedTo: String(row['moved_to']),
      why: row['why'] as SetAside['why'],
      known: Number(row['known']),
      last: Number(row['last']),
      part: Number(row['part']),
      below: row['below'] === null ? null : Number(row['below']),
      recovered: Number(row['recovered']),
    }));
  } catch {
    return [];
  }
}

/** Notes what is to be copied, in a transaction of the caller's. */
export function noteSalvage(db: DatabaseSync, all: readonly (Pending & Partial<Progress>)[]): void {
  db.exec(table);
  const insert = db.prepare('INSERT INTO salvage VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const { movedTo, why, known, last, part = 0, below = null, recovered = 0 } of all) {
    insert.run(movedTo, why, known, last, part, below, recovered);
  }
}

/** All events are deleted: nothing that is still to be copied may come back. */
export function endSalvage(db: DatabaseSync): void {
  if (hasTable(db)) {
    db.exec('DELETE FROM salvage');
  }
}

function keepProgress(db: DatabaseSync, { movedTo, part, below, recovered }: Progress): void {
  if (part >= rescued.length) {
    db.prepare('DELETE FROM salvage WHERE moved_to = ?').run(movedTo);
    return;
  }
  const sql = 'UPDATE salvage SET part = ?, below = ?, recovered = ? WHERE moved_to = ?';
  db.prepare(sql).run(part, below, recovered, movedTo);
}

/** The rows that are left of one part of a damaged file. */
interface Reading {
  readonly part: number;
  /** Where the next chunk has to begin for this to go on. */
  below: number | null;
  readonly rows: Iterator<Found, void>;
}

/** Copies all that can be read of a file that was set aside, a bit in each turn, newest first; then says how much. */
export class Salvage {
  readonly #access: DatabaseAccess;
  readonly #onDone: (notice: SetAside) => void;
  readonly #movedTo: string;
  #notice: SetAside;
  #from: DatabaseSync | undefined;
  #reading: Reading | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(access: DatabaseAccess, { movedTo, why }: Pending, onDone: (notice: SetAside) => void) {
    this.#access = access;
    this.#movedTo = movedTo;
    this.#notice = { kind: 'setAside', why, movedTo, recovered: null, missing: null };
    this.#onDone = onDone;
    this.#schedule(0);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#forget();
  }

  #schedule(after: number): void {
    this.#timer = setTimeout(() => this.#run(), after);
  }

  #run(): void {
    try {
      if (inTransaction(this.#access, (db) => this.#step(db))) {
        this.#schedule(pause);
        return;
      }
      this.#forget();
    } catch (error) {
      // Said by the store already where it cannot be written; rows that were taken are read again.
      this.#reading = undefined;
      const isLocked = error instanceof StorageError && error.fault === 'locked';
      this.#schedule(isLocked ? pause : pauseAfterFailure);
      return;
    }
    this.#onDone(this.#notice);
  }

  /** Copies one chunk; says whether there is more to be done. */
  #step(db: DatabaseSync): boolean {
    const before = unfinished(db).find(({ movedTo }) => movedTo === this.#movedTo);
    if (before === undefined) {
      // The events were cleared, or another window has done the rest.
      this.#notice = { ...this.#notice, recovered: null, missing: null };
      return false;
    }
    const from = this.#source(db);
    const after = from === null ? { ...before, part: rescued.length } : this.#copy(from, db, before);
    keepProgress(db, after);
    const { known, recovered, part } = after;
    this.#notice = {
      ...this.#notice,
      recovered,
      missing: known === 0 ? null : Math.max(0, known - recovered),
    };
    return part < rescued.length;
  }

  /** The damaged file; null where nothing at all can be read of it. */
  #source(db: DatabaseSync): DatabaseSync | null {
    if (this.#from === undefined) {
      try {
        this.#from = openBroken(this.#movedTo);
      } catch {
        return null;
      }
      copySourceNames(this.#from, db);
    }
    return this.#from;
  }

  #copy(from: DatabaseSync, to: DatabaseSync, progress: Progress): Progress {
    const part = rescued[progress.part];
    if (part === undefined) {
      return { ...progress, part: rescued.length };
    }
    const reading = this.#readingOf(from, part, progress);
    let { recovered } = progress;
    let bytes = 0;
    for (const end = performance.now() + slice; performance.now() < end && bytes < bytesPerChunk;) {
      const next = reading.rows.next();
      if (next.done === true) {
        return { ...progress, part: progress.part + 1, below: null, recovered };
      }
      const { key, row } = next.value;
      reading.below = key;
      if (row !== null) {
        bytes += sizeOfRow(row);
        recovered += copyRow(to, part, row) && part.table === 'events' ? 1 : 0;
      }
    }
    return { ...progress, below: reading.below, recovered };
  }

  #readingOf(from: DatabaseSync, keyed: KeyedTable, { part, below, last }: Progress): Reading {
    const current = this.#reading;
    if (current !== undefined && current.part === part && current.below === below) {
      return current;
    }
    const isOfEvent = keyed.table !== 'deliveries';
    const above = (): number => keyAbove(from, keyed, isOfEvent ? last : 0, isOfEvent ? unknown : fewUnknown);
    const rows = readableRows(from, keyed, 1, below ?? above());
    this.#reading = { part, below, rows };
    return this.#reading;
  }

  #forget(): void {
    this.#reading = undefined;
    this.#from?.close();
    this.#from = undefined;
  }
}
