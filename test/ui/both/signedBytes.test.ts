import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { becomes } from '../../tools/wait.ts';
import { backupBody, sendWebhook, signatureOf } from '../../tools/webhook.ts';
import { useVsCode } from '../fixture.ts';
import { listening, openEvent, setSigningSecret } from '../steps.ts';
import { limit } from '../../support/limits.ts';

const secret = 'bytes-that-verify-secret';

/** 266 KB in one line, as PHP writes it, with thousands of slashes. */
const files = Array.from({ length: 8000 }, (_, id) => String.raw`"s3:\/\/acme\/${id}\/day.tar.gz"`);
const large = backupBody('success', 'Large').replace(/\}$/, `,"files":[${files.join(',')}]}`);

describe('The bytes that verify', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const side = (which: 'original' | 'modified'): Locator =>
    vscode.workbench.page.locator(`.monaco-diff-editor .editor.${which} .view-lines`).last();

  async function open(name: string): Promise<void> {
    const { workbench } = vscode;
    await openEvent(workbench, new RegExp(`^Invalid: .*${name}`), 'Invalid');
    const status = workbench.panel.getByRole('status', { name: 'Signature verdict' });
    await status.getByText('Proven', { exact: true }).waitFor();
    await status.getByRole('button', { name: 'Show Explanation' }).click();
    const section = workbench.panel.locator('.explanation');
    await section.getByRole('button', { name: 'Show the Bytes That Verify' }).click();
  }

  before(async function () {
    this.timeout(limit(60_000));
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    for (const body of [backupBody('success', 'Minified'), large]) {
      const headers = { 'SB-Signature': signatureOf(body, secret) };
      const rewritten = JSON.stringify(JSON.parse(body));
      await sendWebhook({ port: session.listenerPort, body: rewritten, headers });
    }
    for (const name of ['Minified', 'Large']) {
      await openEvent(workbench, new RegExp(`^Invalid: .*${name}`), 'Invalid');
      await workbench.runCommand('Explain Signature');
    }
  });

  it('stand in lines that are broken at the same places of both, and the title says so', async () => {
    const { workbench } = vscode;
    await open('Minified');
    await workbench.editorTab(/Minified: Received ↔ Signed \(line breaks added for reading\)/).waitFor();
    await side('original').getByText('"name":"s3://acme-backups/daily"}}').waitFor();
    await side('modified')
      .getByText(String.raw`"name":"s3:\/\/acme-backups\/daily"}}`)
      .waitFor();
    const texts = await side('modified').locator('.view-line').allInnerTexts();
    assert.ok(texts.length > 10, texts.join('\n'));
  });

  it('come with steps to take, the line of each likely framework on its own', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, /^Invalid: .*Minified/, 'Invalid');
    const steps = workbench.panel.getByRole('list', { name: 'What to do' }).getByRole('listitem');
    await becomes(() => steps.count(), 3);
    await steps
      .first()
      .getByText('Configure the proxy or tunnel to pass the body on byte for byte.')
      .waitFor();
    const line = steps.nth(1).locator('.values > div').filter({ hasText: 'Express' });
    await line
      .locator('.code')
      .getByText(/express\.raw/)
      .waitFor();
    await line.getByRole('button', { name: 'Copy Express, before express.json()' }).waitFor();
    await open('Minified');
  });

  it('are the exact bytes one click away', async () => {
    const { workbench } = vscode;
    await workbench.page
      .locator('.editor-actions')
      .getByRole('button', { name: /Show Exact Bytes/ })
      .click();
    await workbench.editorTab(/Minified: Received ↔ Signed \(exact bytes\)/).waitFor();
    await side('modified')
      .getByText(String.raw`"storage":{"id":42,"name":"s3:\/\/acme`)
      .waitFor();
    await becomes(() => side('modified').locator('.view-line').count(), 1);
  });

  it('are only what differs of a large body', async () => {
    const { workbench } = vscode;
    await open('Large');
    await workbench
      .editorTab(/Large: Received ↔ Signed \(first 400 of [\d,]+ differences, line breaks added/)
      .waitFor();
    await side('original').getByText('"s3://acme/1/day.tar.gz",').waitFor();
    await side('modified')
      .getByText(String.raw`"s3:\/\/acme\/1\/day.tar.gz",`)
      .waitFor();
  });
});
