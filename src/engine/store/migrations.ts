import type { DatabaseSync } from 'node:sqlite';
import { rollBack } from './transaction.ts';

/**
 * Each entry takes the schema one version on; entries are never changed once released, only added.
 * The body is the last column: SQLite keeps what does not fit a page in a chain behind it, and a list of rows
 * is read without walking that chain.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    title TEXT NOT NULL,
    method TEXT NOT NULL,
    provider TEXT,
    outcome TEXT NOT NULL,
    complete INTEGER NOT NULL,
    size INTEGER NOT NULL,
    target TEXT NOT NULL,
    record TEXT NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  -- The highest id that was ever given away, as far as no row says so: no id is used twice.
  CREATE TABLE last_id (id INTEGER NOT NULL) STRICT;
  INSERT INTO last_id VALUES (0)`,
  // Sources, and why a provider was taken for the sender's; reasons name places instead of headers.
  `CREATE TABLE events_2 (
    id INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    title TEXT NOT NULL,
    method TEXT NOT NULL,
    provider TEXT,
    source TEXT,
    outcome TEXT NOT NULL,
    complete INTEGER NOT NULL,
    size INTEGER NOT NULL,
    target TEXT NOT NULL,
    record TEXT NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  INSERT INTO events_2
    SELECT id, received_at, verdict, title, method, provider, NULL, outcome, complete, size, target,
      json_set(record, '$[9]', json('{"by":"nothing"}')), body FROM events;
  DROP TABLE events;
  ALTER TABLE events_2 RENAME TO events;
  UPDATE events SET record = json_remove(
      json_set(record, '$[0].place', json_object('header', json_extract(record, '$[0].header'))), '$[0].header')
    WHERE json_extract(record, '$[0].header') IS NOT NULL
      AND json_extract(record, '$[0].code') <> 'severalHeaders';
  UPDATE events SET record = json_set(record, '$[0].code', 'absent')
    WHERE json_extract(record, '$[0].code') = 'missingHeader';
  UPDATE events SET record = json_set(record, '$[0].proof', 'hmac')
    WHERE json_extract(record, '$[0].code') IN ('matches', 'mismatch');
  UPDATE events SET record = json_set(record, '$[0].provider', NULL)
    WHERE json_extract(record, '$[0].code') = 'unsigned'`,
  // Where events were sent on to, and what was answered.
  `CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    event_id INTEGER NOT NULL,
    record TEXT NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE INDEX deliveries_of_event ON deliveries (event_id)`,
  // Attempts of one delivery. An event that was never tried again, as nearly all, costs nothing here.
  `CREATE TABLE attempts (
    event_id INTEGER PRIMARY KEY,
    delivery INTEGER NOT NULL,
    number INTEGER NOT NULL,
    sender_number TEXT,
    body_differs INTEGER NOT NULL,
    keeps_signature INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX attempts_of_delivery ON attempts (delivery, event_id, body_differs)`,
  // A token proves the sender only; what nothing is known of is not one of a source that does not sign; a saved secret
  // is no evidence of the sender.
  `UPDATE events SET verdict = 'authenticated'
    WHERE verdict = 'valid' AND json_extract(record, '$[0].coverage.kind') = 'nothing';
  UPDATE events SET verdict = 'unrecognised', provider = NULL,
      record = json_set(record, '$[0]', json('{"code":"unrecognised"}'), '$[9]', json('{"by":"nothing"}'))
    WHERE (verdict = 'unsigned' AND provider IS NULL AND json_extract(record, '$[0].code') = 'unsigned')
      OR (verdict IN ('missing', 'malformed', 'invalid', 'noSecret')
        AND json_extract(record, '$[9].by') = 'onlySecret')`,
  // What the events call the source of each id: it is another name than that of today where it was renamed since.
  `CREATE TABLE source_names (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL
  ) STRICT`,
];

/** The database was written by a newer version of the extension. */
export class NewerVersionError extends Error {
  override readonly name = 'NewerVersionError';
}

export function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

/**
 * Takes the next step, if there still is one: another window may have opened the same file meanwhile.
 * @throws NewerVersionError
 */
function takeStep(db: DatabaseSync, steps: readonly string[]): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    const version = versionOf(db);
    if (version > steps.length) {
      throw new NewerVersionError(`The database has version ${version}; this is for ${steps.length}.`);
    }
    const step = steps[version];
    if (step !== undefined) {
      db.exec(`${step};\nPRAGMA user_version = ${version + 1}`);
    }
    db.exec('COMMIT');
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

/**
 * Brings the schema to the newest version, each step in a transaction of its own.
 * @throws NewerVersionError where the schema is newer than the steps; nothing was changed then.
 */
export function migrate(db: DatabaseSync, steps: readonly string[] = migrations): void {
  while (versionOf(db) !== steps.length) {
    takeStep(db, steps);
  }
}
