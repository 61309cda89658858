import { DatabaseSync } from 'node:sqlite';
import { messageOf } from '../../common/errors.ts';
import type { StorageNotice } from '../../protocol/storage.ts';
import { readAside, removeAside, writeAside, type Aside } from './asideNote.ts';
import { openDatabase, whyBroken, type WhyBroken } from './database.ts';
import {
  historyOf,
  isContinued,
  missingOf,
  raiseLastId,
  readHistory,
  writeHistory,
  type History,
} from './history.ts';
import { LogHead } from './logHead.ts';
import { noteSalvage, unfinished } from './salvage.ts';
import { faultOf, StorageError } from './storageError.ts';
import {
  asideName,
  hasOrphanedLog,
  identityOf,
  makeFiles,
  moveAside,
  openFilesOf,
  setLogAside,
  type OpenFiles,
} from './storeFiles.ts';
import { inOwnTransaction } from './transaction.ts';

/** A database, and the files that it was opened with. */
export interface OpenStore {
  readonly db: DatabaseSync;
  readonly files: OpenFiles;
  readonly log: LogHead;
}

/** What others hear when a store is opened. */
export interface OpenObserver {
  noticed(notice: StorageNotice): void;
  /** For the log: nothing that keeps events from being stored. */
  warned(text: string): void;
}

/** Tries to open what is replaced meanwhile. */
const mostTries = 3;

/** The one of two that knows of more. */
export function newerOf(one: History | null, other: History | null): History | null {
  return one === null || (other !== null && other.last > one.last) ? other : one;
}

/** Ids that may have been given away after what is known was written down. */
const unknownIds = 10_000;

/** What a damaged database holds, as far as it still says so. */
function lastWords(db: DatabaseSync | undefined): History | null {
  try {
    return db === undefined ? null : historyOf(db);
  } catch {
    return null;
  }
}

/**
 * Keeps other windows from storing in a file that is about to be renamed.
 * @throws where another one is writing, perhaps because it does the same
 */
function lock(db: DatabaseSync | undefined): void {
  try {
    db?.exec('BEGIN IMMEDIATE');
  } catch (error) {
    if (faultOf(error) === 'locked') {
      throw error;
    }
  }
}

/** Opens the store of a file: sets aside what is broken, notices what is missing. */
export class StoreOpener {
  readonly #file: string;
  readonly #observer: OpenObserver;
  /** A log without its database, or one that was overwritten, kept under this name. */
  #orphan: string | null = null;

  constructor(file: string, observer: OpenObserver) {
    this.#file = file;
    this.#observer = observer;
  }

  /**
   * Opens what is at the path, made where absent. What cannot be opened twice for being broken is set aside.
   * @param known what an earlier connection knew of the store
   * @throws StorageError
   */
  open(known: History | null): OpenStore {
    try {
      return this.#openTwice(known);
    } catch (error) {
      throw error instanceof StorageError ? error : new StorageError(error);
    }
  }

