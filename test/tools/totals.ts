import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The full title and the message of each test that failed. */
  readonly failures: readonly string[];
}

/** Called before a run begins; what comes back gives its totals. */
export function totalsOf(runner: Mocha.Runner): () => Totals {
  const failures: string[] = [];
  runner.on('fail', (test, error: Error) => failures.push(`${test.fullTitle()}: ${error.message}`));
  return () => ({
    passed: runner.stats?.passes ?? 0,
    failed: runner.stats?.failures ?? 0,
    skipped: runner.stats?.pending ?? 0,
    failures,
  });
}

/** Called when a run has ended, so one that died leaves no totals. */
export function writeTotals(file: string, totals: Totals): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(totals));
}
