import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { HumanError, messageOf } from '../../src/common/errors.ts';
import { bundleInHostTests, prepareReport, printReport, suiteVariables } from './inHost.ts';
import type { SuiteRun } from './inHost.ts';
import { downloadsFolder, repoFolder } from './paths.ts';
import { scratchFolder } from './scratch.ts';
import { makeFolders, quietSettings, writeUserSettings } from './server.ts';
import { freePort } from './wait.ts';
import type { VsCodeRelease } from './vscode.ts';

const desktopVersions: Readonly<Record<VsCodeRelease, string>> = { '1.139': 'stable', '1.103': '1.103.2' };

/** Runs test/vscode in a desktop VS Code that test-electron downloads. Answers its exit code. */
export async function runInDesktop(release: VsCodeRelease, suite: SuiteRun): Promise<number> {
  prepareReport(suite);
  const tests = await bundleInHostTests();
  const folders = makeFolders(scratchFolder().path);
  writeUserSettings(folders, { ...quietSettings, 'webhookDebugger.port': await freePort() });
  const version = desktopVersions[release];
  console.log(`VS Code ${version} (desktop, through @vscode/test-electron)`);
  try {
    return await runTests({
      version,
      cachePath: downloadsFolder,
      extensionDevelopmentPath: repoFolder,
      extensionTestsPath: tests,
      extensionTestsEnv: suiteVariables(suite),
      launchArgs: [
        folders.workspace,
        `--user-data-dir=${folders.data}`,
        `--extensions-dir=${folders.extensions}`,
        '--disable-workspace-trust',
      ],
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) {
      return error.code ?? 1;
    }
    throw new HumanError(
      `Desktop VS Code ${version} could not be had or started: ${messageOf(error)}\n` +
        'It is downloaded from its maker, so this needs the internet; on Linux it also needs a display (xvfb-run). ' +
        'Without them, npm test runs the same suite on the VS Code from npm.',
    );
  } finally {
    printReport(suite);
  }
}