  /**
   * Sets a file aside that is broken, begins a new one, and notes there what is to be copied.
   * @param broken what was opened of the file, which is closed; undefined where it could not be opened
   * @throws StorageError of `cause` where the file cannot be renamed
   */
  replace(why: WhyBroken, cause: unknown, broken: OpenStore | undefined, known: History | null): OpenStore {
    const words = lastWords(broken?.db);
    const before = newerOf(words, newerOf(known, readHistory(this.#file)));
    const copies = broken === undefined ? [] : unfinished(broken.db);
    const movedTo = asideName(this.#file, why, new Date());
    const salvage = { movedTo, why, known: before?.count ?? 0, last: before?.last ?? 0 };
    const aside = {
      movedTo,
      why,
      lastId: (before?.last ?? 100 * unknownIds) + (words === null ? unknownIds : 0),
      copies: [...copies, ...(why === 'newerVersion' ? [] : [salvage])],
    };
    return this.#moveAside(aside, cause, broken) ? this.#openNoted(aside) : this.open(known);
  }

  /** Opens what is at the path and notes there what was set aside for it. */
  #openNoted(last: Aside | null): OpenStore {
    const store = this.#openAt();
    try {
      const aside = last ?? readAside(this.#file);
      if (aside !== null) {
        this.#note(store.db, aside);
      }
      return store;
    } catch (error) {
      closeStore(store);
      throw error;
    }
  }

  #note(db: DatabaseSync, { movedTo, why, lastId, copies }: Aside): void {
    inOwnTransaction(db, () => {
      const noted = unfinished(db).map((copy) => copy.movedTo);
      raiseLastId(db, lastId);
      noteSalvage(
        db,
        copies.filter((copy) => !noted.includes(copy.movedTo)),
      );
      writeHistory(this.#file, historyOf(db));
    });
    removeAside(this.#file);
    if (why === 'newerVersion') {
      this.#observer.noticed({ kind: 'setAside', why, movedTo, recovered: null, missing: null });
    }
  }

  /** Keeps a log that was overwritten: SQLite would take it for an empty one and begin it anew. */
  setLogAside(broken: OpenStore): void {
    closeStore(broken);
    this.keepLog(broken);
  }

  /** Gives the log of a store another name, where it is at its path: another database cannot use it. */
  keepLog({ files }: OpenStore): void {
    try {
      if (identityOf(`${this.#file}-wal`) === files.log) {
        this.#orphan = setLogAside(this.#file, new Date());
      }
    } catch (error) {
      this.#observer.warned(`The log of ${this.#file} cannot be set aside: ${messageOf(error)}`);
    }
  }

  /** Opens what is at the path now, and is still there when it is open. */
  #openAt(): OpenStore {
    const file = this.#file;
    for (let tries = 1; ; tries += 1) {
      if (hasOrphanedLog(file)) {
        const movedTo = asideName(file, 'emptied', new Date());
        moveAside(file, movedTo);
        this.#orphan = `${movedTo}-wal`;
      }
      const failure = makeFiles(file);
      if (failure !== null) {
        this.#observer.warned(`Other users of this computer may be able to read ${file}: ${failure}`);
      }
      const main = identityOf(file);
      const store = openedAt(file);
      if (store.files.main === main) {
        return store;
      }
      closeStore(store);
      if (tries === mostTries) {
        throw new Error(`${file} is replaced again and again`);
      }
    }
  }

  #openTwice(known: History | null): OpenStore {
    let store: OpenStore | undefined;
    try {
      store = this.#openNoted(null);
      this.#compare(store.db, known);
      return store;
    } catch (first) {
      closeStore(store);
      if (whyBroken(first) === null) {
        throw first;
      }
    }
    store = undefined;
    const main = identityOf(this.#file);
    try {
      store = this.#openNoted(null);
      this.#compare(store.db, known);
      return store;
    } catch (error) {
      const why = whyBroken(error);
      if (why === null || main !== identityOf(this.#file)) {
        closeStore(store);
        throw error;
      }
      return this.replace(why, error, store, known);
    }
  }

  /** False where something else is at the path by now. */
  #moveAside(aside: Aside, cause: unknown, broken: OpenStore | undefined): boolean {
    try {
      lock(broken?.db);
      if (broken !== undefined && broken.files.main !== identityOf(this.#file)) {
        return false;
      }
      // Windows renames no open file.
      if (process.platform === 'win32') {
        closeStore(broken);
      }
      writeAside(this.#file, aside);
      moveAside(this.#file, aside.movedTo);
      return true;
    } catch (error) {
      const fault = faultOf(error);
      this.#observer.warned(`${this.#file} cannot be set aside: ${messageOf(error)}`);
      throw new StorageError(fault === 'locked' || fault === 'full' ? error : cause);
    } finally {
      closeStore(broken);
    }
  }

  /**
   * Says that events are missing, once: the new file knows of them from then on. What an earlier connection knew and
   * what stands beside the file are of two stores where both were replaced.
   */
  #compare(db: DatabaseSync, earlier: History | null): void {
    const known = [earlier, readHistory(this.#file)].filter((one) => one !== null);
    if (known.every((one) => isContinued(db, one))) {
      return;
    }
    const missing = inOwnTransaction(db, () => {
      const now = historyOf(db);
      known.forEach(({ last }) => raiseLastId(db, last));
      writeHistory(this.#file, historyOf(db));
      return Math.max(...known.map((one) => missingOf(one, db, now)));
    });
    if (missing > 0) {
      this.#observer.noticed({ kind: 'missing', file: this.#file, missing, keptAs: this.#orphan });
    }
    this.#orphan = null;
  }
}

/** @throws what openDatabase throws, and the operating system's errors */
function openedAt(file: string): OpenStore {
  const db = openDatabase(file);
  try {
    return { db, files: openFilesOf(file), log: new LogHead(file) };
  } catch (error) {
    closeQuietly(db);
    throw error;
  }
}

/**
 * The last connection to a database copies the log into it as it closes, and believes the log as it is: pages that were
 * overwritten would go over good ones. A connection that can only read keeps the other one from being the last.
 */
export function closeStore(store: OpenStore | undefined): void {
  const keeper = store === undefined || store.log.isIntact() ? undefined : keepOpen(store.db);
  store?.log.close();
  closeQuietly(store?.db);
  closeQuietly(keeper);
}

/** Undefined where no other connection can be opened. */
function keepOpen(db: DatabaseSync): DatabaseSync | undefined {
  try {
    const keeper = new DatabaseSync(db.location() ?? '', { readOnly: true });
    try {
      // Takes part in the database from its first look on, also where that finds it damaged.
      keeper.prepare('SELECT name FROM sqlite_schema').all();
    } catch {
      // It is to be open, not to be read.
    }
    return keeper;
  } catch {
    return undefined;
  }
}

/** A connection that has failed may fail once more. */
export function closeQuietly(db: DatabaseSync | undefined): void {
  try {
    db?.close();
  } catch {
    // It is closed already, or as good as.
  }
}
