/** `node test/tools/runSuite.ts <files or globs> [--grep=] [--timeout=ms] [--totals=file]` */
import { parseArgs } from 'node:util';
import { limit } from '../support/limits.ts';
import { runMocha } from './mocha.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    grep: { type: 'string', short: 'g' },
    timeout: { type: 'string', default: '5000' },
    totals: { type: 'string' },
  },
});

const passed = await runMocha({
  files: positionals,
  timeout: limit(Number(values.timeout)),
  grep: values.grep ?? null,
  totals: values.totals ?? null,
});
process.exit(passed ? 0 : 1);
