import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { sendSigned, signatureOf } from '../../tools/webhook.ts';
import { App, headerOf } from '../../support/app.ts';
import { useVsCode } from '../fixture.ts';
import { listening, openEvent, openTab, setSigningSecret } from '../steps.ts';

const secret = 'documents-signing-secret-2d9c';
/** What only its own bytes have: spellings of numbers and texts, a key twice, a line break at its end. */
const captured = String.raw`{"id":48151,"type":"backup","status":"success","backup":{"id":1.50E+2,"name":"Read Here"},"a":"\u00e9\/","a":"é/"}`;
const body = `${captured}\n`;

describe('Requests as documents to read', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const app = new App();

  const editor = (): Locator => vscode.workbench.page.locator('.monaco-editor').first();
  const line = (text: string | RegExp): Locator =>
    editor().locator('.view-line').filter({ hasText: text }).first();
  const lens = (text: string): Locator =>
    vscode.workbench.page.locator('.codelens-decoration a').filter({ hasText: text }).first();
  const document = (): Locator => vscode.workbench.editorTab(/^backup-success-read-here \(event 1\)\.http/);
  /** Closes the editor in front, and makes sure that nothing was asked. */
  const close = async (tab: Locator): Promise<void> => {
    const { workbench } = vscode;
    await workbench.act(
      (one) => tab.click(one),
      async () => (await tab.getAttribute('aria-selected')) === 'true',
    );
    await workbench.runAnyCommand('View: Close Editor');
    await workbench.act(
      () => Promise.resolve(),
      async () => (await tab.count()) === 0 || (await workbench.dialog.isVisible()),
    );
    assert.equal(await workbench.dialog.count(), 0);
  };

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    await app.listen();
    assert.equal(await sendSigned({ port: session.listenerPort, body }, secret), 200);
    await openEvent(workbench, /^Valid: .*Read Here/, 'Valid');
    await workbench.runCommand('Replay...');
    await workbench.fillInputBox('Replay', `http://${app.host}`);
    await app.newestOf(1);
  });
  after(() => app.close());

  it('have the body in lines, no header that nobody sent, and what they say of themselves folded', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, /^Valid: .*Read Here/, 'Valid');
    await workbench.runCommand('Edit and Replay...');
    await document().waitFor();
    await line(/^\s+"name":\s"Read\sHere"$/).waitFor();
    await line(/\(event\s1\):\sedit\sthe\srequest/).waitFor();
    await line('@webhook-event').waitFor({ state: 'hidden' });
    assert.equal(await line('X-Forwarded').count(), 0);
    await workbench.statusBarItem(/Webhook Request/).waitFor();
    const colours = await line('Content-Type:')
      .locator('span > span')
      .evaluateAll((tokens) => new Set(tokens.map((token) => token.className)).size);
    assert.ok(colours > 1, 'the header is not coloured');
  });

  it('are sent as captured, byte for byte, while nothing is changed', async () => {
    const { workbench } = vscode;
    await lens(`Send to ${app.host}`).click();
    const sent = await app.newestOf(2);
    assert.equal(sent.body.toString(), body);
    assert.equal(headerOf(sent, 'sb-signature'), signatureOf(body, secret));
    assert.deepEqual(
      sent.rawHeaders.filter((name) => /^x-forwarded/i.test(name)),
      [],
    );
    await workbench.editorTab(/^Response 200 from/).waitFor();
  });

  it('are closed without a question while nothing is changed', async () => {
    await close(document());
  });

  it('say in the Delivery tab where they really went, and that the body is the captured one', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, /^Valid: .*Read Here/, 'Valid');
    await openTab(workbench, 'Delivery');
    await workbench.panel.getByText(`http://${app.host}/hooks/backups`, { exact: true }).first().waitFor();
    await workbench.panel
      .getByText(`Body: ${Buffer.byteLength(body)} B, identical to the captured one.`)
      .first()
      .waitFor();
  });

  it('are written as their sender writes where something is changed, and ask before they are lost', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Edit and Replay...');
    await line('"Read Here"').waitFor();
    const name = ['Home', 'Shift+End', 'Delete'];
    await workbench.typeIn(line('"Read Here"'), name, '"name" :  "Written Here"', line('"Written Here"'));
    await lens('Re-sign and Send (SimpleBackups').click();
    const sent = await app.newestOf(3);
    const edited = body.replace('Read Here', 'Written Here');
    assert.equal(sent.body.toString(), edited);
    assert.equal(headerOf(sent, 'sb-signature'), signatureOf(edited, secret));
  });

  it('are read after they were saved, while the captured request has a document of its own', async () => {
    const { workbench } = vscode;
    await document().click();
    await workbench.runAnyCommand('File: Save');
    await close(document());
    await openEvent(workbench, /^Valid: .*Read Here/, 'Valid');
    await workbench.runCommand('Edit and Replay...');
    await workbench.editorTab(/^backup-success-read-here \(event 1, 2\)\.http/).waitFor();
    await line('"Read Here"').waitFor();
  });

  it('show the exact bytes one click away, and the lines again', async () => {
    const { workbench, session } = vscode;
    const plain = captured.replace('Read Here', 'Plain Here');
    assert.equal(await sendSigned({ port: session.listenerPort, body: plain }, secret), 200);
    await openEvent(workbench, /^Valid: .*Plain Here/, 'Valid');
    await workbench.runCommand('Edit and Replay...');
    await line(/^\s+"name":\s"Plain\sHere"$/).waitFor();
    const tab = workbench.editorTab(/plain-here \(event 2\)\.http/);
    await lens('Show Exact Bytes').click();
    await lens('Format for Reading').waitFor();
    await line('{"id":48151').waitFor();
    await lens('Format for Reading').click();
    await line(/^\s+"name":\s"Plain\sHere"$/).waitFor();
    await close(tab);
  });

  it('are compared side by side in a narrow column, too, and in lines', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, /^Valid: .*Plain Here/, 'Valid');
    await workbench.runCommand('Save as Fixture');
    await workbench.editorTab('backup-success-plain-here.http').waitFor();
    // Beside it stands what an app answered.
    await workbench.editorTab(/^Response 200 from/).waitFor();
    await lens('Compare with Latest').click();
    await workbench
      .editorTab(/^backup-success-plain-here\.http ↔ Event 2: .*\(line breaks added for reading\)/)
      .waitFor();
    const side = (which: string): Locator =>
      workbench.page.locator(`.monaco-diff-editor.side-by-side .editor.${which} .view-line`);
    for (const which of ['original', 'modified']) {
      await side(which)
        .filter({ hasText: /^"name":"Plain/ })
        .first()
        .waitFor();
    }
    await workbench.page
      .locator('.editor-actions')
      .getByRole('button', { name: /Show Exact Bytes/ })
      .last()
      .click();
    await side('original').filter({ hasText: '{"id":48151' }).first().waitFor();
  });

  it('are closed without a question where they are written from a sample, too', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Send Event...');
    await workbench.pickFiltered('SimpleBackups: backup failed');
    const tab = workbench.editorTab(/^simplebackups-backup-failed\.json/);
    await lens('Target: own listener /').waitFor();
    await line(/^\s+"status":\s"error",$/).waitFor();
    await close(tab);
  });
});
