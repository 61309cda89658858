import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commandIds, configurationSection, settingNames } from '../../src/host/shared/contributions.ts';
import { isElsewhere } from '../../src/host/listener/listenerState.ts';
import type { TestHandle } from '../../src/host/activation/testHandle.ts';
import { WindowFolder } from '../../src/host/listener/windowFolder.ts';
import { until } from '../tools/wait.ts';
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

  it('knows that another window has the port, and takes it over once that window has seen the request', async () => {
    const { port, release } = await occupyPort();
    // Another window, as far as can be seen in the files: a process that runs, and a port that is taken.
    const folder = new WindowFolder({ folder: join(handle.globalStorage, 'windows'), machine: hostname() });
    const other = '0b9bd9dc-5a62-4b0b-9c6f-8a1b3c5d7e9f';
    const address = { host: '127.0.0.1', port };
    folder.write(other, 'json', { ...address, workspace: 'shop', workspaceId: null });
    try {
      await run(commandIds.startListener, port);
      const { state } = handle.listener;
      assert.ok(isElsewhere(state), JSON.stringify(state));
      assert.equal(state.owner.workspace, 'shop');
      const takenOver = run(commandIds.takeOverListener);
      const request = await until('the request is there', () => folder.read(other, 'take'));
      assert.deepEqual(
        [request.pid, request.workspace, request.port],
        [process.pid, vscode.workspace.name ?? null, port],
      );
      folder.remove(other, 'json');
      await release();
      await takenOver;
      assert.equal(portOf(handle.listener.state), port);
      assert.equal(folder.read(other, 'take'), null);
      const [[name = ''] = []] = folder.list('json');
      folder.write(name, 'take', { ...address, workspace: 'shop', workspaceId: null });
      await until('it has stopped', () => handle.listener.state.kind === 'stopped');
      folder.remove(name, 'take');
    } finally {
      folder.remove(other, 'json');
    }
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
