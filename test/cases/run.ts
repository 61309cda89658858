/** `npm run cases [-- FILE...]`: runs handed cases, prints each that is not met, and last the sums. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repoFolder } from '../host/paths.ts';
import { runDiagnosis } from './diagnosis.ts';

const handed = join(repoFolder, '..', '..', 'shared', 'cases');

const { positionals } = parseArgs({ allowPositionals: true });
const file = positionals[0] ?? join(handed, 'diagnosis', 'cases.json');
if (existsSync(file)) {
  runDiagnosis(file);
} else {
  console.log(`Skipped: ${file} is absent.`);
}
