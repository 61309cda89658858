import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupBody, sendSigned, sendWebhook, signatureOf } from '../../tools/webhook.ts';
import { useVsCode } from '../fixture.ts';
import { listening, openEvent, openTab, setSigningSecret } from '../steps.ts';

/** With characters that each notation writes in another way. */
const canary = (name: string): string => `canary/+${name}&="'\\<${name}>7Q`;
const [saved, inEnv, besides] = [canary('saved'), canary('env'), canary('besides')];

/** A text as it may stand somewhere. */
function formsOf(text: string): readonly (string | Buffer)[] {
  const bytes = Buffer.from(text);
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    ...[
      text,
      JSON.stringify(text).slice(1, -1),
      encodeURIComponent(text),
      html,
      html.replaceAll('"', '&quot;'),
    ],
    ...[bytes.toString('base64').replaceAll('=', ''), bytes.toString('base64url'), bytes.toString('hex')],
    ...[bytes.toString('hex').toUpperCase(), [...text].reverse().join(''), Buffer.from(text, 'utf16le')],
  ];
}

/** Which of the canaries stand there, in any form. */
function found(where: string | Buffer): readonly string[] {
  const bytes = Buffer.from(where);
  return [saved, inEnv, besides].filter((text) => formsOf(text).some((form) => bytes.includes(form)));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

describe('Secrets', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': 'always' } });
  const said: string[] = [];

  /** What a person, or whoever looks over the shoulder, can read now: of the workbench, and of a panel in sight. */
  async function shown(): Promise<string> {
    const { page } = vscode.session;
    const frames = await Promise.all(page.frames().map((frame) => frame.content().catch(() => '')));
    // VS Code leaves what was typed in a hidden field that it has closed.
    const fields = await page.locator('input, textarea').filter({ visible: true }).all();
    const values = await Promise.all(fields.map((field) => field.inputValue().catch(() => '')));
    return [...frames, ...values].join('\n');
  }
  async function shows(what: string): Promise<void> {
    assert.deepEqual(found(await shown()), [], what);
  }

  before(async () => {
    const { workbench, session } = vscode;
    const { page, listenerPort: port } = session;
    page.on('console', (message) => said.push(message.text()));
    writeFileSync(join(session.folders.workspace, '.env'), `A=${besides}\nHOOK=${inEnv}\n`);
    await listening(workbench, port);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, saved);
    const rewritten = backupBody('success', 'Rewritten');
    const headers = { 'SB-Signature': signatureOf(rewritten, saved) };
    await sendWebhook({ port, body: JSON.stringify(JSON.parse(rewritten)), headers });
    await sendSigned({ port, body: backupBody('success', 'Other') }, inEnv);
    await sendSigned({ port, body: backupBody('success', 'Right') }, saved);
  });

  it('do not stand in the bytes that verify', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, /^Invalid: .*Rewritten/, 'Invalid');
    const status = workbench.panel.getByRole('status', { name: 'Signature verdict' });
    await status.getByText('Proven', { exact: true }).waitFor();
    for (const tab of ['Payload', 'Headers', 'Delivery', 'Signature']) {
      await openTab(workbench, tab);
      await shows(`the tab ${tab}`);
    }
    await status.getByRole('button', { name: 'Show Explanation' }).click();
    const section = workbench.panel.locator('.explanation');
    await section.getByRole('button', { name: 'Show the Bytes That Verify' }).click();
    await workbench.editorTab(/Received ↔ Signed/).waitFor();
    await shows('the comparison');
    await workbench.runAnyCommand('View: Close All Editors');
  });

  it('do not stand in a request to edit, nor where it is compared with the newest event', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, /^Valid: .*Right/, 'Valid');
    await workbench.runCommand('Edit and Replay...');
    await workbench.page.getByText('Re-sign and Send', { exact: false }).first().waitFor();
    await shows('the document');
    await workbench.runCommand('Compare with Latest');
    await workbench.page.locator('.monaco-diff-editor').waitFor();
    await shows('the comparison');
    await workbench.runAnyCommand('View: Close All Editors');
  });

  it('of .env files are in no question, no message and no list', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, /^Invalid: .*Other/, 'Invalid');
    await workbench.runCommand('Try Secrets from .env Files...');
    await workbench.dialog.getByText(/Read these \.env files/).waitFor();
    await shows('the question');
    await workbench.confirm(/Read these \.env files/, 'Try Secrets');
    await workbench.toast(/This event verifies with HOOK of \.env\./).waitFor();
    await shows('what was found');
    await workbench
      .toast(/This event verifies/)
      .getByRole('button', { name: 'Save Secret' })
      .click();
    await workbench.row(/^Valid: .*Other/).waitFor();
    await shows('what was saved');
  });

  it('are in no file and no message of the console afterwards', () => {
    const { data, workspace } = vscode.session.folders;
    const own = join(workspace, '.env');
    const files = [...filesBelow(data), ...filesBelow(workspace)].filter((file) => file !== own);
    assert.ok(files.some((file) => file.endsWith('events.sqlite')));
    assert.deepEqual(
      files.filter((file) => found(readFileSync(file)).length > 0),
      [],
    );
    assert.deepEqual(found(said.join('\n')), []);
    assert.deepEqual(found(readFileSync(own)), [inEnv, besides]);
  });
});
