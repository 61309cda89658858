import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './prepared.ts';

/** What a store was known to hold: enough to notice later that it holds less. */
export interface History {
  /** Events in all. */
  readonly count: number;
  /** All ids from `first` to `last` were those of stored events; none where `first` is above `last`. */
  readonly first: number;
  /** The highest id that was ever given away, also of an event that is deleted by now. */
  readonly last: number;
  /** The oldest event of those from `first` on, and the newest, as id and time of receipt: they tell stores apart. */
  readonly marks: readonly Mark[];
}

type Mark = readonly [id: number, receivedAt: number];

/** Ids that are looked at, at most, to find the newest gap between them. */
const lookedAt = 1000;

export const highestId = 'SELECT max(id, (SELECT coalesce(max(id), 0) FROM events)) AS id FROM last_id';

const numberOf = (row: Record<string, unknown> | undefined): number =>
  Number(Object.values(row ?? {})[0] ?? 0);

/** The lowest id from which on no id up to the newest is missing, as far as that is cheaply known. */
function unbrokenFrom(db: DatabaseSync, count: number, newest: number): number {
  const oldest = numberOf(prepared(db, 'SELECT min(id) FROM events').get());
  if (newest - oldest + 1 === count) {
    return oldest;
  }
  const ids = prepared(db, `SELECT id FROM events ORDER BY id DESC LIMIT ${lookedAt}`).all().map(numberOf);
  const gap = ids.findIndex((id, at) => id !== newest - at);
  return newest - (gap < 0 ? ids.length : gap) + 1;
}

/** The highest id that was ever given away in a database, as far as it knows. */
export function lastIdOf(db: DatabaseSync): number {
  return numberOf(prepared(db, highestId).get());
}

/** Of the ids, those that are stored. An id is given away once, so that its event has this time in no other store. */
function marksOf(db: DatabaseSync, ids: readonly number[]): Mark[] {
  return [...new Set(ids)].flatMap((id) => {
    const row = prepared(db, 'SELECT received_at FROM events WHERE id = ?').get(id);
    return row === undefined ? [] : [[id, numberOf(row)] as const];
  });
}

/** What a database holds. `count` is the number of its events where that is known already. */
export function historyOf(db: DatabaseSync, count?: number): History {
  const stored = count ?? numberOf(prepared(db, 'SELECT COUNT(*) FROM events').get());
  const last = lastIdOf(db);
  const newest = numberOf(prepared(db, 'SELECT max(id) FROM events').get());
  const isUnbroken = stored > 0 && newest === last;
  const first = isUnbroken ? unbrokenFrom(db, stored, newest) : last + 1;
  return { count: stored, first, last, marks: marksOf(db, [first, newest]) };
}

/** The marks of what was known that a database has other events for: it is another one, or went another way. */
function otherMarks(db: DatabaseSync, { marks }: History): readonly Mark[] {
  return marks.filter(([id, receivedAt]) => marksOf(db, [id]).some(([, own]) => own !== receivedAt));
}

/** Whether a database holds at least what was known of it, as far as that is cheaply seen. */
export function isContinued(db: DatabaseSync, known: History): boolean {
  return lastIdOf(db) >= known.last && otherMarks(db, known).length === 0;
}

/**
 * How many events are missing, at least, of those that were known: 0 where the database is not behind, nor another one.
 * That only what was given away counts, never how many events there are, makes deleted events no missing ones.
 */
export function missingOf(known: History, db: DatabaseSync, now: History): number {
  const behind =
    now.last >= known.last
      ? 0
      : Math.max(known.last - Math.max(now.last, known.first - 1), known.count - now.count, 0);
  const others = otherMarks(db, known);
  const fromFirst = others.some(([id]) => id === known.first) ? known.last - known.first + 1 : 0;
  return Math.max(behind, fromFirst, Math.min(others.length, 1));
}

/** What a database held before its newest events were added. */
export function historyBefore(db: DatabaseSync, added: number): History {
  const { count, first, last } = historyOf(db);
  const before = { count: count - added, first: Math.min(first, last - added + 1), last: last - added };
  return {
    ...before,
    marks: marksOf(
      db,
      [before.first, before.last].filter((id) => id <= before.last),
    ),
  };
}

/** No id up to this one is given away again. */
export function raiseLastId(db: DatabaseSync, id: number): void {
  prepared(db, 'UPDATE last_id SET id = max(id, ?)').run(id);
}

/** The file beside a database that remembers what it held. */
export const historyFile = (file: string): string => `${file}.history`;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isMark = (value: unknown): value is Mark =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger);

/** Null where nothing is known, or nothing that can be read. */
export function readHistory(file: string): History | null {
  try {
    const read: unknown = JSON.parse(readFileSync(historyFile(file), 'utf8'));
    const { count, first, last, marks } = (read ?? {}) as Record<string, unknown>;
    // Absent in a note of an earlier version.
    const known = Array.isArray(marks) ? marks.filter(isMark) : [];
    return isCount(count) && isCount(first) && isCount(last) ? { count, first, last, marks: known } : null;
  } catch {
    return null;
  }
}

/** Not flushed to the disk: an older one tells less, but nothing wrong. */
export function writeHistory(file: string, { count, first, last, marks }: History): void {
  const temporary = `${historyFile(file)}.new`;
  try {
    writeFileSync(temporary, JSON.stringify({ count, first, last, marks }), { mode: 0o600 });
    renameSync(temporary, historyFile(file));
  } catch {
    // A full disk, or one that can only be read: what is known stays as it was.
  }
}
