import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../common/errors.ts';
import { maxFileSize, parseWindowFile, windowFileText, type WindowFile } from './windowFile.ts';

/** `json`: a window that listens. `take`: a window that asks the listening one of that name for its port. */
export type WindowFileKind = 'json' | 'take';

export interface WindowFolderOptions {
  readonly folder: string;
  readonly machine: string;
  /** Milliseconds since 1970, on the clock of this machine. */
  readonly now?: () => number;
  readonly isRunning?: (pid: number) => boolean;
}

/** Milliseconds after which a file that was not renewed tells of no window. */
const freshness = 10_000;
/** As many files are looked at. */
const most = 200;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A process of somebody else runs, too. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * The files by which the windows of this machine know of each other. Synchronous: they are tiny, and no step of one
 * window comes between two of its own.
 */
export class WindowFolder {
  readonly path: string;
  readonly #machine: string;
  readonly #now: () => number;
  readonly #isRunning: (pid: number) => boolean;

  constructor({ folder, machine, now = Date.now, isRunning = runs }: WindowFolderOptions) {
    this.path = folder;
    this.#machine = machine;
    this.#now = now;
    this.#isRunning = isRunning;
  }

  /** Whole or not at all. */
  write(name: string, kind: WindowFileKind, file: Omit<WindowFile, 'pid' | 'machine'>): void {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    const target = this.#file(name, kind);
    const temporary = `${target}.tmp`;
    rmSync(temporary, { force: true });
    const text = windowFileText({ ...file, pid: process.pid, machine: this.#machine });
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, target);
    this.renew(name, kind);
  }

  /** @throws where the file is gone. */
  renew(name: string, kind: WindowFileKind): void {
    const now = this.#now() / 1000;
    utimesSync(this.#file(name, kind), now, now);
  }

  remove(name: string, kind: WindowFileKind): void {
    rmSync(this.#file(name, kind), { force: true });
  }

  /** Null where there is none, or none of a window that runs on this machine. */
  read(name: string, kind: WindowFileKind): WindowFile | null {
    const path = this.#file(name, kind);
    const found = readSmall(path);
    const file = found && parseWindowFile(found.text);
    if (!file || file.machine !== this.#machine) {
      return null;
    }
    if (!this.#isRunning(file.pid)) {
      this.remove(name, kind);
      return null;
    }
    return Math.abs(this.#now() - found.modified) < freshness ? file : null;
  }

  /** Those of windows that run on this machine, by name. */
  list(kind: WindowFileKind): ReadonlyMap<string, WindowFile> {
    const names = namesIn(this.path)
      .filter((name) => name.endsWith(`.${kind}`))
      .map((name) => name.slice(0, -kind.length - 1))
      .filter((name) => uuid.test(name));
    const files = names.slice(0, most).map((name) => [name, this.read(name, kind)] as const);
    return new Map(files.flatMap(([name, file]) => (file === null ? [] : [[name, file] as const])));
  }

  #file(name: string, kind: WindowFileKind): string {
    return join(this.path, `${name}.${kind}`);
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No window has listened yet, or nothing can be known of others.
    return [];
  }
}

/** Null for what is no file of that size: a link, a pipe. */
function readSmall(path: string): { readonly text: string; readonly modified: number } | null {
  try {
    const found = lstatSync(path);
    return found.isFile() && found.size <= maxFileSize
      ? { text: readFileSync(path, 'utf8'), modified: found.mtimeMs }
      : null;
  } catch {
    return null;
  }
}
