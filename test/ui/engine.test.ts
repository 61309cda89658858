import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { EventStore } from '../../src/engine/store/eventStore.ts';
import { limit } from '../support/limits.ts';
import { until } from '../tools/wait.ts';
import { backupBody, sendWebhook } from '../tools/webhook.ts';
import { useVsCode } from './fixture.ts';
import { isLong } from '../support/long.ts';
import { isRunning, listening, listeningProcess, startListener } from './steps.ts';

/** Posts one number after another, whatever becomes of each, until it is stopped. */
class SteadySender {
  readonly acknowledged: number[] = [];
  readonly #port: number;
  #last = 0;
  #isStopped = false;
  readonly #running: Promise<unknown>;

  constructor(port: number, lanes: number) {
    this.#port = port;
    this.#running = Promise.all(Array.from({ length: lanes }, () => this.#run()));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      this.#last += 1;
      const number = this.#last;
      const sent = sendWebhook({ port: this.#port, body: '{}', path: `/${number}` });
      if ((await sent.catch(() => 0)) === 200) {
        this.acknowledged.push(number);
      }
      // Some hundred a second in all are load enough, and leave the window its part of the machine.
      await pause(20);
    }
  }
}

/** Has the workbench hear that the window lost the focus and has it again. */
async function leaveAndComeBack(page: Page): Promise<void> {
  for (const [event, hasFocus] of [
    ['blur', false],
    ['focus', true],
  ] as const) {
    // The workbench looks a turn later.
    await page.evaluate(`new Promise((done) => {
      document.hasFocus = () => ${hasFocus};
      window.dispatchEvent(new Event('${event}'));
      setTimeout(done);
    })`);
  }
}

describe('The engine, as a person meets it', () => {
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': 'resume', 'webhookDebugger.retention.maxEvents': 100_000 },
  });
  let trigger = '';
  let engineFile = '';
  let original = '';

  before(async () => {
    const { extensions, data } = vscode.session.folders;
    engineFile = join(
      extensions,
      globSync('webhook-debugger.*/dist/engine.cjs', { cwd: extensions })[0] ?? '',
    );
    trigger = join(data, 'fault.js');
    original = readFileSync(engineFile, 'utf8');
    // The engine as it is packaged, and in front of it a fault that waits for its file.
    const fault = `{
      const { existsSync, readFileSync, rmSync } = require('node:fs');
      const file = ${JSON.stringify(trigger)};
      const look = () => {
        if (existsSync(file)) {
          const code = readFileSync(file, 'utf8');
          rmSync(file);
          (0, eval)(code);
        }
      };
      if (require('node:worker_threads').workerData.heartbeat) setInterval(look, 50).unref();
    }`;
    writeFileSync(engineFile, `${fault.replaceAll('\n', ' ')}\n${original}`);
    await startListener(vscode.workbench, vscode.session.listenerPort);
  });
  after(() => writeFileSync(engineFile, original));

  const breakEngine = async (code: string): Promise<void> => {
    writeFileSync(trigger, code);
    await until('the engine has the fault', () => !existsSync(trigger));
  };

  it('is restarted where it dies, which is said once, and shows what came before and comes after', async () => {
    const { workbench, session } = vscode;
    const port = session.listenerPort;
    await workbench.showWebhooks();
    await sendWebhook({ port, body: backupBody('success', 'Before') });
    await workbench.row(/backup success: Before/).waitFor();
    // It is silent for a moment, in which the person comes back to the window.
    await breakEngine('const end = Date.now() + 1500; while (Date.now() < end); throw new Error("boom")');
    await leaveAndComeBack(workbench.page);
    const clock = String.raw`\d\d:\d\d:\d\d`;
    const said = workbench.toast(
      new RegExp(
        String.raw`The webhook engine stopped \(boom\) and was restarted\. Webhooks that arrived between ${clock} and ${clock} may have been missed`,
      ),
    );
    await said.waitFor();
    await said.getByRole('button', { name: 'Show Log' }).waitFor();
    await listening(workbench, port);
    await sendWebhook({ port, body: backupBody('success', 'After') });
    await workbench.row(/backup success: After/).waitFor();
    await workbench.row(/backup success: Before/).waitFor();
    assert.equal(await workbench.toast(/./).count(), 1);
  });

  it('has failed after the third death in a minute, and is started again with a button', async () => {
    const { workbench, session } = vscode;
    const port = session.listenerPort;
    await breakEngine('process.exit(7)');
    await workbench.toast(/stopped \(exit code 7\) and was restarted/).waitFor();
    await listening(workbench, port);
    await breakEngine('process.exit(8)');
    await workbench.statusBarItem(/^Webhook Debugger: failed$/).waitFor();
    const said = workbench.toast(/is not running: The webhook engine stopped 3 times .*exit code 8/);
    await said.getByRole('button', { name: 'Start Listener' }).click({ timeout: limit(10_000) });
    await listening(workbench, port);
    await sendWebhook({ port, body: backupBody('success', 'Afterwards') });
    await workbench.row(/backup success: Afterwards/).waitFor();
  });

  it('loses nothing that it acknowledged, through reloads and a killed extension host under load', async function () {
    this.timeout(limit(180_000));
    const { workbench, session } = vscode;
    const { data } = session.folders;
    const port = session.listenerPort;
    const sender = new SteadySender(port, 4);
    const answeredAgain = async (): Promise<void> => {
      const before = sender.acknowledged.length;
      await until('senders are answered again', () => sender.acknowledged.length > before + 20, 60_000);
    };
    /** Does what ends the extension host that listens, and waits for what the next one does by itself. */
    const hostEnds = async (end: (pid: number) => Promise<unknown> | boolean): Promise<void> => {
      await answeredAgain();
      const pid = listeningProcess(data);
      assert.ok(pid > 0);
      await end(pid);
      await until('another one listens', () => listeningProcess(data, pid) > 0, 60_000);
      await listening(workbench, port);
      await answeredAgain();
    };
    for (let left = isLong ? 5 : 2; left > 0; left -= 1) {
      await hostEnds(() => workbench.reload());
    }
    await hostEnds((pid) => process.kill(pid, 'SIGKILL'));
    await sender.stop();
    const last = listeningProcess(data);
    await session.closeWindow();
    // The listener is gone before the store is closed, and that locks it.
    await until('the last extension host has ended', () => !isRunning(last), 60_000);

    const [file = ''] = globSync('**/events.sqlite', { cwd: data });
    const store = new EventStore(join(data, file), {
      committed: () => undefined,
      noticed: (notice) => assert.fail(JSON.stringify(notice)),
    });
    const paths = store.page(100_000, null).events.map(({ path }) => path);
    store.close();
    const stored = new Set(paths);
    assert.deepEqual(
      sender.acknowledged.filter((number) => !stored.has(`/${number}`)),
      [],
    );
    const numbered = paths.filter((path) => /^\/\d+$/.test(path));
    assert.equal(numbered.length, new Set(numbered).size, 'each is there once');
    console.log(`      ${sender.acknowledged.length} were acknowledged`);
  });
});
