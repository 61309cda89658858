/**
 * `npm run cases [-- --only=diagnosis|reports] [--name=text] [FILE...]`: runs the handed cases, or files of the same
 * forms; prints each expectation that is not met, what a person has to read, and last the sums.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runDiagnosis, type Judged } from './diagnosis.ts';
import { absent, handedFolder } from './handedFolder.ts';
import type { Outcome } from './outcome.ts';
import { reportFiles, runReports } from './reports.ts';
import { diagnosisSums, reportSums } from './sums.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, name: { type: 'string', default: '' } },
});

/** A list whose items have their request under `case`. */
function holdsCases(path: string): boolean {
  const content: unknown = path.endsWith('.json') ? JSON.parse(readFileSync(path, 'utf8')) : null;
  const first: unknown = Array.isArray(content) ? content[0] : null;
  return typeof first === 'object' && first !== null && 'case' in first;
}

function filesOf(folder: string): readonly string[] {
  return [join(folder, 'diagnosis/cases.json'), ...reportFiles(join(folder, 'reports'))];
}

async function run(paths: readonly string[]): Promise<void> {
  const isWanted = (part: string): boolean => values.only === undefined || values.only === part;
  const cases = isWanted('diagnosis') ? paths.filter(holdsCases) : [];
  const others = isWanted('reports') ? paths.filter((path) => !holdsCases(path)) : [];
  const judged: readonly Judged[] = cases.flatMap((path) => runDiagnosis(path, values.name));
  const outcomes: readonly Outcome[] = await runReports(others.filter((path) => path.includes(values.name)));
  const sums = [
    ...(judged.length > 0 ? diagnosisSums(judged) : []),
    ...(outcomes.length > 0 ? reportSums(outcomes) : []),
  ];
  console.log(`\n${sums.join('\n')}`);
}

const folder = handedFolder();
if (positionals.length > 0) {
  await run(positionals);
} else if (folder === null) {
  console.log(`Skipped: ${absent}.`);
} else {
  await run(filesOf(folder));
}
