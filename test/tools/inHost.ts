import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { format } from 'node:util';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { HumanError } from '../../src/common/errors.ts';
import { limit } from '../support/limits.ts';
import { forNode } from './bundles.ts';
import { launchChromium } from './chromium.ts';
import { repoFolder, resultsFolder } from './paths.ts';
import { scratchFolder } from './scratch.ts';
import { VsCodeServer, makeFolders, quietSettings, uriPath, writeSettings } from './server.ts';
import { freePort } from './wait.ts';
import type { VsCode } from './vscode.ts';

const bundles = join(repoFolder, 'dist/test-vscode');
const runMilliseconds = limit(180_000);

export interface SuiteRun {
  /** File that the suite writes its totals to; its report goes to the same name with `.txt`. */
  readonly totals: string;
  readonly grep: string | null;
}

/** Tells the suite, in its extension host, what to run and where to write. */
export function suiteVariables(suite: SuiteRun): Readonly<Record<string, string>> {
  return {
    WEBHOOK_DEBUGGER_TEST_TOTALS: suite.totals,
    WEBHOOK_DEBUGGER_TEST_GREP: suite.grep ?? '',
  };
}

/** Removes what an earlier run has left. */
export function prepareReport(suite: SuiteRun): void {
  mkdirSync(dirname(suite.totals), { recursive: true });
  rmSync(suite.totals, { force: true });
  rmSync(`${suite.totals}.txt`, { force: true });
}

/** Prints what the suite has reported, also where it did not come to its end. */
export function printReport(suite: SuiteRun): void {
  const report = `${suite.totals}.txt`;
  if (existsSync(report)) {
    process.stdout.write(readFileSync(report));
  }
}

/** Bundles test/vscode; answers the file that VS Code is to run. */
export async function bundleInHostTests(): Promise<string> {
  const sources = globSync('test/vscode/**/*.ts', { cwd: repoFolder });
  await build({
    absWorkingDir: repoFolder,
    entryPoints: sources.filter((file) => /\.test\.ts$|(^|[\\/])run\.ts$/.test(file)),
    outdir: bundles,
    outbase: 'test/vscode',
    outExtension: { '.js': '.cjs' },
    ...forNode,
    // Older Nodes wrap an ES module when it is required; this file of mocha is CommonJS.
    alias: { mocha: 'mocha/lib/mocha.cjs' },
    external: ['vscode', 'mocha/lib/mocha.cjs', 'node:sqlite'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return join(bundles, 'run.cjs');
}

/** Runs test/vscode in the extension host of a VS Code from npm. Answers its exit code. */
export async function runInHost(vscode: VsCode, suite: SuiteRun): Promise<number> {
  const tests = await bundleInHostTests();
  const folders = makeFolders(scratchFolder().path);
  writeSettings(folders, { ...quietSettings, 'webhookDebugger.port': await freePort() });
  prepareReport(suite);
  const log = join(resultsFolder, `vscode-${vscode.version}-in-host.log`);
  mkdirSync(resultsFolder, { recursive: true });
  const server = await VsCodeServer.start({ vscode, folders, kind: 'test', log, env: suiteVariables(suite) });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    return await exitCode(page, testUrl(server, tests), log);
  } finally {
    printReport(suite);
    await browser.close();
    await server.stop();
  }
}

function testUrl(server: VsCodeServer, tests: string): string {
  const remote = (path: string): string => `vscode-remote://localhost:${server.port}${uriPath(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(repoFolder)],
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
  ];
  return `${server.url}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

async function exitCode(page: Page, url: string, log: string): Promise<number> {
  const exit = Promise.withResolvers<number>();
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) =>
    appendFileSync(log, `[${type}] ${format(...args)}\n`),
  );
  await page.exposeFunction('codeAutomationExit', (code: number) => exit.resolve(code));
  const timer = setTimeout(() => {
    exit.reject(
      new HumanError(
        `The suite did not end within ${runMilliseconds / 1000} s; see ${relative(repoFolder, log)}`,
      ),
    );
  }, runMilliseconds);
  try {
    await page.goto(url);
    return await exit.promise;
  } finally {
    clearTimeout(timer);
  }
}
