/** `node test/tools/runInHost.ts --vscode=1.139 --totals=file [--grep=] [--desktop]`: the suite in the extension host. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '../../src/common/errors.ts';
import { runInDesktop } from './desktop.ts';
import { runInHost } from './inHost.ts';
import { resultsFolder } from './paths.ts';
import { installVsCode, isRelease, newest } from './vscode.ts';

const { values } = parseArgs({
  options: {
    vscode: { type: 'string', default: newest },
    totals: { type: 'string', default: join(resultsFolder, 'in-host.json') },
    grep: { type: 'string' },
    desktop: { type: 'boolean', default: false },
  },
});

async function run(): Promise<number> {
  const release = isRelease(values.vscode) ? values.vscode : newest;
  const suite = { totals: values.totals, grep: values.grep ?? null };
  if (values.desktop) {
    return runInDesktop(release, suite);
  }
  const vscode = await installVsCode(release);
  console.log(`VS Code ${vscode.version} (from npm, extension host in its server)`);
  return runInHost(vscode, suite);
}

try {
  process.exit(await run());
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
