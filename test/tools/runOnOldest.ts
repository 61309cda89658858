/** `node test/tools/runOnOldest.ts <as for runSuite.ts>`: a suite on the Node that the oldest VS Code has. */
import { join } from 'node:path';
import { messageOf } from '../../src/common/errors.ts';
import { plainEnvironment, runToEnd } from './processes.ts';
import { repoFolder } from './paths.ts';
import { installVsCode, oldest } from './vscode.ts';

const minutes = 20;

async function run(): Promise<number> {
  const { node } = await installVsCode(oldest);
  // This Node reads TypeScript only when it is asked to.
  const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const suite = [...flags, join(import.meta.dirname, 'runSuite.ts'), ...process.argv.slice(2)];
  const ended = await runToEnd(node, suite, minutes * 60_000, { cwd: repoFolder, env: plainEnvironment() });
  return ended.timedOut ? 1 : (ended.code ?? 1);
}

try {
  process.exit(await run());
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
