import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { WhyBroken } from './database.ts';
import type { Progress } from './salvage.ts';

/** What is to be done in the database that takes the place of a broken one. */
export interface Aside {
  readonly movedTo: string;
  readonly why: WhyBroken;
  /** No id up to this one is given away again. */
  readonly lastId: number;
  /** Copies to be made, those that the broken one had not finished first. */
  readonly copies: readonly Omit<Progress, 'part' | 'below' | 'recovered'>[];
}

/**
 * The file that says so from before the broken database is renamed until the new one has it: a process that ends
 * between the two, or a disk without room for the new one, leaves nothing behind that nobody copies.
 */
const asideFile = (file: string): string => `${file}.aside`;

/** @throws the operating system's error */
export function writeAside(file: string, aside: Aside): void {
  const temporary = `${asideFile(file)}.new`;
  writeFileSync(temporary, JSON.stringify(aside), { mode: 0o600, flush: true });
  renameSync(temporary, asideFile(file));
}

/** Null where nothing was set aside that the next database does not know of. */
export function readAside(file: string): Aside | null {
  try {
    // Written by this extension alone, as a whole.
    const aside = JSON.parse(readFileSync(asideFile(file), 'utf8')) as Aside;
    return existsSync(aside.movedTo) ? aside : null;
  } catch {
    return null;
  }
}

export function removeAside(file: string): void {
  try {
    rmSync(asideFile(file), { force: true });
  } catch {
    // A copy that is noted twice is made once.
  }
}
