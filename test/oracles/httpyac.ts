import { join } from 'node:path';
import { plainEnvironment, runToEnd } from '../tools/processes.ts';
import { installedFolder } from './library.ts';

/** The reader of `.http` files that fixtures are held against. */
export const httpReader = 'httpyac';

const milliseconds = 120_000;

/** Sends every request of a file, one after the other, as a person does with `npx httpyac send`. */
export async function sendWithHttpyac(folder: string, file: string): Promise<void> {
  const program = join(installedFolder, 'node_modules', httpReader, 'bin/httpyac.js');
  const ended = await runToEnd(process.execPath, [program, 'send', file, '--all', '--silent'], milliseconds, {
    cwd: folder,
    env: plainEnvironment(),
    output: 'collect',
  });
  if (ended.timedOut || ended.code !== 0) {
    throw new Error(`httpyac ended with ${ended.code}: ${ended.output.slice(-2000)}`);
  }
}
