import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import Mocha from 'mocha';
import { totalsOf, writeTotals } from './totals.ts';

export interface SuiteOptions {
  /** Globs or paths of test files. */
  readonly files: readonly string[];
  readonly timeout: number;
  readonly grep: string | null;
  /** Written when the run has ended, so a run that died leaves none. */
  readonly totals: string | null;
}

/** Runs test files in this process. Answers whether nothing failed. */
export async function runMocha(options: SuiteOptions): Promise<boolean> {
  const mocha = new Mocha({
    timeout: options.timeout,
    reporter: 'spec',
    forbidOnly: options.totals !== null,
  });
  for (const file of options.files.flatMap((pattern) => globSync(pattern)).sort()) {
    mocha.addFile(resolve(file));
  }
  if (options.grep !== null) {
    mocha.grep(new RegExp(options.grep));
  }
  await mocha.loadFilesAsync();
  return new Promise((done) => {
    const runner = mocha.run((failures) => {
      if (options.totals !== null) {
        writeTotals(options.totals, totals());
      }
      done(failures === 0);
    });
    const totals = totalsOf(runner);
  });
}
