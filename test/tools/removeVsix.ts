/** Removes the packages of earlier builds, so that `npm run package` leaves exactly one. */
import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repoFolder } from './paths.ts';

for (const name of globSync('*.vsix', { cwd: repoFolder })) {
  rmSync(join(repoFolder, name));
}
