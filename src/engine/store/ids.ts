import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { highestId } from './history.ts';

/** Keeps in mind the highest id, before rows are deleted that may hold it. */
export const rememberLastId = 'UPDATE last_id SET id = max(id, (SELECT coalesce(max(id), 0) FROM events))';

/** Gives away ids in rising order, none of them twice; to be used inside a write transaction. */
class Ids {
  readonly #dataVersion: StatementSync;
  readonly #last: StatementSync;
  #version: unknown;
  #id = 0;

  constructor(db: DatabaseSync) {
    this.#dataVersion = db.prepare('PRAGMA data_version');
    this.#last = db.prepare(highestId);
  }

  /** Looks whether another process has written since, and given ids away itself. */
  refresh(): this {
    const version = this.#dataVersion.get()?.['data_version'];
    if (version !== this.#version) {
      this.#version = version;
      this.#id = Number(this.#last.get()?.['id']);
    }
    return this;
  }

  next(): number {
    this.#id += 1;
    return this.#id;
  }
}

const known = new WeakMap<DatabaseSync, Ids>();

/** The ids of a database, as they are in the transaction that has just begun. */
export function idsOf(db: DatabaseSync): Ids {
  let ids = known.get(db);
  if (ids === undefined) {
    ids = new Ids(db);
    known.set(db, ids);
  }
  return ids.refresh();
}
