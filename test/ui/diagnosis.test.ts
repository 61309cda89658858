import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { becomes } from '../tools/wait.ts';
import { backupBody, sendSigned, sendWebhook } from '../tools/webhook.ts';
import { filesWith } from './files.ts';
import { useVsCode } from './fixture.ts';
import { RewritingProxy } from './rewritingProxy.ts';
import { editorsSaved } from './savedState.ts';
import { listening, openEvent, openTab, setSigningSecret } from './steps.ts';
import { limit } from '../support/limits.ts';

const secret = 'diagnosis-signing-secret-51c8';
const correctable = 'a-copy-with-its-prefix-twice-6e77f';
const envSecret = 'secret-of-the-env-file-77a2';
const otherEnvSecret = 'not-a-secret-of-anything-19fd';

describe('Explaining a signature', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  let proxy: RewritingProxy;

  const section = (): Locator => vscode.workbench.panel.locator('.explanation');
  const answer = (): Locator => section().getByRole('status', { name: 'Explanation' });
  const showSignatureTab = (): Promise<void> => openTab(vscode.workbench, 'Signature');
  const send = (name: string, key: string): Promise<number> =>
    sendSigned({ port: vscode.session.listenerPort, body: backupBody('success', name) }, key);

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    proxy = await RewritingProxy.start(session.listenerPort);
  });
  after(() => proxy.stop());

  it('happens unasked, and row and panel say what a proxy did', async () => {
    const { workbench } = vscode;
    await sendSigned({ port: proxy.port, body: backupBody('success', 'Through A Proxy') }, secret);
    await workbench.row(/^Invalid: .*Through A Proxy.*rewrote the JSON/).waitFor();
    await openEvent(workbench, /^Invalid: .*Through A Proxy/, 'Invalid');
    const verdict = workbench.panel.getByRole('status', { name: 'Signature verdict' });
    await verdict.getByText('Proven', { exact: true }).waitFor();
    await verdict.getByText(/[\\/]+ became \/+ at byte \d+/).waitFor();
    await verdict.getByRole('button', { name: 'Show Explanation' }).click();
    await section().getByText('how slashes are escaped').waitFor();
  });

  it('shows the bytes that verify beside those that came', async () => {
    const { workbench } = vscode;
    await section().getByRole('button', { name: 'Show the Bytes That Verify' }).click();
    await workbench.editorTab(/Through A Proxy: Received ↔ Signed/).waitFor();
    const sides = workbench.page.locator('.monaco-diff-editor .view-lines');
    await sides.filter({ hasText: 's3:\\/\\/acme-backups' }).first().waitFor();
    await sides.filter({ hasText: 's3://acme-backups' }).first().waitFor();
  });

  it('happens for the next one, too, and goes on where the person wants it to', async () => {
    const { workbench } = vscode;
    await send('Signed With Another', 'another-secret-entirely');
    await openEvent(workbench, /^Invalid: .*Signed With Another/, 'Invalid');
    await showSignatureTab();
    await answer().getByText('Unexplained', { exact: true }).waitFor();
    await answer()
      .getByText(/^None of [\d,.]+ combinations reproduces this signature \(stopped after [\d.]+ s\)/)
      .waitFor();
    await section().getByRole('button', { name: 'Try Secrets from .env Files...' }).waitFor();
    const searchLonger = section().getByRole('button', { name: 'Search Longer' });
    await workbench.press('Enter', section().getByRole('progressbar'), searchLonger);
    await section().getByRole('button', { name: 'Cancel' }).click();
    // What was found before is there again.
    await searchLonger.waitFor();
  });

  it('is in the palette and in the menu of a row', async () => {
    const { workbench } = vscode;
    await send('From The Palette', `${secret}\n`);
    await openEvent(workbench, /^Invalid: .*From The Palette/, 'Invalid');
    await workbench.runCommand('Explain Signature');
    await answer()
      .getByText(/a line end in or around the secret “Secret 1”/)
      .waitFor();
    await send('From The Menu', `"${secret}"`);
    await workbench.rowMenu(
      workbench.row(/^Invalid: .*From The Menu/),
      ['Explain Signature'],
      answer().getByText(/quotes in or around the secret “Secret 1”/),
    );
  });

  it('corrects the saved copy that is at fault, by keyboard, and keeps the secret out of the panel', async () => {
    const { workbench, session } = vscode;
    const pasted = `whsec_whsec_${correctable}`;
    await workbench.runCommand('Set Signing Secret');
    await workbench.pick('SimpleBackups');
    await workbench.fillInputBox('Signing secret for SimpleBackups', pasted);
    await workbench.statusMessage(/Saved for SimpleBackups as Secret 2\./).waitFor();
    await send('Pasted Twice', `whsec_${correctable}`);
    await openEvent(workbench, /^Invalid: .*Pasted Twice/, 'Invalid');
    await showSignatureTab();
    await answer().getByText('begins with the prefix “whsec_” twice, and the sender’s once').waitFor();
    const save = section().getByRole('button', { name: 'Save the Corrected Secret' });
    const question = 'Replace Secret 2 (added today, ends 77f) of SimpleBackups with the corrected secret?';
    await workbench.press('Enter', workbench.dialog.getByText(question), save);
    assert.equal((await workbench.panel.locator('html').innerHTML()).includes(correctable), false);
    const isClosed = async (): Promise<boolean> => (await workbench.dialog.count()) === 0;
    const replace = workbench.dialog.getByRole('button', { name: 'Replace' });
    await workbench.press('Escape', isClosed, replace);
    await workbench.row(/^Invalid: .*Pasted Twice/).waitFor();
    await workbench.press('Enter', workbench.dialog.getByText(question), save);
    await workbench.press('Enter', isClosed, replace);
    await workbench.statusMessage(/Secret 2 of SimpleBackups is corrected\. 1 stored event has/).waitFor();
    await workbench.row(/^Valid: .*Pasted Twice/).waitFor();
    assert.equal((await workbench.panel.locator('html').innerHTML()).includes(correctable), false);
    assert.deepEqual(filesWith(session.folders.data, correctable), []);
  });

  it('re-signs with the secret that it proved, not with the newest', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, /^Invalid: .*Through A Proxy/, 'Invalid');
    await openTab(workbench, 'Delivery');
    const again = workbench.panel.getByRole('button', { name: 'Replay Re-signed...' });
    await becomes(() => again.getAttribute('title'), 'Signs with Secret 1 (added today).');
  });

  it('says what runtimes would do to a body that is right, and how to keep them from it', async () => {
    const { workbench } = vscode;
    await send('Will It Break', secret);
    await openEvent(workbench, /^Valid: .*Will It Break/, 'Valid');
    await showSignatureTab();
    assert.equal(await section().count(), 0);
    const unfold = workbench.panel.getByRole('button', { name: 'Will it break in your code?' });
    await becomes(() => unfold.getAttribute('aria-expanded'), 'false');
    await unfold.click();
    const rows = workbench.panel.locator('.runtimes li');
    await rows
      .filter({ hasText: 'Node.js' })
      .first()
      .getByText(/would change how slashes are escaped: [\\/]+ to \/+ at byte \d+/)
      .waitFor();
    await rows.filter({ hasText: 'PHP' }).first().getByText('unchanged').waitFor();
    const express = workbench.panel.locator('.breaks .values > div').filter({ hasText: 'Express' });
    await express.getByText(/express\.raw/).waitFor();
  });

  it('finds the bytes that verify of a large body again after a reload', async function () {
    this.timeout(limit(60_000));
    const { workbench } = vscode;
    const items = Array.from({ length: 3000 }, (_, id) => ({ id, note: 'as it was' }));
    const body = backupBody('success', 'Large Body').replace(/^\{/, `{"items":${JSON.stringify(items)},`);
    await sendSigned({ port: proxy.port, body }, secret);
    await openEvent(workbench, /^Invalid: .*Large Body/, 'Invalid');
    await showSignatureTab();
    await section().getByRole('button', { name: 'Show the Bytes That Verify' }).click();
    await workbench.editorTab(/Large Body: Received ↔ Signed/).waitFor();
    const side = workbench.page.locator('.modified-in-monaco-diff-editor .view-lines');
    await side.getByText('s3:\\/\\/acme-backups').first().waitFor();
    await editorsSaved(workbench.page, /Large Body: Received/);
    await workbench.reload();
    await side.getByText('s3:\\/\\/acme-backups').first().waitFor();
  });
});

