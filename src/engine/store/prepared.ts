import type { DatabaseSync, StatementSync } from 'node:sqlite';

const byDatabase = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** The statement of an SQL text, compiled once for each database. The texts are the program's own: there are few. */
export function prepared(db: DatabaseSync, sql: string): StatementSync {
  let statements = byDatabase.get(db);
  if (statements === undefined) {
    statements = new Map();
    byDatabase.set(db, statements);
  }
  let statement = statements.get(sql);
  if (statement === undefined) {
    statement = db.prepare(sql);
    statements.set(sql, statement);
  }
  return statement;
}

/** Moves when another connection has written to the file. */
export function dataVersion(db: DatabaseSync): number {
  return Number(prepared(db, 'PRAGMA data_version').get()?.['data_version']);
}
