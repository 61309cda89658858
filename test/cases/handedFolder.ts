import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repoFolder } from '../tools/paths.ts';

/** The handed cases beside this clone, or beside the clone that this is a work tree of; null where there are none. */
export function handedFolder(): string | null {
  const places = ['..', '../..'].map((up) => join(repoFolder, up, 'shared/cases'));
  return places.find((place) => existsSync(place)) ?? null;
}

/** Why nothing is run where `handedFolder` finds nothing. */
export const absent = '../shared/cases is not beside this clone';
