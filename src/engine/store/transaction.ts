import type { DatabaseSync } from 'node:sqlite';
import type { DatabaseAccess } from './commitQueue.ts';

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
