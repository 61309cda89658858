import type { DatabaseSync } from 'node:sqlite';
import type { StorageNotice } from '../../protocol/storage.ts';
import { commitsNow, openToShow, whyBroken } from './database.ts';
import { historyBefore, historyOf, readHistory, type History } from './history.ts';
import { closeQuietly, closeStore, newerOf, StoreOpener, type OpenStore } from './openStore.ts';
import { Salvage, unfinished } from './salvage.ts';
import { isOfDisk, StorageError } from './storageError.ts';
import { areCurrent, identityOf, isIndexCurrent, sizesOf, type Sizes } from './storeFiles.ts';
import type { DatabaseAccess, Work } from './transaction.ts';

/** Milliseconds between tries to open a database that could not be opened. */
const retryAfter = 250;
/** Milliseconds between looks, when something is read, at whether the file is still the one at its path. */
const lookAgainAfter = 100;
/** Files that a write is tried in, each of which is replaced meanwhile. */
const mostTries = 3;

const noSizes: Sizes = { main: 0, log: 0 };

export interface AccessObserver {
  noticed(notice: StorageNotice): void;
  /** For the log. */
  warned(text: string): void;
  /** The events are others than before: another file, or rows that were copied into this one. */
  replaced(): void;
}

/** Until what the store is said to fail: an open database, a stored event. */
type Failing = 'no' | 'open' | 'store';

/**
 * The database of a file, opened when it is first needed. Nothing is stored in a file that is not at its path any more,
 * nor in one that is known to be damaged. Tells once when storing begins to fail and once when it works again: a full
 * disk can still be read, and has room for what is small, so that only stored events end a failed write.
 */
export class StoreAccess implements DatabaseAccess {
  readonly #file: string;
  readonly #observer: AccessObserver;
  readonly #opener: StoreOpener;
  readonly #salvages = new Map<string, Salvage>();
  #store: OpenStore | undefined;
  /** To read from where nothing can be written. */
  #readOnly: DatabaseSync | undefined;
  #failure: { readonly error: StorageError; readonly at: number } | undefined;
  /** The file that was found damaged and could not be set aside. */
  #damaged: { readonly main: string; readonly error: StorageError } | undefined;
  #failing: Failing = 'no';
  #known: History | null = null;
  #lookedAt = 0;
  /** After the last write. */
  #sizes: Sizes = noSizes;

  constructor(file: string, observer: AccessObserver) {
    this.#file = file;
    this.#observer = observer;
    this.#opener = new StoreOpener(file, observer);
  }

  run<T>(work: (db: DatabaseSync) => T, does: Work = 'read'): T {
    try {
      const result = does === 'read' ? this.#read(work) : this.#write(work);
      if (does === 'store') {
        this.#works();
      }
      return result;
    } catch (error) {
      const failure = error instanceof StorageError ? error : new StorageError(error);
      // A lock is waited for; what cannot be read is told to whom wanted to read it.
      if (does !== 'read' && failure.fault !== 'locked') {
        this.refused(failure);
      }
      throw failure;
    }
  }

  refused(error: StorageError): void {
    this.#fails(error, 'store');
  }

  close(): void {
    this.#salvages.forEach((salvage) => salvage.dispose());
    this.#salvages.clear();
    closeStore(this.#store);
    closeQuietly(this.#readOnly);
    this.#store = undefined;
    this.#readOnly = undefined;
  }

  #read<T>(work: (db: DatabaseSync) => T): T {
    if (this.#store !== undefined && performance.now() - this.#lookedAt > lookAgainAfter) {
      try {
        this.#leaveIfReplaced(this.#store);
      } catch {
        // A path that cannot be reached keeps nobody from reading what is open.
      }
    }
    return this.#tryTwice(work, () => this.#openToRead());
  }

  /** What was written counts only where the file is still the one at its path: then it is there at the next start. */
  #write<T>(work: (db: DatabaseSync) => T): T {
    this.#leaveIfSpoilt();
    for (let tries = 0; tries < mostTries; tries += 1) {
      const result = this.#tryTwice(work, () => this.#open().db);
      // What was just added goes into the next file: it is not missing.
      const added = Array.isArray(result) ? result.length : 0;
      if (this.#store !== undefined && !this.#leaveIfReplaced(this.#store, added)) {
        this.#sizes = sizesOf(this.#file);
        return result;
      }
    }
    throw new StorageError(new Error(`${this.#file} is replaced again and again`));
  }

  /** Opening a damaged file again may mend it; where it does not, it is set aside. */
  #tryTwice<T>(work: (db: DatabaseSync) => T, open: () => DatabaseSync): T {
    try {
      return work(open());
    } catch (error) {
      const { fault } = new StorageError(error);
      if (error instanceof StorageError || (fault !== 'corrupt' && fault !== 'readOnly')) {
        this.#dropAfter(error);
        throw error;
      }
    }
    this.#drop();
    try {
      return work(open());
    } catch (error) {
      const why = whyBroken(error);
      if (error instanceof StorageError || why === null || this.#store === undefined) {
        throw error;
      }
      return work(this.#replace(error, this.#store).db);
    }
  }

