import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf, messageOf } from '../../common/errors.ts';

/** A database, its write-ahead log, and the index of that log which all connections share. */
const suffixes = ['', '-wal', '-shm'] as const;

const hasModes = process.platform !== 'win32';

/**
 * Which file stands at a path: device and inode, empty for none. Inodes of Windows have 64 bits, and are not rounded;
 * elsewhere they are small, and as numbers cost half as much.
 * @throws the operating system's error where that cannot be found out.
 */
export function identityOf(path: string): string {
  const stat = statSync(path, { bigint: !hasModes, throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.dev}:${stat.ino}`;
}

/** The files of a database that is open. */
export interface OpenFiles {
  readonly main: string;
  readonly log: string;
  readonly index: string;
}

export function openFilesOf(file: string): OpenFiles {
  const [main, log, index] = suffixes.map((suffix) => identityOf(file + suffix));
  return { main: main ?? '', log: log ?? '', index: index ?? '' };
}

/**
 * Whether a database that was opened with these files would be opened with them again. SQLite does not notice that its
 * log is deleted or its file is renamed: it goes on writing where nobody looks.
 */
export function areCurrent(file: string, opened: OpenFiles): boolean {
  return identityOf(file) === opened.main && identityOf(`${file}-wal`) === opened.log;
}

/** The same of the index of the log, without which no other window sees what is written. */
export function isIndexCurrent(file: string, opened: OpenFiles): boolean {
  return identityOf(`${file}-shm`) === opened.index;
}

/** Bytes of a file, 0 where there is none. */
const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Bytes of a database and of its write-ahead log. */
export interface Sizes {
  readonly main: number;
  readonly log: number;
}

export function sizesOf(file: string): Sizes {
  return { main: sizeOf(file), log: sizeOf(`${file}-wal`) };
}

/** Makes what exists readable for its owner alone. Gives the first failure, for the log. */
function restrict(path: string, mode: number): string | null {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && (stat.mode & 0o777) !== mode) {
      chmodSync(path, mode);
    }
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/**
 * Makes the folder and the file where they are absent, and all files of the store its owner's alone: SQLite gives a log
 * the mode of its database. On Windows a folder of the user has that from its parent.
 * @returns why the modes of files that are there already could not be changed, null where they are right.
 * @throws the operating system's error where the folder or the file cannot be made.
 */
export function makeFiles(file: string): string | null {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' && !existsSync(file)) {
      throw error;
    }
  }
  if (!hasModes) {
    return null;
  }
  const own = readdirSync(folder).filter((name) => name.startsWith(basename(file)));
  const failures = [restrict(folder, 0o700), ...own.map((name) => restrict(join(folder, name), 0o600))];
  return failures.find((failure) => failure !== null) ?? null;
}

/** The name that a database is kept under. */
export function asideName(file: string, why: string, now: Date): string {
  return `${file}.${why}-${now.toISOString().replace(/[:.]/g, '-')}`;
}

/**
 * Renames a database and what belongs to it, so that all of it can be opened again under the new name. The database
 * goes last: a log that is left alone would be taken for the next database's.
 */
export function moveAside(file: string, movedTo: string): void {
  for (const suffix of [...suffixes].reverse()) {
    if (existsSync(file + suffix)) {
      renameSync(file + suffix, movedTo + suffix);
    }
  }
}

/** Renames a log, so that the next connection begins another one. Gives the name that it is kept under. */
export function setLogAside(file: string, now: Date): string {
  const movedTo = asideName(file, 'leftOver', now);
  // The index of the log says where in it pages are.
  renameSync(`${file}-shm`, `${movedTo}-shm`);
  renameSync(`${file}-wal`, `${movedTo}-wal`);
  return `${movedTo}-wal`;
}

/** A log without its database, which is gone or empty: SQLite deletes it with the first commit of a new one. */
export function hasOrphanedLog(file: string): boolean {
  return sizeOf(file) === 0 && sizeOf(`${file}-wal`) > 0;
}
