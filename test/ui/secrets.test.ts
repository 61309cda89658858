import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backupBody, sendSigned } from '../tools/webhook.ts';
import { until } from '../tools/wait.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent } from './steps.ts';
import type { Workbench } from './workbench.ts';

const first = 'first-signing-secret-3f7b';
const second = 'second-signing-secret-9c1d';

async function typeSecret(workbench: Workbench, typed: string): Promise<void> {
  await workbench.runCommand('Set Signing Secret');
  await workbench.pick('SimpleBackups');
  assert.equal(await workbench.fillInputBox('Signing secret for SimpleBackups', typed), true);
}

async function removeSecret(workbench: Workbench, label: string): Promise<void> {
  await workbench.runCommand('Remove Signing Secret');
  await workbench.pick(label);
  await workbench.dialog
    .getByText(new RegExp(`Remove ${label} \\(added today, ends \\w{3}\\) of SimpleBackups\\?`))
    .waitFor();
  await workbench.dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await workbench.dialog.waitFor({ state: 'hidden' });
}

/** The files below a folder that hold the text. */
function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && readFileSync(file).includes(text));
}

describe('Signing secrets', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const send = (name: string, secret: string): Promise<number> =>
    sendSigned({ port: vscode.session.listenerPort, body: backupBody('success', name) }, secret);

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
  });

  it('have events wait as No secret, with the way out at hand, until one is saved', async () => {
    const { workbench } = vscode;
    await send('Signed First', first);
    await openEvent(workbench, /^No secret: .*Signed First/, 'No secret');
    await workbench.panel.getByRole('button', { name: 'Set Signing Secret' }).click();
    assert.equal(await workbench.fillInputBox('Signing secret for SimpleBackups', `  ${first}\t\n`), true);
    await workbench
      .statusMessage(/Saved for SimpleBackups as Secret 1\. Removed around what was pasted: .*1 stored event/)
      .waitFor();
    await workbench.row(/^Valid: .*Signed First/).waitFor();
    const verdict = workbench.panel.getByRole('status', { name: 'Signature verdict' });
    await verdict.getByText('Valid', { exact: true }).waitFor();
    await workbench.panel.getByRole('button', { name: 'Open in Editor' }).waitFor();
  });

  it('are not saved twice', async () => {
    const { workbench } = vscode;
    await typeSecret(workbench, first);
    await workbench.statusMessage(/This secret is already saved as Secret 1/).waitFor();
    await workbench.row(/^SimpleBackups, 1 secret(,|$)/, 'Sources').waitFor();
  });

  it('may be several, of which any may match, told by its label', async () => {
    const { workbench } = vscode;
    await send('Signed Second', second);
    await workbench.row(/^Invalid: .*Signed Second/).waitFor();
    await typeSecret(workbench, second);
    await workbench.row(/^SimpleBackups, 2 secrets(,|$)/, 'Sources').waitFor();
    await openEvent(workbench, /^Valid: .*Signed Second/, 'Valid');
    await workbench.panel.getByText(/with the secret “Secret 2”/).waitFor();
    await openEvent(workbench, /^Valid: .*Signed First/, 'Valid');
    await workbench.panel.getByText(/with the secret “Secret 1”/).waitFor();
  });

  it('reach no page and no file', async () => {
    const { workbench, session } = vscode;
    for (const secret of [first, second]) {
      assert.equal((await workbench.page.content()).includes(secret), false);
      assert.equal((await workbench.panel.locator('html').innerHTML()).includes(secret), false);
      assert.deepEqual(filesWith(session.folders.data, secret), []);
      assert.deepEqual(filesWith(session.folders.workspace, secret), []);
    }
    assert.notDeepEqual(
      filesWith(session.folders.data, 'Signed First'),
      [],
      'the database is in that folder',
    );
  });

  it('can be named, and verdicts call them so', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Rename Signing Secret');
    await workbench.pick('Secret 1');
    await workbench.rejectedInput(
      'Label of the signing secret for SimpleBackups',
      'Secret 2',
      'Another secret is labelled “Secret 2” already.',
    );
    await workbench.fillInputBox('Label of the signing secret for SimpleBackups', 'Old team');
    await workbench.panel.getByText(/with the secret “Old team”/).waitFor();
    await workbench.runCommand('Rename Signing Secret');
    await workbench.pick('Old team');
    await workbench.fillInputBox('Label of the signing secret for SimpleBackups', 'Secret 1');
    await workbench.panel.getByText(/with the secret “Secret 1”/).waitFor();
  });

  it('have stored events verified again when one is removed', async () => {
    const { workbench } = vscode;
    await removeSecret(workbench, 'Secret 1');
    await workbench.row(/^SimpleBackups, 1 secret(,|$)/, 'Sources').waitFor();
    await workbench.row(/^Invalid: .*Signed First/).waitFor();
    await workbench.row(/^Valid: .*Signed Second/).waitFor();
  });

  it('leave no verdict behind when all are removed', async () => {
    const { workbench } = vscode;
    await removeSecret(workbench, 'Secret 2');
    await workbench.row(/^SimpleBackups, no secret(,|$)/, 'Sources').waitFor();
    await until('both rows say No secret', async () => {
      const rows = await workbench.rows();
      return rows.length === 2 && rows.every((row) => row.startsWith('No secret: '));
    });
  });

  it('stay when the question is answered with Cancel', async () => {
    const { workbench } = vscode;
    await typeSecret(workbench, first);
    await workbench.row(/^Valid: .*Signed First/).waitFor();
    await workbench.runCommand('Remove Signing Secret');
    await workbench.pick('Secret 1');
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'hidden' });
    await send('After Cancel', first);
    await workbench.row(/^Valid: .*After Cancel/).waitFor();
    await workbench.row(/^SimpleBackups, 1 secret(,|$)/, 'Sources').waitFor();
  });

  it('are warned of beside the verdict where one stands in the request, and not shown', async () => {
    const { workbench } = vscode;
    await send(`Leaky ${Buffer.from(first).toString('base64')}`, first);
    await openEvent(workbench, /^Valid: .*Leaky/, 'Valid');
    await workbench.panel
      .getByRole('status', { name: 'Signature verdict' })
      .getByText(/The body contains the saved secret “Secret 1” of SimpleBackups itself\./)
      .waitFor();
    assert.equal((await workbench.panel.locator('html').innerHTML()).includes(first), false);
  });
});
