import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { uriPath } from '../../tools/server.ts';
import { becomes, until } from '../../tools/wait.ts';
import { useVsCode } from '../fixture.ts';
import { listening, listeningProcess, startListener } from '../steps.ts';
import { Workbench } from '../workbench.ts';

describe('Two windows, two projects', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': 'resume' } });
  let second: Workbench;

  const openShop = async (): Promise<Workbench> => {
    const { folders, page, url } = vscode.session;
    const folder = join(dirname(folders.workspace), 'shop');
    mkdirSync(folder, { recursive: true });
    const window = new Workbench(await page.context().newPage());
    const address = new URL(url);
    address.searchParams.set('folder', uriPath(folder));
    await window.open(address.href);
    return window;
  };

  before(async () => {
    await vscode.workbench.showWebhooks();
    second = await openShop();
  });
  after(() => second.page.close());

  it('have their own sources: the second one neither shows nor uses those of the first', async () => {
    const { workbench, session } = vscode;
    await workbench.runCommand('Add Source...');
    await workbench.option('Recognise automatically').waitFor();
    await workbench.pick('Recognise automatically');
    await workbench.fillInputBox('Add Source (2/3)', 'Shared hooks');
    await workbench.fillInputBox('Add Source (3/3)', '/shared');
    await workbench.pick('All workspaces');
    await workbench.row(/^Shared hooks/, 'Sources').waitFor();
    await workbench.runCommand('Add Source...');
    await workbench.option('Recognise automatically').waitFor();
    await workbench.pick('Recognise automatically');
    await workbench.fillInputBox('Add Source (2/3)', 'First project');
    await workbench.fillInputBox('Add Source (3/3)', '/first');
    await workbench.pick('This workspace');
    await workbench.row(/^First project/, 'Sources').waitFor();
    await workbench.row(/^Shared hooks/, 'Sources').waitFor();
    // A window of this VS Code reads the settings as it opens.
    await second.reload();
    await second.showWebhooks();
    await second.row(/^Shared hooks/, 'Sources').waitFor();
    assert.equal(await second.row(/^First project/, 'Sources').count(), 0);
    await startListener(workbench, session.listenerPort);
  });

  /** Starts the listener of a window whose port another window of that name has. */
  const startBeside = async (window: Workbench, other: string): Promise<Locator> => {
    const port = vscode.session.listenerPort;
    await window.runCommand('Start Listener');
    const row = new RegExp(`^Waiting for port ${port}, used by the window “${other}”$`);
    await window.row(row, 'Sources').waitFor();
    await window
      .statusBarItem(new RegExp(`^Webhook Debugger: another window listens on port ${port}$`))
      .waitFor();
    const toast = window.toast(new RegExp(`Webhook Debugger of the window “${other}” listens on ${port}\\.`));
    await toast.waitFor();
    return toast;
  };

  it('share a port: the second is told which window has it, and offered what helps', async () => {
    const toast = await startBeside(second, 'webhooks');
    const offered = ['Take Over Here', /^Use \d+$/, 'Choose Port...'];
    for (const name of offered) {
      await toast.getByRole('button', { name }).waitFor();
    }
    const sideBar = second.page.locator('.sidebar');
    await sideBar.getByText(/^Webhook Debugger of the window “webhooks” listens/).waitFor();
    await sideBar.getByRole('button', { name: 'Take Over Here' }).last().waitFor();
    assert.equal(await sideBar.getByRole('button', { name: 'Start Listener' }).count(), 0);
  });

  it('take the port over: the first stops, says so, and stays off after a reload', async () => {
    const { workbench, session } = vscode;
    const button = second.toast(/listens on/).getByRole('button', { name: 'Take Over Here' });
    const name = new RegExp(`^Webhook Debugger: listening on port ${session.listenerPort}$`);
    await second.act((one) => button.click(one), second.statusBarItem(name));
    await workbench.statusBarItem(/^Webhook Debugger: stopped$/).waitFor();
    await workbench.row(/^Listener stopped, taken over by the window “shop”$/, 'Sources').waitFor();
    await workbench.page.getByText('Listening was taken over by the window “shop”.').waitFor();
    assert.equal(await workbench.toast(/./).count(), 0);
    await workbench.reload();
    await workbench.showWebhooks();
    await workbench.row(/^Listener stopped$/, 'Sources').waitFor();
    await becomes(() => second.statusBarItem(name).count(), 1);
  });

  it('give the port to the window that waits for it when the other one stops', async () => {
    const { workbench, session } = vscode;
    await startBeside(workbench, 'shop');
    await second.runCommand('Stop Listener');
    await listening(workbench, session.listenerPort);
    await second.row(/^Listener stopped$/, 'Sources').waitFor();
  });

  it('give it over when the other one is killed, which leaves its file behind', async () => {
    const { session } = vscode;
    await startBeside(second, 'webhooks');
    const pid = listeningProcess(session.folders.data);
    assert.ok(pid > 0);
    process.kill(pid, 'SIGKILL');
    await listening(second, session.listenerPort);
    await until('the file names the new one', () => listeningProcess(session.folders.data, pid) > 0);
  });

  it('listen again after a reload, and not after Stop Listener', async () => {
    const { session } = vscode;
    // It would have the port as soon as the second lets go of it.
    await session.closeWindow();
    await second.reload();
    await listening(second, session.listenerPort);
    assert.equal(await second.toast(/is taken|listens on/).count(), 0);
    await second.runCommand('Stop Listener');
    await second.statusBarItem(/^Webhook Debugger: stopped$/).waitFor();
    await second.reload();
    await second.showWebhooks();
    await second.row(/^Listener stopped/, 'Sources').waitFor();
    await second.statusBarItem(/^Webhook Debugger: stopped$/).waitFor();
  });

  it('hand the listener on to a later window of the same workspace, as after a reload that one did not hear of', async () => {
    const { listenerPort } = vscode.session;
    await startListener(second, listenerPort);
    const later = await openShop();
    await listening(later, listenerPort);
    await second.row(/^Listener stopped, taken over by another window “shop”$/, 'Sources').waitFor();
    assert.equal(await later.toast(/is taken|listens on/).count(), 0);
    await later.page.close();
  });
});
