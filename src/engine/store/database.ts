import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StorageNotice } from '../../protocol/engine.ts';
import { migrate, migrations, NewerVersionError } from './migrations.ts';
import { faultOf, StorageError } from './storageError.ts';

/** Milliseconds to wait for another window that writes to the same file. */
const busyTimeout = 1000;
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

function open(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    db.exec(`PRAGMA busy_timeout = ${busyTimeout}; PRAGMA page_size = ${pageSize};`);
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -${cacheSize};`);
    db.exec(
      `PRAGMA journal_size_limit = ${journalSizeLimit}; PRAGMA wal_autocheckpoint = ${checkpointPages};`,
    );
    migrate(db);
    // A file that only can be read is noticed here, by writing what is there already, not by the first sender.
    db.exec(`PRAGMA user_version = ${migrations.length}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

type SetAside = Extract<StorageNotice, { readonly kind: 'setAside' }>;

function whySetAside(error: unknown, file: string): SetAside['why'] | undefined {
  if (error instanceof NewerVersionError) {
    return 'newerVersion';
  }
  const fault = faultOf(error);
  return (fault === 'corrupt' || fault === 'readOnly') && existsSync(file) ? fault : undefined;
}

/** Renames the database and what belongs to it, so that all of it can be opened again under the new name. */
function setAside(file: string, why: SetAside['why'], now: Date): string {
  const movedTo = `${file}.${why}-${now.toISOString().replace(/[:.]/g, '-')}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) {
      renameSync(file + suffix, movedTo + suffix);
    }
  }
  return movedTo;
}

/**
 * Opens the database of a file, made when absent. A file that cannot be used is renamed, never deleted,
 * and a new one begun; `onSetAside` hears of it.
 * @throws StorageError where nothing can be stored there at all.
 */
export function openDatabase(file: string, onSetAside: (notice: SetAside) => void): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return open(file);
  } catch (error) {
    const why = whySetAside(error, file);
    if (why === undefined) {
      throw new StorageError(error);
    }
    try {
      onSetAside({ kind: 'setAside', why, movedTo: setAside(file, why, new Date()) });
      return open(file);
    } catch (second) {
      throw new StorageError(second);
    }
  }
}
