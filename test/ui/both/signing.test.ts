import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { becomes } from '../../tools/wait.ts';
import { backupBody, sendSigned, signatureOf } from '../../tools/webhook.ts';
import { App, headerOf } from '../../support/app.ts';
import { useVsCode } from '../fixture.ts';
import { listening, openEvent, openTab } from '../steps.ts';

const older = 'the-older-secret-of-the-app-1a2b3c';
const newer = 'the-newer-secret-of-the-app-4d5e6f';
const body = backupBody('success', 'Signed Twice');
const fixture = 'backup-success-signed-twice';

describe('Which secret signs', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const app = new App();

  const lenses = (): Locator => vscode.workbench.page.locator('.codelens-decoration a');
  const lens = (text: string): Locator => lenses().filter({ hasText: text }).first();
  const typeSecret = (secret: string): Promise<boolean> =>
    vscode.workbench.fillInputBox('Signing secret for SimpleBackups', secret);
  const setSecret = async (secret: string): Promise<void> => {
    await vscode.workbench.runCommand('Set Signing Secret');
    await vscode.workbench.pick('SimpleBackups');
    await typeSecret(secret);
  };
  /** Where what is said of a secret may never be. */
  const isStored = (text: string): boolean => {
    const { data, workspace } = vscode.session.folders;
    return [data, workspace].some((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .some((file) => statSync(file).isFile() && readFileSync(file).includes(text)),
    );
  };

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await app.listen();
    assert.equal(await sendSigned({ port: session.listenerPort, body }, older), 200);
    await openEvent(workbench, /^No secret: .*Signed Twice/, 'No secret');
  });
  after(() => app.close());

  it('is asked for where none is saved, and re-signing goes on with it', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Replay Re-signed');
    await workbench.page.getByText('It is kept in VS Code’s secret storage.').waitFor();
    assert.equal(await typeSecret(older), true);
    const signer = 'Signing secret: Secret 1 (added today, ends b3c).';
    await workbench.page.locator('.quick-input-widget').getByText(signer).waitFor();
    await workbench.fillInputBox('Replay Re-signed', app.host);
    await workbench.statusMessage(/responded 200 in .*\(added today, ends b3c\)\.$/).waitFor();
    assert.equal(headerOf(await app.newestOf(1), 'sb-signature'), signatureOf(body, older));
    await workbench.row(/^Valid: .*Signed Twice/).waitFor();
  });

  it('is the one that verified the event, also where a newer one is saved, and is told', async () => {
    const { workbench } = vscode;
    await setSecret(newer);
    await workbench.statusMessage(/Saved for SimpleBackups as Secret 2\./).waitFor();
    await openEvent(workbench, /^Valid: .*Signed Twice/, 'Valid');
    await workbench.runCommand('Edit and Replay...');
    await lens('Re-sign and Send (SimpleBackups, added today, ends b3c)').click();
    assert.equal(headerOf(await app.newestOf(2), 'sb-signature'), signatureOf(body, older));
    const response = workbench.page.locator('.view-lines').filter({ hasText: /Signed\swith\s“Secret\s1”\./ });
    await response.first().waitFor();
    await openEvent(workbench, /^Valid: .*Signed Twice/, 'Valid');
    await openTab(workbench, 'Delivery');
    await workbench.panel.getByText('Re-signed with “Secret 1”.').first().waitFor();
    const again = workbench.panel.getByRole('button', { name: 'Replay Re-signed...' });
    await becomes(() => again.getAttribute('title'), 'Signs with Secret 1 (added today).');
  });

  it('is the newest for a fixture, whose placeholder is sent only where that is chosen', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Save as Fixture');
    await workbench.editorTab(`${fixture}.http`).click();
    const first = lens('Re-sign and Send (SimpleBackups, added today, ends e6f)');
    await first.waitFor();
    const titles = await lenses().allTextContents();
    const [signed, plain] = ['Re-sign and Send', 'Send with Placeholder'].map((title) =>
      titles.findIndex((text) => text.startsWith(title)),
    );
    assert.ok(signed !== undefined && plain !== undefined && signed >= 0 && signed < plain, titles.join());
    await first.click();
    assert.equal(headerOf(await app.newestOf(3), 'sb-signature'), signatureOf(body, newer));

    await workbench.editorTab(`${fixture}.http`).click();
    await workbench.runCommand('Send Request');
    await workbench.dialog.getByText('The signature of this request is a placeholder.').waitFor();
    await workbench.dialog.getByText('Signing secret: Secret 2 (added today, ends e6f).').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'hidden' });
    await workbench.editorTab(`${fixture}.http`).click();
    await workbench.runCommand('Send Request');
    await workbench.dialog.getByRole('button', { name: 'Re-sign and Send' }).click();
    assert.equal(headerOf(await app.newestOf(4), 'sb-signature'), signatureOf(body, newer));
  });

  it('is told by the row of a fixture, and by the question where several are re-signed', async () => {
    const { workbench, session } = vscode;
    const row = workbench.row(/^Fixture /, 'Send');
    const signer = 'Signing secret: Secret 2 (added today, ends e6f)';
    await workbench.pointAt(row, workbench.page.locator('.monaco-hover').getByText(signer));
    await workbench.runCommand('Send Fixture');
    await workbench.page.locator('.quick-input-widget').getByText(signer).waitFor();
    await workbench.escape();
    const other = backupBody('success', 'By the Newer One');
    assert.equal(await sendSigned({ port: session.listenerPort, body: other }, newer), 200);
    await workbench.row(/^Valid: .*Signed Twice/).click();
    await workbench.row(/^Valid: .*By the Newer One/).click({ modifiers: ['Shift'] });
    const both = /Signing secrets: Secret \d \(added today, ends \w+\) · Secret \d \(added today, ends \w+\)/;
    await workbench.rowMenu(
      workbench.row(/^Valid: .*Signed Twice/),
      ['Replay', 'Replay Re-signed...'],
      workbench.page.locator('.quick-input-widget').getByPlaceholder(both),
    );
    await workbench.escape();
  });

  it('is chosen for a sample, the newest first', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Send Sample Event');
    await workbench.pick('SimpleBackups: backup failed');
    const option = workbench.page.locator('.quick-input-widget').getByRole('option');
    // By its name: a row that was used before keeps text that is not shown.
    await workbench.page.getByRole('option', { name: 'Secret 2, added today, ends e6f' }).waitFor();
    assert.match((await option.first().getAttribute('aria-label')) ?? '', /^Secret 2/);
    await workbench.pick('Secret 1');
    await workbench.row(/^Valid: backup error/).waitFor();
    await openEvent(workbench, /^Valid: backup error/, 'Valid');
    await workbench.panel
      .getByText(/with the secret “Secret 1”/)
      .first()
      .waitFor();
  });

  it('is told apart where one is removed, and its end reaches no file and no panel', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Remove Signing Secret');
    const option = workbench.page.locator('.quick-input-widget').getByRole('option');
    await option.filter({ hasText: 'SimpleBackups · added today, ends b3c' }).click();
    await workbench.dialog.getByText('Remove Secret 1 (added today, ends b3c) of SimpleBackups?').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'hidden' });
    assert.equal((await workbench.panel.locator('html').innerHTML()).includes('ends b3c'), false);
    assert.equal(isStored('ends b3c') || isStored('ends e6f'), false);
  });

  it('is saved from a list that says only what is saved', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Set Signing Secret');
    const picker = workbench.page.locator('.quick-input-widget');
    await picker.getByRole('option', { name: /^SimpleBackups, 2 secrets saved/ }).waitFor();
    const saved = 'Secret 1 (added today, ends b3c) · Secret 2 (added today, ends e6f)';
    await picker.getByText(saved).waitFor();
    await picker.getByText('All', { exact: true }).waitFor();
    assert.equal(await picker.getByText('no secret saved').count(), 0);
    const own = picker.getByRole('option', { name: /^SimpleBackups, 2 secrets saved/ });
    const asked = workbench.dialog.getByText('docs.simplebackups.com');
    await workbench.rowAction(own, 'Open Provider Documentation', asked);
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'hidden' });
    await picker.getByText(saved).waitFor();
    await workbench.escape();
  });

  it('is told above an event that is written', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Send Event...');
    await workbench.pickFiltered('SimpleBackups: backup failed');
    await lens('Send Signed (added today, ends e6f)').waitFor();
  });
});
