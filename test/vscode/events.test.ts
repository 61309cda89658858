import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import * as vscode from 'vscode';
import { commandIds, focusCommands, panelViewType } from '../../src/host/shared/contributions.ts';
import type { TestHandle } from '../../src/host/activation/testHandle.ts';
import { activated, capture, portOf } from './handle.ts';
import type { Verdict } from '../../src/protocol/verdict.ts';

const secret = 'the-secret-of-the-team';
const body = Buffer.from('{"type":"backup","status":"error","backup":{"name":"Acme\\/Database"}}');
const signature = createHmac('sha256', secret).update(body).digest('hex');

function tabsOfPanels(): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(panelViewType),
  );
}

/** Resolves when the tabs are as they should be. */
function tabsChangeTo(isThere: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (isThere()) {
        subscription.dispose();
        resolve();
      }
    };
    const subscription = vscode.window.tabGroups.onDidChangeTabs(check);
    check();
  });
}

describe('An event in VS Code', () => {
  let handle: TestHandle;
  let port = 0;

  before(async () => {
    handle = await activated();
    port = portOf(await handle.listener.start());
  });

  after(async () => {
    await handle.secrets.save({});
    await handle.listener.stop();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function verdictOf(id: number): Promise<Verdict | undefined> {
    return (await handle.engine.call('getEvent', { id }))?.summary.verdict;
  }

  it('has a new verdict when a secret is saved, and the old one when it is removed', async () => {
    const headers = ['Content-Type', 'application/json', 'SB-Signature', signature];
    const { id, title, outcome } = await capture(handle, { port, headers, body });
    assert.deepEqual([title, outcome], ['backup error: Acme/Database', 'failure']);
    assert.equal(await verdictOf(id), 'noSecret');
    const wrong = { label: 'Secret 1', value: 'another' };
    await handle.secrets.save({ simplebackups: [wrong] });
    assert.equal(await verdictOf(id), 'invalid');
    await handle.secrets.save({ simplebackups: [wrong, { label: 'Secret 2', value: secret }] });
    assert.equal(await verdictOf(id), 'valid');
    await handle.secrets.save({});
    assert.equal(await verdictOf(id), 'noSecret');
  });

  it('is listed without an error, many at once', async () => {
    await vscode.commands.executeCommand(focusCommands.events);
    await Promise.all(Array.from({ length: 120 }, () => capture(handle, { port, body })));
    await vscode.commands.executeCommand(commandIds.showOlderEvents);
    await vscode.commands.executeCommand(focusCommands.sources);
  });

  it('is not opened, nor is another one, where the row of a menu is being read anew', async () => {
    await capture(handle, { port, body });
    await vscode.commands.executeCommand(commandIds.openEvent, undefined);
    await vscode.commands.executeCommand(commandIds.openEvent, undefined, [undefined]);
    assert.equal(handle.panels.activeId, null);
  });

  it('opens in one panel, which the next event reuses', async () => {
    const first = await capture(handle, { port, body });
    const second = await capture(handle, { port, body: Buffer.from('hello') });
    await vscode.commands.executeCommand(commandIds.openEvent, { eventId: first.id });
    await tabsChangeTo(() => tabsOfPanels().some(({ label }) => label === first.title));
    assert.equal(handle.panels.activeId, first.id);
    await vscode.commands.executeCommand(commandIds.openEvent, { eventId: second.id });
    await tabsChangeTo(() => tabsOfPanels().some(({ label }) => label === second.title));
    assert.equal(tabsOfPanels().length, 1);
  });

  it('says in its tab that it was deleted', async () => {
    const { id, title } = await capture(handle, { port, body });
    await vscode.commands.executeCommand(commandIds.openEvent, id);
    await tabsChangeTo(() => tabsOfPanels().some(({ label }) => label === title));
    await handle.engine.call('deleteEvents', { ids: [id] });
    await tabsChangeTo(() => tabsOfPanels().some(({ label }) => label === 'Deleted event'));
  });

  it('comes back after a reload, pinned where it was', async () => {
    const { id, title } = await capture(handle, { port, body: Buffer.from('{"restored":true}') });
    const other = await capture(handle, { port, body });
    const panel = vscode.window.createWebviewPanel(panelViewType, '', vscode.ViewColumn.Active);
    await handle.panels.deserializeWebviewPanel(panel, { eventId: id, pinned: true });
    await tabsChangeTo(() => panel.title === title);
    assert.match(panel.webview.html, /default-src 'none'/);
    await vscode.commands.executeCommand(commandIds.openEvent, other.id);
    assert.equal(panel.title, title);
    panel.dispose();
  });

  it('is not restored from a state that is none', async () => {
    const panel = vscode.window.createWebviewPanel(panelViewType, '', vscode.ViewColumn.Active);
    const closed = new Promise<void>((resolve) => panel.onDidDispose(resolve));
    await handle.panels.deserializeWebviewPanel(panel, { eventId: 'x' });
    await closed;
  });
});
