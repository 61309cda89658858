import type { DatabaseSync } from 'node:sqlite';
import type { StorageError } from './storageError.ts';

/** SQLite has rolled back by itself after some errors, a full disk among them. */
export function rollBack(db: DatabaseSync): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // No transaction was left.
  }
}

/** Does all of some work in a database or nothing of it. */
export function inOwnTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(db);
    throw error;
  }
}

/** The same in the database that there is by now. */
export function inTransaction<T>(access: DatabaseAccess, work: (db: DatabaseSync) => T): T {
  return access.run((db) => inOwnTransaction(db, () => work(db)), 'write');
}

/** What work does in the database: `store` adds events, `write` changes anything else. */
export type Work = 'read' | 'write' | 'store';

/** Runs work in a database, whichever that is by now, and gets over one that turns out to be broken. */
export interface DatabaseAccess {
  /**
   * What changes something may run twice, in another file the second time; what stores events gives these.
   * @throws StorageError
   */
  run<T>(work: (db: DatabaseSync) => T, does?: Work): T;
  /** Events are refused for a failure that `run` alone does not tell: a lock that is held for long. */
  refused(error: StorageError): void;
}
