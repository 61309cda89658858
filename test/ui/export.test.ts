import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupBody, sendSigned } from '../tools/webhook.ts';
import { until } from '../tools/wait.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent, openTab, setSigningSecret } from './steps.ts';

const secret = 'export-signing-secret-51b2';
const token = 's3cret-token-of-the-sender';

describe('Copying, exporting and importing', () => {
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': true, 'files.simpleDialog.enable': true },
  });

  const clipboard = async (): Promise<string> =>
    String(await vscode.workbench.page.evaluate('navigator.clipboard.readText()'));

  /** Waits until the simple dialog of files has a path that ends so. */
  async function dialogAt(end: string | RegExp): Promise<void> {
    const input = vscode.workbench.page.locator('.quick-input-widget input[type=text]');
    const isThere = async (): Promise<boolean> => {
      const value = await input.inputValue();
      return typeof end === 'string' ? value.endsWith(end) : end.test(value);
    };
    await until('the dialog has its path', isThere, 10_000);
  }

  async function acceptDialog(): Promise<void> {
    const input = vscode.workbench.page.locator('.quick-input-widget input[type=text]');
    await vscode.workbench.press('Enter', async () => !(await input.isVisible()), input);
  }

  /** Imports a file of the workspace folder, in which the dialog begins. */
  async function importFile(name: string): Promise<void> {
    const { page } = vscode.workbench;
    await vscode.workbench.runCommand('Import Events...');
    await dialogAt('/webhooks/');
    const input = page.locator('.quick-input-widget input[type=text]');
    const path = (await input.inputValue()) + name;
    await vscode.workbench.act(
      (one) => input.fill(path, one),
      async () => (await input.inputValue()) === path,
    );
    await acceptDialog();
  }

  before(async () => {
    const { workbench, session } = vscode;
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    const body = backupBody('success', "Sent Out; it's $(here)!");
    const headers = { 'X-Api-Key': token };
    assert.equal(await sendSigned({ port: session.listenerPort, body, headers }, secret), 200);
    await openEvent(workbench, /^Valid: .*Sent Out/, 'Valid');
  });

  it('copies a command from the menu of a row, and says what is masked in it', async () => {
    const { workbench } = vscode;
    const told = workbench.toast(
      /Copied “.*Sent Out.*” as cURL \(bash\)\. Masked, as sensitive: X-Api-Key\./,
    );
    await workbench.rowMenu(workbench.row(/^Valid: .*Sent Out/), ['Copy As', 'Copy as cURL'], told);
    const masked = await clipboard();
    assert.match(masked, /^printf '|^curl --http1\.1/);
    assert.ok(masked.includes("'X-Api-Key: masked'") && !masked.includes(token), masked);
    await told.getByRole('button', { name: 'Copy Unmasked' }).click();
    await until('the command is copied as it came', async () => (await clipboard()).includes(token), 10_000);
  });

  it('copies what is picked from the title of the panel', async () => {
    const { workbench } = vscode;
    await workbench.page.locator('.editor-actions').getByRole('button', { name: 'Copy As...' }).click();
    await workbench.pick('fetch');
    await workbench.toast(/Copied “.*Sent Out.*” as fetch/).waitFor();
    assert.match(await clipboard(), /const response = await fetch\("http:\/\/localhost:\d+\//);
  });

  it('exports the selected event without its credentials, and imports it again', async () => {
    const { workbench, session } = vscode;
    await workbench.runCommand('Export Events...');
    await workbench.pick('Selected events');
    await workbench.pick('HAR');
    await workbench.pick('Mask sensitive headers');
    await dialogAt(/\/webhooks-\d{4}-\d\d-\d\d\.har$/);
    await acceptDialog();
    await workbench.statusMessage(/Exported 1 event to webhooks-.*\.har\./).waitFor();
    const [name = ''] = readdirSync(session.folders.workspace).filter((each) => each.endsWith('.har'));
    const content = readFileSync(join(session.folders.workspace, name), 'utf8');
    assert.ok(content.includes('SB-Signature') && !content.includes(token));

    await importFile(name);
    await workbench.statusMessage(/Imported 1 event\./).waitFor();
    await until('the imported event has a row', async () => (await workbench.rows()).length === 2, 10_000);
    await workbench.row(/^Valid: .*Sent Out.*, imported$/).click();
    await openTab(workbench, 'Delivery');
    await workbench.panel.getByText('from a file, first from').waitFor();
  });

  it('says what is wrong with a file, and takes what is right in it', async () => {
    const { workbench, session } = vscode;
    const file = join(session.folders.workspace, 'broken.json');
    writeFileSync(file, '{"log":{"entries":[{"request":5},');
    await importFile('broken.json');
    await workbench.toast(/The file is not JSON/).waitFor();
    writeFileSync(file, '{"log":{"entries":[{"request":5}]}}');
    await importFile('broken.json');
    const place = 'log.entries[0].request is not an object';
    await workbench
      .toast(/Imported 0 of 1 events\./)
      .getByText(place)
      .waitFor();
    assert.equal((await workbench.rows()).length, 2);
  });
});
