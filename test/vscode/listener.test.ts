import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import { commandIds, configurationSection, settingNames } from '../../src/host/contributions.ts';
import type { TestHandle } from '../../src/host/testHandle.ts';
import { activated, portOf, send } from './handle.ts';

const run = (id: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(id, ...args);

/** Holds a port that was free. */
async function occupyPort(): Promise<{ readonly port: number; release(): Promise<unknown> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return {
    port: address.port,
    release: () => {
      const closed = once(server, 'close');
      server.close();
      return closed;
    },
  };
}

describe('The listener in VS Code', () => {
  let handle: TestHandle;

  before(async () => {
    handle = await activated();
  });

  afterEach(() => run(commandIds.stopListener));

  it('starts from its command, and a second start changes nothing', async () => {
    await run(commandIds.startListener);
    const port = portOf(handle.listener.state);
    await run(commandIds.startListener);
    assert.equal(portOf(handle.listener.state), port);
    assert.equal(await send({ port }), 200);
  });

  it('stops from its command, twice, and gives the port back', async () => {
    await run(commandIds.startListener);
    const port = portOf(handle.listener.state);
    await run(commandIds.stopListener);
    await run(commandIds.stopListener);
    assert.equal(handle.listener.state.kind, 'stopped');
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
  });

  it('fails on a port that is taken, names a free one, and starts when it is free', async () => {
    const { port, release } = await occupyPort();
    await run(commandIds.startListener, port);
    const { state } = handle.listener;
    await release();
    assert.equal(state.kind, 'failed');
    assert.deepEqual([state.port, state.why], [port, 'portInUse']);
    assert.ok(state.nextFreePort !== null && state.nextFreePort > port);
    await run(commandIds.startListener, port);
    assert.equal(portOf(handle.listener.state), port);
  });

  /** Resolves when the listener listens on a port that it is not on yet. */
  function movedTo(port: number): Promise<void> {
    return new Promise((resolve) => {
      const subscription = handle.listener.onDidChange((state) => {
        if (state.kind === 'listening' && state.port === port) {
          subscription.dispose();
          resolve();
        }
      });
    });
  }

  it('moves when the setting changes while it runs', async () => {
    const settings = vscode.workspace.getConfiguration(configurationSection);
    const { Workspace } = vscode.ConfigurationTarget;
    const { port, release } = await occupyPort();
    await release();
    await run(commandIds.startListener);
    const usual = portOf(handle.listener.state);
    const moved = movedTo(port);
    await settings.update(settingNames.port, port, Workspace);
    await moved;
    assert.equal(await send({ port }), 200);
    const movedBack = movedTo(usual);
    await settings.update(settingNames.port, undefined, Workspace);
    await movedBack;
  });

  it('copies the URL of the listener', async () => {
    await run(commandIds.startListener);
    await run(commandIds.copyWebhookUrl);
    const url = new URL(await vscode.env.clipboard.readText());
    assert.ok(url.href.includes(String(portOf(handle.listener.state))), url.href);
  });
});
