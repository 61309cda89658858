import type { DatabaseSync } from 'node:sqlite';
import type { StorageNotice } from '../../protocol/engine.ts';
import type { DatabaseAccess, Work } from './commitQueue.ts';
import { openDatabase } from './database.ts';
import { StorageError } from './storageError.ts';

/** Milliseconds between tries to open a database that could not be opened. */
const retryAfter = 1000;

/**
 * Opens the database when it is first needed, sets one aside that turns out to be corrupt, and tells once when
 * storing begins to fail and once when it works again: a full disk can still be read, and has room for what is small,
 * so that only stored events end a failed write.
 */
export class StoreAccess implements DatabaseAccess {
  readonly #file: string;
  readonly #notify: (notice: StorageNotice) => void;
  #db: DatabaseSync | undefined;
  #failure: { readonly error: StorageError; readonly at: number } | undefined;
  #failing: 'no' | 'read' | 'write' = 'no';

  constructor(file: string, notify: (notice: StorageNotice) => void) {
    this.#file = file;
    this.#notify = notify;
  }

  run<T>(work: (db: DatabaseSync) => T, does: Work = 'read'): T {
    try {
      const result = this.#runOnce(work);
      this.#succeeded(does);
      return result;
    } catch (error) {
      const failure = error instanceof StorageError ? error : new StorageError(error);
      this.#failed(failure, does);
      throw failure;
    }
  }

  close(): void {
    this.#db?.close();
    this.#db = undefined;
  }

  #runOnce<T>(work: (db: DatabaseSync) => T): T {
    const db = this.#open();
    try {
      return work(db);
    } catch (error) {
      const { fault } = new StorageError(error);
      if (fault !== 'corrupt' && fault !== 'readOnly') {
        throw error;
      }
      // Opening it again either mends it or sets it aside; then the work gets its second and last chance.
      this.close();
      return work(this.#open());
    }
  }

  #open(): DatabaseSync {
    const failure = this.#failure;
    if (this.#db === undefined) {
      if (failure !== undefined && Date.now() - failure.at < retryAfter) {
        throw failure.error;
      }
      try {
        this.#db = openDatabase(this.#file, this.#notify);
        this.#failure = undefined;
      } catch (error) {
        const storageError = error instanceof StorageError ? error : new StorageError(error);
        this.#failure = { error: storageError, at: Date.now() };
        throw storageError;
      }
    }
    return this.#db;
  }

  #succeeded(does: Work): void {
    if (this.#failing === 'read' || (this.#failing === 'write' && does === 'store')) {
      this.#failing = 'no';
      this.#notify({ kind: 'recovered' });
    }
  }

  #failed({ fault, message }: StorageError, does: Work): void {
    const isTold = this.#failing !== 'no';
    if (this.#failing !== 'write') {
      this.#failing = does === 'read' ? 'read' : 'write';
    }
    if (!isTold) {
      const why = fault === 'full' ? 'full' : 'unusable';
      this.#notify({ kind: 'failing', why, file: this.#file, detail: message });
    }
  }
}
