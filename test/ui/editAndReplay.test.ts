import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { until } from '../host/wait.ts';
import { backupBody, sendSigned, signatureOf } from '../host/webhook.ts';
import { useVsCode } from './fixture.ts';
import { headerOf, RecordingApp, type Arrived } from './recordingApp.ts';
import { listening, openEvent, setSigningSecret } from './steps.ts';

const secret = 'edit-signing-secret-4f7a';
const name = 'Edited Here';
const body = backupBody('success', name);
const fixture = 'backup-success-edited-here';

describe('A request as a document', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  let app: RecordingApp;

  const lens = (text: string): Locator =>
    vscode.workbench.page.locator('.codelens-decoration a').filter({ hasText: text }).first();
  const editorWith = (text: string): Locator =>
    vscode.workbench.page.locator('.editor-instance').filter({ hasText: text }).last();
  const folder = (): string => join(vscode.session.folders.workspace, '.webhooks');
  const arrived = async (count: number): Promise<Arrived> => {
    await until(`request ${count} arrives`, () => app.arrived.length >= count, 10_000);
    const newest = app.newest;
    assert.ok(newest !== undefined && app.arrived.length === count);
    return newest;
  };

  before(async function () {
    this.timeout(60_000);
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    app = await RecordingApp.start();
    assert.equal(await sendSigned({ port: session.listenerPort, body }, secret), 200);
    await openEvent(workbench, /^Valid: .*Edited Here/, 'Valid');
    await workbench.runCommand('Replay...');
    await workbench.fillInputBox('Replay', app.host);
    await arrived(1);
  });
  after(() => app.stop());

  it('is edited, signed anew and sent; the answer stands beside it and is kept with the event', async () => {
    const { workbench } = vscode;
    await workbench.panel.getByRole('tab', { name: 'Delivery' }).click();
    await workbench.panel.getByRole('button', { name: 'Edit and Replay...' }).click();
    await lens(`Send to ${app.host}`).waitFor();
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.press('ArrowUp');
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('Backspace');
    await workbench.page.keyboard.insertText(',"edited":"\u00e4"}');
    await lens('Re-sign and Send (SimpleBackups)').click();
    const sent = await arrived(2);
    const edited = `${body.slice(0, -1)},"edited":"\u00e4"}`;
    assert.equal(sent.body, edited);
    assert.equal(sent.line, 'POST /hooks/backups');
    assert.equal(headerOf(sent, 'sb-signature'), signatureOf(edited, secret));
    assert.equal(headerOf(sent, 'content-length'), String(Buffer.byteLength(edited)));
    await workbench.editorTab(`Answer 200 from ${app.host}`).waitFor();
    await editorWith('X-App: recording').getByText('taken').waitFor();
  });

  it('is refused with the place where a header would end the request', async () => {
    const { workbench } = vscode;
    await workbench.editorTab(/Edited Here \(event 1\)/).click();
    await workbench.page.keyboard.press('Control+Home');
    for (let line = 1; line < 7; line += 1) {
      await workbench.page.keyboard.press('ArrowDown');
    }
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.insertText('\nGET / HTTP/1.1');
    await workbench.runCommand('Send Request');
    await workbench
      .toast(/Line 8, column 1: A header is “Name: value” on one line/)
      .first()
      .waitFor();
    assert.equal(app.arrived.length, 2);
  });

  it('is saved as a fixture, without its signature, and replayed to an app that has changed', async () => {
    const { workbench } = vscode;
    await workbench.row(/^Valid: .*Edited Here/).click();
    await workbench.runCommand('Save as Fixture');
    await workbench.editorTab(`${fixture}.http`).waitFor();
    const saved = readFileSync(join(folder(), `${fixture}.http`), 'utf8');
    assert.ok(saved.includes(body));
    assert.match(saved, /^SB-Signature: re-sign$/m);
    assert.ok(!saved.includes(signatureOf(body, secret)));
    app.answer = { status: 503, body: 'changed' };
    await workbench.editorTab(`${fixture}.http`).click();
    await lens('Re-sign and Send (SimpleBackups)').click();
    const sent = await arrived(3);
    assert.equal(sent.body, body);
    assert.equal(headerOf(sent, 'sb-signature'), signatureOf(body, secret));
    await workbench.editorTab(`Answer 503 from ${app.host}`).waitFor();
  });

  it('is sent as it is written by its key', async () => {
    const { workbench } = vscode;
    await workbench.editorTab(`${fixture}.http`).click();
    await workbench.page.locator('.monaco-editor.focused').getByText('re-sign').first().waitFor();
    await workbench.page.keyboard.press('Control+Alt+Enter');
    assert.equal(headerOf(await arrived(4), 'sb-signature'), 're-sign');
  });

  it('is compared with the newest event of its kind', async () => {
    const { workbench, session } = vscode;
    const newer = backupBody('success', name, 48152);
    assert.equal(await sendSigned({ port: session.listenerPort, body: newer }, secret), 200);
    await workbench.editorTab(`${fixture}.http`).click();
    await lens('Compare with Latest').click();
    await workbench
      .editorTab(new RegExp(`^${fixture}\\.http ↔ Event 2: backup success: Edited Here`))
      .waitFor();
    await workbench.page.locator('.modified-in-monaco-diff-editor').getByText('48152').waitFor();
  });

  it('never takes the place of another file', async () => {
    const { workbench } = vscode;
    await workbench.row(/^Valid: .*Edited Here/).click();
    await workbench.runCommand('Save as Fixture');
    await workbench.editorTab(`${fixture}-2.http`).waitFor();
    assert.deepEqual(readdirSync(folder()).sort(), [`${fixture}-2.http`, `${fixture}.http`]);
  });
});