  #dropAfter(error: unknown): void {
    if (isOfDisk(error)) {
      this.#drop();
    }
  }

  #drop(): void {
    const store = this.#store;
    this.#store = undefined;
    if (store !== undefined && !store.log.isIntact()) {
      this.#opener.setLogAside(store);
    } else {
      closeStore(store);
    }
  }

  #replace(cause: unknown, broken: OpenStore): OpenStore {
    this.#store = undefined;
    this.#damaged = { main: broken.files.main, error: new StorageError(cause) };
    const store = this.#opened(this.#opener.replace('corrupt', cause, broken, this.#known));
    setImmediate(() => this.#observer.replaced());
    return store;
  }

  #openToRead(): DatabaseSync {
    try {
      return this.#open().db;
    } catch (error) {
      if (!(error instanceof StorageError) || error.fault === 'corrupt' || error.fault === 'locked') {
        throw error;
      }
      this.#fails(error, 'open');
      try {
        this.#readOnly ??= openToShow(this.#file);
      } catch {
        throw error;
      }
      return this.#readOnly;
    }
  }

  /** @throws StorageError */
  #open(): OpenStore {
    if (this.#store !== undefined) {
      return this.#store;
    }
    const failure = this.#failure;
    if (failure !== undefined && performance.now() - failure.at < retryAfter) {
      throw failure.error;
    }
    try {
      return this.#opened(this.#openNow());
    } catch (error) {
      const storageError = error instanceof StorageError ? error : new StorageError(error);
      if (storageError.fault !== 'locked') {
        this.#failure = { error: storageError, at: performance.now() };
      }
      throw storageError;
    }
  }

  #openNow(): OpenStore {
    const damaged = this.#damaged;
    return damaged !== undefined && damaged.main === identityOf(this.#file)
      ? this.#opener.replace('corrupt', damaged.error, undefined, this.#known)
      : this.#opener.open(this.#known);
  }

  #opened(store: OpenStore): OpenStore {
    this.#store = store;
    this.#sizes = noSizes;
    this.#failure = undefined;
    this.#damaged = undefined;
    closeQuietly(this.#readOnly);
    this.#readOnly = undefined;
    this.#known = newerOf(readHistory(this.#file), this.#known);
    if (this.#failing === 'open' && commitsNow(store.db)) {
      this.#works();
    }
    this.#resumeSalvage(store.db);
    return store;
  }

  /**
   * Lets go of a file that is not at its path any more. Where only its log is gone, what that has goes into the file;
   * where its log is all that is left, that is kept.
   * @returns whether what was written is not at the path
   */
  #leaveIfReplaced(store: OpenStore, added = 0): boolean {
    const { db, files, log } = store;
    const isIntact = log.isIntact();
    if (isIntact && areCurrent(this.#file, files) && this.#hasIndex(files)) {
      return false;
    }
    let isRescued = false;
    try {
      this.#known = newerOf(historyBefore(db, added), this.#known);
      if (files.main !== identityOf(this.#file)) {
        this.#opener.keepLog(store);
      } else {
        isRescued = isIntact && db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
      }
    } catch {
      // What was known before is known still.
    }
    this.#drop();
    setImmediate(() => this.#observer.replaced());
    return !isRescued;
  }

  /**
   * Lets go of a database that was cut short in its place, or whose log was, or was overwritten: SQLite would go on
   * behind that, and the next start would find nothing of it. Where another window has cut one, having no use for the
   * rest, nothing is lost.
   */
  #leaveIfSpoilt(): void {
    const store = this.#store;
    const { main, log } = sizesOf(this.#file);
    const isWhole = main >= this.#sizes.main && log >= this.#sizes.log;
    if (store === undefined || (isWhole && store.log.isIntact())) {
      return;
    }
    try {
      this.#known = newerOf(historyOf(store.db), this.#known);
    } catch {
      // What was known before is known still.
    }
    this.#drop();
    setImmediate(() => this.#observer.replaced());
  }

  /** Looked at now and then: data are not lost with it. */
  #hasIndex(files: OpenStore['files']): boolean {
    const now = performance.now();
    if (now - this.#lookedAt <= lookAgainAfter) {
      return true;
    }
    this.#lookedAt = now;
    return isIndexCurrent(this.#file, files);
  }

  #resumeSalvage(db: DatabaseSync): void {
    for (const pending of unfinished(db)) {
      if (!this.#salvages.has(pending.movedTo)) {
        const done = (notice: StorageNotice): void => {
          this.#observer.noticed(notice);
          this.#observer.replaced();
        };
        this.#salvages.set(pending.movedTo, new Salvage(this, pending, done));
      }
    }
  }

  /** Something was committed that is enough to say so. */
  #works(): void {
    if (this.#failing !== 'no') {
      this.#failing = 'no';
      this.#observer.noticed({ kind: 'recovered' });
    }
  }

  #fails({ fault, message }: StorageError, until: 'open' | 'store'): void {
    const isTold = this.#failing !== 'no';
    if (this.#failing !== 'store') {
      this.#failing = fault === 'full' ? 'store' : until;
    }
    if (!isTold) {
      const why = fault === 'corrupt' ? 'unusable' : fault;
      this.#observer.noticed({ kind: 'failing', why, file: this.#file, detail: message });
    }
  }
}
