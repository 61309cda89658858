import { sourceKey } from '../../src/protocol/secretKeys.ts';
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, configurationSection, settingNames } from '../../src/host/shared/contributions.ts';
import type { TestHandle } from '../../src/host/activation/testHandle.ts';
import { becomes } from '../tools/wait.ts';
import { activated, capture, portOf } from './handle.ts';

const acme = { name: 'Acme', path: '/acme', provider: 'stripe', note: 'ours' };
const calls = { name: 'Calls', path: '/calls', provider: 'twilio', publicUrl: 'https://acme.example/calls' };

const run = (id: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(id, ...args);

function section(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(configurationSection);
}

async function setSources(sources: unknown): Promise<void> {
  await section().update(settingNames.sources, sources, vscode.ConfigurationTarget.Workspace);
}

describe('Sources in VS Code', () => {
  let handle: TestHandle;
  let port = 0;

  before(async () => {
    handle = await activated();
    port = portOf(await handle.listener.start());
  });

  beforeEach(() => setSources([acme, calls]));

  after(async () => {
    await setSources(undefined);
    await handle.secrets.save({});
    await handle.engine.call('clearEvents', null);
    await handle.listener.stop();
  });

  async function labels(): Promise<readonly string[]> {
    return (await handle.sources.getChildren()).map(({ accessibleLabel }) => accessibleLabel);
  }

  /** Resolves when the rows are as they should be. */
  function rowsChangeTo(label: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        labels().then((all) => {
          if (all.includes(label)) {
            subscription.dispose();
            resolve();
          }
        }, reject);
      };
      const subscription = handle.sources.onDidChangeTreeData(check);
      check();
    });
  }

  it('have rows below the listener, in the order of the settings', async () => {
    await rowsChangeTo('Calls, Twilio, /calls, no secret');
    const [listener, ...others] = await labels();
    assert.match(listener ?? '', /^Listening on /);
    // What has received webhooks comes before them: these have not.
    assert.deepEqual(
      others.filter((label) => /^(Acme|Calls),/.test(label)),
      ['Acme, Stripe, /acme, no secret', 'Calls, Twilio, /calls, no secret'],
    );
  });

  it('have secrets of their own, which are used instead of those of the provider', async () => {
    const secret = { label: 'Secret 1', value: 'x' };
    await handle.secrets.save({ stripe: [secret, { ...secret, label: 'Secret 2' }] });
    await rowsChangeTo('Acme, Stripe, /acme, 2 secrets');
    await handle.secrets.save({ [sourceKey('Acme')]: [secret] });
    await rowsChangeTo('Acme, Stripe, /acme, 1 secret');
  });

  it('are switched off and on where they are written, and keep what else is written there', async () => {
    await run(commandIds.disableSource, { source: 'Acme' });
    assert.deepEqual(section().inspect(settingNames.sources)?.workspaceValue, [
      { ...acme, enabled: false },
      calls,
    ]);
    await run(commandIds.enableSource, { source: 'Acme' });
    assert.deepEqual(section().inspect(settingNames.sources)?.workspaceValue, [acme, calls]);
  });

  it('have URLs of their own', async () => {
    await run(commandIds.copyWebhookUrl, { source: 'Acme' });
    const url = new URL(await vscode.env.clipboard.readText());
    assert.ok(url.href.includes(String(port)), url.href);
    assert.equal(url.pathname, '/acme');
    await run(commandIds.copyWebhookUrl, { source: 'Calls' });
    assert.equal(await vscode.env.clipboard.readText(), 'https://acme.example/calls');
  });

  it('reach the engine, which gives them the events of their path', async () => {
    await setSources([{ name: 'Hooks', path: '/hook' }]);
    await rowsChangeTo('Hooks, /hook');
    // The rows do not wait for the engine.
    const sourceOfNext = async (): Promise<string | null> =>
      (await capture(handle, { port, body: Buffer.from('{}') })).source;
    await becomes(sourceOfNext, 'Hooks');
    await run(commandIds.disableSource, { source: 'Hooks' });
    await rowsChangeTo('Hooks, disabled, /hook');
    await becomes(sourceOfNext, null);
  });
});
