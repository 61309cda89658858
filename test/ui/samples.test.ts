import assert from 'node:assert/strict';
import { backupBody, sendSigned, sendWebhook } from '../tools/webhook.ts';
import { until } from '../tools/wait.ts';
import { useVsCode } from './fixture.ts';
import { editorsSaved } from './savedState.ts';
import { listening, openEvent } from './steps.ts';

const secret = 'samples-signing-secret';

describe('An empty list, samples, news and deleting', () => {
  const vscode = useVsCode();

  before(async () => {
    await vscode.workbench.showWebhooks();
  });

  const welcome = (name: string) =>
    vscode.workbench.page.locator('.sidebar .welcome-view-content').getByRole('button', { name });

  it('leads from a stopped listener to a running one', async () => {
    const { workbench, session } = vscode;
    await welcome('Start Listener').click();
    await listening(workbench, session.listenerPort);
    await welcome('Copy Webhook URL').waitFor();
  });

  it('sends a sample unsigned where the person wants that', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Send Sample Event');
    await workbench.pick('SimpleBackups: backup succeeded');
    await workbench.page
      .locator('.quick-input-title')
      .getByText('No signing secret is saved for SimpleBackups')
      .waitFor();
    await workbench.pick('Send Unsigned');
    // The first failure is explained unasked, after which its row is another one.
    await workbench.row(/^Missing signature: backup success.*the sender did not sign/).waitFor();
  });

  it('deletes an event after one question', async () => {
    const { workbench } = vscode;
    const row = workbench.row(/^Missing signature: /);
    await openEvent(workbench, /^Missing signature: /, 'Missing signature');
    await workbench.select(row);
    await workbench.press('Delete', workbench.dialog.getByText(/^Delete “.*”\?$/));
    await workbench.confirm(/Delete “.*”\?/, 'Cancel');
    await workbench.deleteRow(row, /Delete “.*”\?/);
    await welcome('Set Signing Secret').waitFor();
    await workbench.panel.getByText('This event is no longer stored.').waitFor();
  });

  it('leads to the signing secret', async () => {
    const { workbench } = vscode;
    await welcome('Set Signing Secret').click();
    await workbench.pick('SimpleBackups');
    assert.equal(await workbench.fillInputBox('Signing secret for SimpleBackups', secret), true);
    await workbench.row(/^SimpleBackups, 1 secret(,|$)/, 'Sources').waitFor();
    await welcome('Send Sample Event').waitFor();
  });

  it('sends signed samples of a backup that succeeded and of one that failed', async () => {
    const { workbench } = vscode;
    await welcome('Send Sample Event').click();
    await workbench.pick('SimpleBackups: backup succeeded');
    await workbench.row(/^Valid: backup success/).waitFor();
    await workbench.runCommand('Send Sample Event');
    await workbench.pick('SimpleBackups: backup failed');
    await workbench.row(/^Valid: backup error/).waitFor();
    // By its icon: a label in a colour of its own would colour that of a selected row, too.
    const icon = (label: RegExp, name: string): Promise<void> =>
      workbench.row(label).locator(`.codicon-${name}`).waitFor();
    await icon(/^Valid: backup error/, 'error');
    await icon(/^Valid: backup success/, 'pass');
    await openEvent(workbench, /^Valid: backup error/, 'Valid');
  });

  it('counts on the badge what nobody has seen, and no longer when it is seen', async () => {
    const { workbench, session } = vscode;
    assert.equal(await workbench.badge(), 0);
    await workbench.runAnyCommand('View: Show Explorer');
    await workbench.tree('Events').waitFor({ state: 'hidden' });
    await sendSigned({ port: session.listenerPort, body: backupBody() }, secret);
    await sendSigned({ port: session.listenerPort, body: backupBody() }, secret);
    await until('the badge counts two', async () => (await workbench.badge()) === 2);
    assert.match((await workbench.activityTab.getAttribute('aria-label')) ?? '', /^Webhooks - 2 new/);
    await workbench.showWebhooks();
    await until('the badge is gone', async () => (await workbench.badge()) === 0);
    await workbench.runAnyCommand('View: Show Explorer');
    await workbench.tree('Events').waitFor({ state: 'hidden' });
    assert.equal(await workbench.badge(), 0);
    await workbench.showWebhooks();
  });

  it('clears the list after one question', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Clear Events');
    await workbench.dialog.getByText('Delete all 4 stored events?').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.row(/^Valid: backup error/).waitFor();
    await workbench.runCommand('Clear Events');
    await workbench.dialog.getByRole('button', { name: 'Delete All' }).click();
    await welcome('Send Sample Event').waitFor();
  });

  it('says that a sample needs a running listener, and offers it', async () => {
    const { workbench, session } = vscode;
    await workbench.runCommand('Stop Listener');
    await welcome('Start Listener').waitFor();
    await workbench.runCommand('Send Sample Event');
    await workbench
      .toast(/The listener is not running/)
      .getByRole('button', { name: 'Start Listener' })
      .click();
    await workbench.pick('SimpleBackups: backup succeeded');
    await listening(workbench, session.listenerPort);
    await workbench.row(/^Valid: backup success/).waitFor();
  });

  it('announces an invalid webhook where that is wanted, as text', async () => {
    const { workbench, session } = vscode;
    const port = session.listenerPort;
    await editorsSaved(workbench.page, /"viewType":"[^"]*webhookDebugger\.event"/);
    session.changeSettings({ 'webhookDebugger.notifications': 'invalid', 'webhookDebugger.autoStart': true });
    await workbench.open(session.url);
    await listening(workbench, port);
    await workbench.panel.getByText('This event is no longer stored.').waitFor();
    const name = '[x](command:workbench.action.quit) $(flame) <b>y</b>';
    await sendSigned({ port, body: backupBody('success', 'Valid And Quiet') }, secret);
    await sendWebhook({
      port,
      body: backupBody('success', name),
      headers: { 'SB-Signature': 'ab'.repeat(32) },
    });
    const toast = workbench.toast(/\(command:workbench\.action\.quit\) \$\(flame\) <b>y<\/b>/);
    await toast.waitFor();
    assert.equal(await toast.locator('.notification-list-item-message a, b, .codicon-flame').count(), 0);
    assert.equal(await workbench.toast(/Valid And Quiet/).count(), 0);
    await toast.getByRole('button', { name: 'Show' }).click();
    const verdict = workbench.panel.getByRole('status', { name: 'Signature verdict' });
    await verdict.getByText('Invalid', { exact: true }).waitFor();
  });
});
