import assert from 'node:assert/strict';
import type { ListenerState } from '../../src/host/listener/listenerState.ts';
import type { TestHandle } from '../../src/host/activation/testHandle.ts';
import { limit } from '../support/limits.ts';
import { freePort, portAnswers } from '../tools/wait.ts';
import { backupBody, signatureOf } from '../tools/webhook.ts';
import { inEngine } from './engineThread.ts';
import { activated, capture, portOf } from './handle.ts';

const secret = 'the-secret-of-the-team';
const body = Buffer.from(backupBody());
const headers = ['Content-Type', 'application/json', 'SB-Signature', signatureOf(String(body), secret)];

const ends = {
  'throws an error': 'throw new Error("boom")',
  'leaves a rejection to nobody': 'Promise.reject(new Error("boom"))',
  exits: 'process.exit(7)',
  'runs without end': 'for (;;) {}',
} as const;

describe('The engine in VS Code', function () {
  // A hang takes longer to be told from a thread that others keep from the processor.
  this.timeout(limit(60_000));
  let handle: TestHandle;
  let port = 0;

  before(async () => {
    handle = await activated();
    await handle.secrets.save({ simplebackups: [{ label: 'Secret 1', value: secret }] });
  });

  beforeEach(async () => {
    // Not the port of the settings: one that was chosen for this time.
    port = portOf(await handle.listener.start(await freePort()));
  });

  after(async () => {
    await handle.secrets.save({});
    await handle.engine.call('clearEvents', null);
    await handle.listener.stop();
  });

  /** Resolves with the first state that is one of these. */
  function becomes(...kinds: readonly ListenerState['kind'][]): Promise<ListenerState> {
    return new Promise((resolve) => {
      const subscription = handle.listener.onDidChange((state) => {
        if (kinds.includes(state.kind)) {
          subscription.dispose();
          resolve(state);
        }
      });
    });
  }

  for (const [what, code] of Object.entries(ends)) {
    it(`listens again by itself where it ${what}`, async function () {
      const before = await capture(handle, { port, headers, body });
      const times: number[] = [];
      const away = becomes('restarting').then(() => times.push(Date.now()));
      const back = becomes('listening', 'failed', 'stopped').finally(() => times.push(Date.now()));
      times.push(await inEngine(code));
      await away;
      assert.equal(portOf(await back), port);
      // With the secrets and the events that it had.
      const { id, verdict } = await capture(handle, { port, headers, body });
      assert.deepEqual([verdict, id > before.id], ['valid', true]);
      assert.notEqual(await handle.engine.call('getEvent', { id: before.id }), null);
      const [died = 0, noticed = 0, listening = 0] = times.sort((one, other) => one - other);
      assert.ok(this.test);
      this.test.title += ` (noticed after ${noticed - died} ms, listening after ${listening - died} ms)`;
    });
  }

  it('is given up after the third death in a minute, and starts again when a person wants it', async () => {
    for (let left = 2; left > 0; left -= 1) {
      const back = becomes('listening');
      await inEngine('process.exit(7)');
      await back;
    }
    const failed = becomes('failed');
    await inEngine('process.exit(7)');
    const state = await failed;
    assert.ok(state.kind === 'failed' && /3 times.*exit code 7/.test(state.detail), JSON.stringify(state));
    await assert.rejects(handle.engine.call('counts', { afterId: 0 }), /3 times/);
    assert.equal(portOf(await handle.listener.start(port)), port);
    await capture(handle, { port, headers, body });
  });

  it('is ended by Stop Listener where it hangs', async () => {
    await inEngine('for (;;) {}');
    await handle.listener.stop();
    assert.equal(handle.listener.state.kind, 'stopped');
    assert.equal(await portAnswers(port), false);
  });

  it('is not ended while the database keeps it waiting', async () => {
    const states: string[] = [];
    const subscription = handle.listener.onDidChange(({ kind }) => states.push(kind));
    const file = JSON.stringify(`${handle.globalStorage}/lock-of-the-test.sqlite`);
    // Two connections to one file: the second waits in SQLite for the first, longer than a hang takes to be noticed.
    await inEngine(`
      const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
      const first = new DatabaseSync(${file});
      const second = new DatabaseSync(${file});
      first.exec('BEGIN EXCLUSIVE');
      second.exec('PRAGMA busy_timeout = 4000');
      try { second.exec('BEGIN IMMEDIATE'); } catch {}
      first.close();
      second.close();
    `);
    await capture(handle, { port, headers, body });
    subscription.dispose();
    assert.deepEqual(states, []);
  });
});
