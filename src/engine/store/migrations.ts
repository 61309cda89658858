import type { DatabaseSync } from 'node:sqlite';

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
];

/** The database was written by a newer version of the extension. */
export class NewerVersionError extends Error {
  override readonly name = 'NewerVersionError';
}

function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

/**
 * Brings the schema to the newest version, each step in a transaction of its own.
 * @throws NewerVersionError where the schema is newer than the steps; nothing was changed then.
 */
export function migrate(db: DatabaseSync, steps: readonly string[] = migrations): void {
  const version = versionOf(db);
  if (version > steps.length) {
    throw new NewerVersionError(`The database has version ${version}; this is for ${steps.length}.`);
  }
  steps.slice(version).forEach((step, index) => {
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(step);
      db.exec(`PRAGMA user_version = ${version + index + 1}`);
      db.exec('COMMIT');
    } catch (error) {
      db.exec('ROLLBACK');
      throw error;
    }
  });
}
