import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { backupBody, sendSigned, signatureOf } from '../tools/webhook.ts';
import { always, App, headerOf } from '../support/app.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent, openTab, setSigningSecret } from './steps.ts';

const secret = 'edit-signing-secret-4f7a';
const name = 'Edited Here';
const body = backupBody('success', name);
const fixture = 'backup-success-edited-here';

describe('A request as a document', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const app = new App();

  const lens = (text: string): Locator =>
    vscode.workbench.page.locator('.codelens-decoration a').filter({ hasText: text }).first();
  const editorWith = (text: string): Locator =>
    vscode.workbench.page.locator('.editor-instance').filter({ hasText: text }).last();
  const line = (text: string): Locator =>
    vscode.workbench.page.locator('.monaco-editor .view-line').filter({ hasText: text }).first();
  const folder = (): string => join(vscode.session.folders.workspace, '.webhooks');

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    await app.listen();
    assert.equal(await sendSigned({ port: session.listenerPort, body }, secret), 200);
    await openEvent(workbench, /^Valid: .*Edited Here/, 'Valid');
    await workbench.runCommand('Replay...');
    await workbench.fillInputBox('Replay', app.host);
    await app.newestOf(1);
  });
  after(() => app.close());

  it('is edited, signed anew and sent; the answer stands beside it and is kept with the event', async () => {
    const { workbench } = vscode;
    await openTab(workbench, 'Delivery');
    await workbench.panel.getByRole('button', { name: 'Edit and Replay...' }).click();
    await lens(`Send to ${app.host}`).waitFor();
    const last = ['Control+End', 'ArrowUp', 'ArrowUp', 'End'];
    await workbench.typeIn(line('POST'), last, ',"edited":"\u00e4"', line('"edited"'));
    await lens('Re-sign and Send (SimpleBackups, added today, ends f7a)').click();
    const sent = await app.newestOf(2);
    const edited = String.raw`${body.slice(0, -1)},"edited":"\u00e4"}`;
    assert.equal(sent.body.toString(), edited);
    assert.deepEqual([sent.method, sent.url], ['POST', '/hooks/backups']);
    assert.equal(headerOf(sent, 'sb-signature'), signatureOf(edited, secret));
    assert.equal(headerOf(sent, 'content-length'), String(Buffer.byteLength(edited)));
    await workbench.editorTab(`Response 200 from ${app.host}`).waitFor();
    await editorWith('Keep-Alive:').getByText('thanks').waitFor();
  });

  it('is refused with the place where a header would end the request', async () => {
    const { workbench } = vscode;
    await workbench.editorTab(/edited-here \(event 1\)\.http/).click();
    await workbench.typeIn(line('Content-Type'), ['End'], '\nGET / HTTP/1.1', line('GET / HTTP/1.1'));
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
    app.answer = always(503, 'changed');
    await workbench.editorTab(`${fixture}.http`).click();
    await lens('Re-sign and Send (SimpleBackups').click();
    const sent = await app.newestOf(3);
    assert.equal(sent.body.toString(), body);
    assert.equal(headerOf(sent, 'sb-signature'), signatureOf(body, secret));
    await workbench.editorTab(`Response 503 from ${app.host}`).waitFor();
  });

  it('is sent with its placeholder only where that is chosen', async () => {
    const { workbench } = vscode;
    await workbench.editorTab(`${fixture}.http`).click();
    await lens('Send with Placeholder').click();
    assert.equal(headerOf(await app.newestOf(4), 'sb-signature'), 're-sign');
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
