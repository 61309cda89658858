import type { DatabaseSync } from 'node:sqlite';
import type { StorageNotice } from '../../protocol/engine.ts';
import type { DatabaseAccess } from './commitQueue.ts';
import { openDatabase } from './database.ts';
import { StorageError } from './storageError.ts';

/** Milliseconds between tries to open a database that could not be opened. */
const retryAfter = 1000;

/**
 * Opens the database when it is first needed, sets one aside that turns out to be corrupt, and tells once when
 * storing begins to fail and once when it works again.
 */
export class StoreAccess implements DatabaseAccess {
  readonly #file: string;
  readonly #notify: (notice: StorageNotice) => void;
  #db: DatabaseSync | undefined;
  #failure: { readonly error: StorageError; readonly at: number } | undefined;
  #failing = false;

  constructor(file: string, notify: (notice: StorageNotice) => void) {
    this.#file = file;
    this.#notify = notify;
  }

  run<T>(work: (db: DatabaseSync) => T): T {
    try {
      const result = this.#runOnce(work);
      this.#succeeded();
      return result;
    } catch (error) {
      const failure = error instanceof StorageError ? error : new StorageError(error);
      this.#failed(failure);
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

  #succeeded(): void {
    if (this.#failing) {
      this.#failing = false;
      this.#notify({ kind: 'recovered' });
    }
  }

  #failed({ fault, message }: StorageError): void {
    if (!this.#failing) {
      this.#failing = true;
      const why = fault === 'full' ? 'full' : 'unusable';
      this.#notify({ kind: 'failing', why, file: this.#file, detail: message });
    }
  }
}
