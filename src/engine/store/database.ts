import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { migrate, migrations, NewerVersionError, versionOf } from './migrations.ts';
import { faultOf } from './storageError.ts';

/**
 * Milliseconds of a turn that wait for another window that writes to the same file. What takes longer is tried again
 * in a later turn: requests are read, and the stored events shown, meanwhile.
 */
const busyTimeout = 20;
/** Bytes: a page holds some twenty usual events, so that a commit writes few of them. */
const pageSize = 16_384;
/** KiB: enough for the pages of ten thousand usual events, which retention reads again to delete them. */
const cacheSize = 16_384;
/** Pages that the write-ahead log collects before they go to the database. */
const checkpointPages = 600;
/**
 * Bytes: a longer write-ahead log is cut back once its pages are in the database. More than it usually grows to:
 * writing over a log costs a commit a third of what making the file longer does.
 */
const journalSizeLimit = 32 * 1024 * 1024;

/** The database is one of another program. */
export class ForeignFileError extends Error {
  override readonly name = 'ForeignFileError';
}

/** Why a file is set aside: it is broken, or no store that this version can use. */
export type WhyBroken = 'corrupt' | 'newerVersion' | 'foreign';

/** Null where the error says nothing about the file. */
export function whyBroken(error: unknown): WhyBroken | null {
  if (error instanceof NewerVersionError) {
    return 'newerVersion';
  }
  if (error instanceof ForeignFileError) {
    return 'foreign';
  }
  return faultOf(error) === 'corrupt' ? 'corrupt' : null;
}

const tables = ['events', 'last_id', 'deliveries', 'attempts', 'source_names'];

function tablesOf(db: DatabaseSync): Set<string> {
  const rows = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return new Set(rows.map(({ name }) => String(name)));
}

/** @throws ForeignFileError where tables are there that are not ours, or ours are not. */
function checkOwn(db: DatabaseSync): void {
  // One look at both: another window may be beginning the same file.
  db.exec('BEGIN');
  const [found, version] = [tablesOf(db), versionOf(db)];
  db.exec('COMMIT');
  const isOwn = version === 0 ? found.size === 0 : found.has('events') && found.has('last_id');
  if (!isOwn) {
    throw new ForeignFileError('The file is a database of another program.');
  }
}

/**
 * Commits what is there already: a file that only can be read is noticed so, not by the first sender.
 * @returns false where another connection is writing
 */
export function commitsNow(db: DatabaseSync): boolean {
  try {
    db.exec(`PRAGMA user_version = ${migrations.length}`);
    return true;
  } catch (error) {
    if (faultOf(error) === 'locked') {
      return false;
    }
    throw error;
  }
}

/**
 * Opens the database of a file that exists; an empty one is begun. A commit in it has worked then, or another
 * connection is writing.
 * @throws SQLite's errors, NewerVersionError and ForeignFileError
 */
export function openDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    db.exec(`PRAGMA busy_timeout = ${busyTimeout}; PRAGMA page_size = ${pageSize};`);
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -${cacheSize};`);
    db.exec(
      `PRAGMA journal_size_limit = ${journalSizeLimit}; PRAGMA wal_autocheckpoint = ${checkpointPages};`,
    );
    checkOwn(db);
    migrate(db);
    const found = tablesOf(db);
    if (!tables.every((name) => found.has(name))) {
      throw new ForeignFileError('The file lacks tables of the store.');
    }
    commitsNow(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function openAt(location: string | URL, isCut = false): DatabaseSync {
  // Node has the schema protected from Node 24 on.
  const open = { readOnly: true, ...(isCut ? { defensive: false } : {}) };
  const db = new DatabaseSync(location, open);
  try {
    db.exec(`PRAGMA busy_timeout = ${busyTimeout}; PRAGMA writable_schema = ${isCut ? 1 : 0}`);
    db.prepare('SELECT name FROM sqlite_schema').all();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens a database to read from, changing nothing. Where not even the index of its log can be made, as on a disk that
 * only can be read, the file is read as it stands: without what a log has that belongs to it.
 * @throws SQLite's errors
 */
export function openToRead(file: string): DatabaseSync {
  try {
    return openAt(file);
  } catch (error) {
    if (whyBroken(error) !== null) {
      throw error;
    }
    const url = pathToFileURL(file);
    url.searchParams.set('immutable', '1');
    return openAt(url);
  }
}

function ofToday(db: DatabaseSync): DatabaseSync {
  if (versionOf(db) !== migrations.length) {
    db.close();
    throw new NewerVersionError('The file is not one of this version.');
  }
  return db;
}

/** The same of a database whose tables are those of today: only then its events can be shown. */
export function openToShow(file: string): DatabaseSync {
  return ofToday(openToRead(file));
}

/**
 * The same of a broken one, which may be shorter than its header says: SQLite reads such a file only where its schema
 * could be written (lockBtree of its btree.c).
 */
export function openBroken(file: string): DatabaseSync {
  try {
    return openToShow(file);
  } catch (error) {
    if (whyBroken(error) !== 'corrupt') {
      throw error;
    }
    return ofToday(openAt(file, true));
  }
}
