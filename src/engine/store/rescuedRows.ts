import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { KeyedTable, Row } from './damagedTable.ts';
import { prepared } from './prepared.ts';
import type { Verdict } from '../../protocol/verdict.ts';

/** The tables that are copied out of a damaged database, in this order: what belongs to events after these. */
export const rescued: readonly KeyedTable[] = [
  { table: 'events', key: 'id' },
  { table: 'deliveries', key: 'id' },
  { table: 'attempts', key: 'event_id' },
];

const verdicts: Readonly<Record<Verdict, true>> = {
  valid: true,
  authenticated: true,
  invalid: true,
  missing: true,
  malformed: true,
  expired: true,
  noSecret: true,
  unrecognised: true,
  unsigned: true,
  refused: true,
};

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

/** Pages that were overwritten can still be read as rows: bytes that are not what was stored are not given out as such. */
function isSound(table: string, row: Row): boolean {
  switch (table) {
    case 'events':
      return (
        String(row['verdict']) in verdicts &&
        Array.isArray(parsed(row['record'])) &&
        row['body'] instanceof Uint8Array &&
        row['body'].length === row['size']
      );
    case 'deliveries':
      return parsed(row['record']) !== null;
    default:
      return true;
  }
}

/** Copies a row with the key that it has, where that is free; says whether it did. What belongs to no event stays. */
export function copyRow(db: DatabaseSync, { table }: KeyedTable, row: Row): boolean {
  if (!isSound(table, row)) {
    return false;
  }
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  const where = table === 'events' ? '' : ' WHERE EXISTS (SELECT 1 FROM events WHERE id = ?)';
  const sql = `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) SELECT ${places}${where}`;
  const values = Object.values(row) as SQLInputValue[];
  const event = table === 'events' ? [] : [row['event_id'] as SQLInputValue];
  try {
    return Number(prepared(db, sql).run(...values, ...event).changes) > 0;
  } catch (error) {
    // 19: a value that the column does not take was not stored there by us.
    if (error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 19) {
      return false;
    }
    throw error;
  }
}

/** Copies what events call their sources, as far as it can be read. */
export function copySourceNames(from: DatabaseSync, to: DatabaseSync): void {
  let rows: Row[] = [];
  try {
    rows = from.prepare('SELECT id, name FROM source_names').all();
  } catch {
    // Sources are called what they are called now.
  }
  const insert = prepared(to, 'INSERT OR IGNORE INTO source_names VALUES (?, ?)');
  rows.forEach(({ id, name }) => insert.run(String(id), String(name)));
}

/** Bytes of a row, roughly: those of its body are nearly all. */
export function sizeOfRow(row: Row): number {
  return (row['body'] instanceof Uint8Array ? row['body'].length : 0) + 500;
}
