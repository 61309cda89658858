import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { resultsFolder } from '../tools/paths.ts';
import type { Settings } from '../tools/server.ts';
import { VsCodeHost } from '../tools/session.ts';
import type { VsCodeSession } from '../tools/session.ts';
import { installVsCode, isRelease, newest } from '../tools/vscode.ts';
import type { VsCodeRelease } from '../tools/vscode.ts';
import { situation } from './situation.ts';
import { Workbench } from './workbench.ts';

const installMilliseconds = 10 * 60_000;

export interface Fixture {
  readonly session: VsCodeSession;
  readonly workbench: Workbench;
}

function release(): VsCodeRelease {
  const asked = process.env['WEBHOOK_DEBUGGER_TEST_VSCODE'] ?? newest;
  return isRelease(asked) ? asked : newest;
}

async function screenshot(session: VsCodeSession, title: string): Promise<void> {
  mkdirSync(resultsFolder, { recursive: true });
  const name = `${release()} ${title}`.replaceAll(/[^\w.]+/g, '-').slice(0, 120);
  await session.page.screenshot({ path: join(resultsFolder, `${name}.png`) }).catch(() => undefined);
}

/** Starts with the first session of this process and ends with its last test. */
let host: VsCodeHost | null = null;

after(() => host?.dispose());

/**
 * Gives the tests of the enclosing `describe` a VS Code with the packaged extension, in fresh folders,
 * with a window open. A failed test leaves a screenshot in .test-results and says what stood in the workbench.
 */
export function useVsCode(options: { readonly settings?: Settings } = {}): Fixture {
  let session: VsCodeSession | null = null;
  const running = (): VsCodeSession => {
    if (session === null) {
      throw new Error('VS Code runs inside hooks and tests only.');
    }
    return session;
  };

  before(async function () {
    this.timeout(installMilliseconds);
    host ??= await VsCodeHost.start(await installVsCode(release()));
    session = await host.session(options.settings);
    await new Workbench(session.page).open(session.url);
  });
  afterEach(async function () {
    if (session !== null && this.currentTest?.state === 'failed') {
      await screenshot(session, this.currentTest.fullTitle());
      console.log(await situation(session.page));
    }
  });
  after(() => session?.closeWindow());

  return {
    get session() {
      return running();
    },
    get workbench() {
      return new Workbench(running().page);
    },
  };
}
