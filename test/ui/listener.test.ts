import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { freePort, portAnswers, until } from '../tools/wait.ts';
import { useVsCode } from './fixture.ts';
import { listening, startListener } from './steps.ts';
import type { Workbench } from './workbench.ts';

/** Another program on that port, which answers nothing. */
async function holdPort(port: number): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function release(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

async function failed(workbench: Workbench): Promise<void> {
  await workbench.statusBarItem(/^Webhook Debugger: failed$/).waitFor();
}

async function stopListener(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Stop Listener');
  await workbench.statusBarItem(/^Webhook Debugger: stopped$/).waitFor();
}

/** The number in the toast's button `Use <port>`. */
async function offeredPort(workbench: Workbench, taken: number): Promise<number> {
  const toast = workbench.toast(new RegExp(`Port ${taken} is taken`));
  const button = toast.getByRole('button', { name: /^Use \d+$/ });
  return Number(/\d+/.exec(await button.innerText())?.[0]);
}

describe('The listener and its port', () => {
  const vscode = useVsCode();
  let moved = 0;

  it('names the taken port, offers ways out and says that it failed', async () => {
    const { workbench, session } = vscode;
    const port = session.listenerPort;
    await workbench.showWebhooks();
    const other = await holdPort(port);
    try {
      await workbench.runCommand('Start Listener');
      await failed(workbench);
      moved = await offeredPort(workbench, port);
      assert.ok(moved > port, `${moved} follows ${port}`);
      const toast = workbench.toast(new RegExp(`Port ${port} is taken`));
      await toast.getByRole('button', { name: 'Choose Port...' }).waitFor();
      await workbench.row(new RegExp(`^Port ${port} is taken`), 'Sources').waitFor();
    } finally {
      await release(other);
    }
  });

  it('listens on the offered port when it is accepted, and says so everywhere', async () => {
    const { workbench } = vscode;
    await workbench
      .toast(/is taken/)
      .getByRole('button', { name: `Use ${moved}` })
      .click();
    await listening(workbench, moved);
    await workbench.row(new RegExp(`^Listening on 127\\.0\\.0\\.1:${moved}`), 'Sources').waitFor();
    assert.equal(await portAnswers(moved), true);
    assert.equal(await workbench.toast(/is taken/).count(), 0);
  });

  it('frees the port at a reload without autoStart, and keeps the port that was chosen', async () => {
    const { workbench } = vscode;
    await workbench.reload();
    await workbench.statusBarItem(/^Webhook Debugger: stopped$/).waitFor();
    await until('the port is free', async () => !(await portAnswers(moved)));
    await startListener(workbench, moved);
    await stopListener(workbench);
  });

  it('saves the port that is typed, and takes no port that is none', async () => {
    const { workbench } = vscode;
    const other = await holdPort(moved);
    const free = await freePort();
    try {
      await workbench.runCommand('Start Listener');
      await failed(workbench);
      await workbench
        .toast(/is taken/)
        .getByRole('button', { name: 'Choose Port...' })
        .click();
      const says = 'A port is a whole number from 1 to 65535.';
      await workbench.rejectedInput('Port of the webhook listener', '65536', says);
      await workbench.fillInputBox('Port of the webhook listener', String(free));
      await listening(workbench, free);
    } finally {
      await release(other);
    }
    await stopListener(workbench);
  });

  it('starts once when it is asked twice', async () => {
    const { workbench } = vscode;
    await workbench.showWebhooks();
    const start = workbench.page.locator('.sidebar').getByRole('button', { name: 'Start Listener' });
    await start.last().dblclick();
    await workbench.statusBarItem(/^Webhook Debugger: listening/).waitFor();
    assert.equal(await workbench.page.locator('.notifications-toasts .codicon-error').count(), 0);
  });

  it('listens again by itself after a reload with autoStart', async () => {
    const { workbench, session } = vscode;
    session.changeSettings({ 'webhookDebugger.autoStart': true });
    await workbench.open(session.url);
    await listening(workbench, session.listenerPort);
    await workbench.reload();
    await listening(workbench, session.listenerPort);
    assert.equal(await workbench.toast(/is taken/).count(), 0);
  });

  it('says at the start of a window that the port is taken', async () => {
    const { workbench, session } = vscode;
    const taken = await freePort();
    const other = await holdPort(taken);
    try {
      session.changeSettings({ 'webhookDebugger.port': taken });
      await workbench.open(session.url);
      await failed(workbench);
      await workbench.toast(new RegExp(`Port ${taken} is taken`)).waitFor();
    } finally {
      await release(other);
    }
  });
});
