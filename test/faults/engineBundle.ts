import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { forNode } from '../tools/bundles.ts';
import { repoFolder } from '../tools/paths.ts';
import { scratchFolder } from '../tools/scratch.ts';

/** The engine in one file, bundled as for the package: a worker begins with it in a quarter of the time. Gone with this process. */
function bundle(): string {
  const file = join(scratchFolder().path, 'engine.cjs');
  buildSync({
    entryPoints: [join(repoFolder, 'src/engine/main.ts')],
    outfile: file,
    ...forNode,
  });
  return file;
}

/** Where a process that is started by a test finds the bundle of the test. */
export const bundleVariable = 'WEBHOOK_DEBUGGER_TEST_ENGINE';

let bundled: string | null = process.env[bundleVariable] ?? null;

/** The file that a worker runs as the engine; there until this process ends. */
export function engineFile(): string {
  return (bundled ??= bundle());
}
