import { globSync } from 'node:fs';
import { join } from 'node:path';
import { HumanError } from '../../src/common/errors.ts';
import { repoFolder } from './paths.ts';

/** The one package in the repo's root. @throws HumanError where there is none, or more than one. */
export function vsixFile(): string {
  const [file, ...others] = globSync('*.vsix', { cwd: repoFolder });
  if (file === undefined || others.length > 0) {
    throw new HumanError('There is not exactly one .vsix in the root of the repo. Run: npm run package');
  }
  return join(repoFolder, file);
}