describe('An explanation that takes long', () => {
  const vscode = useVsCode({
    settings: {
      'webhookDebugger.autoStart': true,
      'webhookDebugger.explainAutomatically': false,
      'webhookDebugger.explainBudget': 60_000,
    },
  });

  it('shows how far it is, and can be cancelled', async function () {
    this.timeout(limit(90_000));
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    const items = Array.from({ length: 20_000 }, (_, id) => ({
      id,
      url: `https://acme.example/${id}`,
      é: 1.5,
    }));
    const large = backupBody('success', 'Large').replace(/^\{/, `{"items":${JSON.stringify(items)},`);
    await sendSigned({ port: session.listenerPort, body: large }, 'nobody-knows-this-one');
    await openEvent(workbench, /^Invalid: /, 'Invalid');
    const { panel } = workbench;
    await panel.getByRole('button', { name: 'Explain Signature' }).click();
    await panel.getByRole('progressbar', { name: 'Looking for the cause…' }).waitFor();
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByRole('button', { name: 'Explain', exact: true }).waitFor();
    await panel.getByRole('progressbar').waitFor({ state: 'detached' });
    // What is captured meanwhile is not held up by it.
    await panel.getByRole('button', { name: 'Explain', exact: true }).click();
    await panel.getByRole('progressbar', { name: 'Looking for the cause…' }).waitFor();
    const body = backupBody('success', 'Meanwhile');
    assert.equal(await sendSigned({ port: session.listenerPort, body }, secret), 200);
    await workbench.row(/^Valid: .*Meanwhile/).waitFor();
  });
});

describe('Secrets of .env files', () => {
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': true, 'webhookDebugger.explainAutomatically': false },
  });

  /** That the values are in no page, no document and no file but the .env files themselves. */
  async function assertNothingLeaked(): Promise<void> {
    const { workbench, session } = vscode;
    for (const value of [envSecret, otherEnvSecret]) {
      assert.equal((await workbench.page.content()).includes(value), false);
      assert.equal((await workbench.panel.locator('html').innerHTML()).includes(value), false);
      assert.deepEqual(filesWith(session.folders.data, value), []);
    }
  }

  before(async () => {
    const { workbench, session } = vscode;
    const { workspace } = session.folders;
    writeFileSync(join(workspace, '.env'), `PORT=3000\nAPI_TOKEN=${otherEnvSecret}\n`);
    writeFileSync(join(workspace, '.env.staging'), `# staging\nexport WEBHOOK_SECRET="${envSecret}"\n`);
    mkdirSync(join(workspace, 'node_modules', 'dependency'), { recursive: true });
    writeFileSync(join(workspace, 'node_modules', 'dependency', '.env.theirs'), `A=${envSecret}\n`);
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    const body = backupBody('success', 'Of Staging');
    const port = session.listenerPort;
    await sendSigned({ port, body }, envSecret);
    await sendWebhook({
      port,
      body: backupBody('success', 'Not Signed'),
      headers: { 'SB-Signature': 'ab'.repeat(32) },
    });
    await openEvent(workbench, /^Invalid: .*Of Staging/, 'Invalid');
  });

  it('are asked for, by the names of the files, and read by nobody who declines', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Try Secrets from .env Files...');
    await workbench.dialog.getByText(/Read these \.env files/).waitFor();
    const text = (await workbench.dialog.textContent()) ?? '';
    assert.match(text, /\.env\.staging/);
    assert.doesNotMatch(text, /theirs/);
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'hidden' });
    assert.equal(await workbench.toast(/verifies/).count(), 0);
  });

  it('are tried, and the one that verifies is named and nowhere else to be seen', async () => {
    const { workbench, session } = vscode;
    await workbench.runCommand('Try Secrets from .env Files...');
    await workbench.dialog.getByRole('button', { name: 'Try Secrets', exact: true }).click();
    const found = workbench.toast(/This event verifies with WEBHOOK_SECRET of \.env\.staging\./);
    await found.waitFor();
    await assertNothingLeaked();
    assert.notDeepEqual(filesWith(session.folders.data, 'Of Staging'), [], 'the database is in that folder');
    await found.getByRole('button', { name: 'Save Secret' }).click();
    await workbench.statusMessage(/Saved for .* as WEBHOOK_SECRET/).waitFor();
    await workbench.row(/^Valid: .*Of Staging/).waitFor();
    await workbench.panel.getByText(/with the secret “WEBHOOK_SECRET”/).waitFor();
    await assertNothingLeaked();
  });

  it('leave a signature that verifies: that nothing is to be explained is said in the status bar', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Explain Signature');
    await workbench.statusMessage(/Of Staging” verifies; there is nothing to explain\./).waitFor();
    assert.equal(await workbench.toast(/nothing to explain/).count(), 0);
  });

  it('may have none that verifies', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, /^Invalid: .*Not Signed/, 'Invalid');
    await workbench.panel.locator('.outcome-unproven').getByText('success', { exact: true }).waitFor();
    await workbench.runCommand('Try Secrets from .env Files...');
    await workbench.dialog.getByRole('button', { name: 'Try Secrets', exact: true }).click();
    await workbench.statusMessage(/None of the 3 values in 2 \.env files verifies this event\./).waitFor();
    await assertNothingLeaked();
  });
});
