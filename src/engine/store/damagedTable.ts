import type { DatabaseSync } from 'node:sqlite';

/** A table with the integer column that its rows are found by. */
export interface KeyedTable {
  readonly table: string;
  readonly key: string;
}

export type Row = Readonly<Record<string, unknown>>;

/** A row as it was read; null where nothing can be read at this key, be it a row or none. */
export interface Found {
  readonly key: number;
  readonly row: Row | null;
}

/**
 * The rows of a table whose keys are in `low <= key < below`, highest first. Damage ends a query where it stands: the
 * rest of the range is then read in halves, down to single keys, so that every row that can be reached is.
 */
export function* readableRows(
  db: DatabaseSync,
  { table, key }: KeyedTable,
  low: number,
  below: number,
): Generator<Found> {
  let end = below;
  try {
    const sql = `SELECT * FROM ${table} WHERE ${key} >= ? AND ${key} < ? ORDER BY ${key} DESC`;
    for (const row of low < below ? db.prepare(sql).iterate(low, below) : []) {
      end = Number(row[key]);
      yield { key: end, row };
    }
    return;
  } catch {
    // What was read until here stays.
  }
  if (end - low === 1) {
    yield { key: low, row: null };
  } else if (end > low) {
    const middle = Math.floor((low + end) / 2);
    yield* readableRows(db, { table, key }, middle, end);
    yield* readableRows(db, { table, key }, low, middle);
  }
}

/** The last key that can be read in rising order; `atLeast` where that is higher. */
function lastReadable(db: DatabaseSync, { table, key }: KeyedTable, atLeast: number): number {
  let last = atLeast;
  try {
    for (const row of db.prepare(`SELECT ${key} AS key FROM ${table} ORDER BY ${key}`).iterate()) {
      last = Math.max(last, Number(row['key']));
    }
  } catch {
    // Here the damage begins.
  }
  return last;
}

/**
 * A key above all that a row may have. `known` is one that was given away; `beyond` is how far above what is known, or
 * can be read, more is looked for.
 */
export function keyAbove(
  db: DatabaseSync,
  { table, key }: KeyedTable,
  known: number,
  beyond: number,
): number {
  try {
    const row = db.prepare(`SELECT max(${key}) AS key FROM ${table}`).get();
    return Number(row?.['key'] ?? 0) + 1;
  } catch {
    return lastReadable(db, { table, key }, known) + beyond + 1;
  }
}
