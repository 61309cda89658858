import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { becomes } from '../tools/wait.ts';
import { signatureOf } from '../tools/webhook.ts';
import { App } from '../support/app.ts';
import { useVsCode } from './fixture.ts';
import { listening, setSigningSecret } from './steps.ts';
import { limit } from '../support/limits.ts';

const secret = 'channel-signing-secret-77d2';

describe("The sender's side", () => {
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': true, 'editor.autoClosingQuotes': 'never' },
  });
  const app = new App();
  /** How often it fails before it takes what is signed with the secret, and nothing else. */
  let failures = 0;
  /** Until when it keeps its responses back. */
  let held: Promise<unknown> = Promise.resolve();
  const sources = (label: RegExp) => vscode.workbench.row(label, 'Sources');
  const sends = (label: RegExp) => vscode.workbench.row(label, 'Send');
  const title = (text: string): Promise<void> => vscode.workbench.title(text).waitFor();
  const settingsFile = (): string => join(vscode.session.folders.data, 'User/settings.json');
  const settingsText = (): string => readFileSync(settingsFile(), 'utf8');
  /** What stands in the editor of that tab. */
  const line = (text: string | RegExp) =>
    vscode.workbench.page.locator('.monaco-editor .view-line').filter({ hasText: text }).first();
  const lens = (text: string) =>
    vscode.workbench.page.locator('.codelens-decoration').getByText(text).first();

  /** Types into the open step and takes by Enter what the list then has first. */
  async function takeFirst(typed: string, label: string): Promise<void> {
    const { workbench } = vscode;
    const active = workbench.page.locator(
      `.quick-input-list .monaco-list-row.focused[aria-label^="${label}"]`,
    );
    await workbench.act((one) => workbench.input.fill(typed, one), active);
    await workbench.press('Enter', async () => !(await active.isVisible()));
  }

  before(async () => {
    const { workbench, session } = vscode;
    await app.listen();
    app.answer = (response, { headers, body }) => {
      const isRight = headers['sb-signature'] === signatureOf(body.toString(), secret);
      failures -= 1;
      const status = failures >= 0 ? 500 : isRight ? 200 : 401;
      void held.then(() => response.writeHead(status).end('the app says so'));
    };
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
  });
  after(() => app.close());

  it('has a channel made by keyboard, whose secret is in no setting', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('New Channel...');
    await title('New Channel (1/5)');
    await takeFirst('SimpleBackups', 'SimpleBackups');
    await workbench.fillInputBox('New Channel (2/5)', 'Staging');
    await workbench.fillInputBox('New Channel (3/5)', `http://${app.host}/hooks/backups`);
    await title('New Channel (4/5)');
    await workbench.page.locator('.quick-input-widget').getByText('Backup Error').first().waitFor();
    const next = workbench.title('New Channel (5/5)');
    await workbench.press('Enter', next);
    await takeFirst('Paste', 'Paste one...');
    assert.equal(await workbench.fillInputBox('New Channel (6/6)', secret), true);
    await workbench.pick('All workspaces');
    await sends(new RegExp(`^Channel Staging, SimpleBackups, ${app.host}$`)).waitFor();
    assert.match(settingsText(), /"webhookDebugger\.channels"/);
    assert.doesNotMatch(settingsText(), new RegExp(secret));
    assert.equal(app.arrived.length, 0);
  });

  it('fires Backup Error until the app takes it, and shows each attempt with its answer', async () => {
    const { workbench } = vscode;
    failures = 2;
    const { promise, resolve: release } = Promise.withResolvers<undefined>();
    held = promise;
    const isSelected = (): Promise<string | null> =>
      sends(/^Channel Staging, SimpleBackups, /).getAttribute('aria-selected');
    await workbench.runCommand('Fire Backup Error');
    await workbench.pick('Staging');
    await becomes(isSelected, 'true');
    release(undefined);
    await sends(/^attempt 1 of 4: 500 in [\d.]+ ms, next in 2 s$/).waitFor();
    await becomes(isSelected, 'true');
    await sends(/^attempt 2 of 4: 500 in [\d.]+ ms, next in 5 s$/).waitFor({ timeout: limit(10_000) });
    await sends(/^attempt 3 of 4: 200 in [\d.]+ ms$/).waitFor({ timeout: limit(15_000) });
    await sends(/^Channel Staging, SimpleBackups, Backup Error: responded 200 at attempt 3, /).waitFor();
    await workbench
      .statusMessage(/Staging: Backup Error, attempt 3 of 4: responded 200 in [\d.]+ ms\./)
      .waitFor();
    assert.equal(app.arrived.length, 3);
    assert.equal(new Set(app.arrived.map(({ body }) => body.toString())).size, 1);
    assert.match(String(app.arrived[0]?.body), /"status":"error".*s3:\\\/\\\/acme/);
    await sends(/^attempt 2 of 4: /).click();
    await workbench.editorTab(/^Response 500 from/).waitFor();
    await line('the app says so').waitFor();
    assert.equal(await workbench.page.locator('.editor-group-container').count(), 1, 'no empty group beside');
  });

  it('stops at once when it is told to', async () => {
    const { workbench } = vscode;
    failures = 4;
    await workbench.runCommand('Fire Channel...');
    await workbench.pick('Staging');
    await title('Fire Staging');
    await workbench.pick('Backup Success');
    await sends(/^attempt 1 of 4: 500 in [\d.]+ ms, next in 2 s$/).waitFor();
    await workbench.runCommand('Stop Firing');
    await sends(/^Channel Staging, SimpleBackups, Backup Success: stopped after attempt \d, /).waitFor();
    failures = 0;
  });

  it('writes an event as a document, and sends it to the listener', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Send Event...');
    await workbench.pickFiltered('SimpleBackups: backup failed');
    await line('"Acme Project"').waitFor();
    await lens('Target: own listener /').waitFor();
    const written = '"name": "Größe/Composed",';
    await workbench.typeIn(line('"Acme Project"'), ['Home', 'Shift+End', 'Delete'], written, line(written));
    await lens('Send Signed').click();
    await workbench.row(/^Valid: backup error: Größe\/Composed, POST \/, /).waitFor();
    await workbench.editorTab(/^Response 200 from/).waitFor();
    await workbench.editorTab(/^simplebackups-backup-failed\.json/).click();
    await lens('Send Unsigned').click();
    await workbench.row(/^Missing signature: backup error: Größe\/Composed, POST \/, /).waitFor();
    await workbench.editorTab(/^simplebackups-backup-failed\.json/).click();
    await lens('Save as Fixture').click();
    await workbench.editorTab(/^simplebackups-backup-failed\.http/).waitFor();
    await line('SB-Signature: re-sign').waitFor();
  });

  it('sends a burst that arrives whole, and says how long the answers took', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Send Burst...');
    await workbench.pickFiltered('SimpleBackups: backup succeeded');
    await workbench.pick('The listener here');
    await workbench.rejectedInput('Send Burst', '10001', 'A whole number from 1 to 10,000.');
    await workbench.fillInputBox('Send Burst', '40');
    await workbench.page.getByText('How many in a second?').first().waitFor();
    await workbench.fillInputBox('Send Burst', '200');
    const told =
      /40 events in [\d.]+ s: 40 responded 2xx\. Response times: p50 [\d.]+ ms, .* max [\d.]+ ms\./;
    await workbench.statusMessage(told).waitFor();
    await sources(/^SimpleBackups, 1 secret, 41 valid/).waitFor();
  });

  it('fires nothing by itself after a reload, and keeps its secret where it was renamed by hand', async () => {
    const { workbench, session } = vscode;
    const before = app.arrived.length;
    writeFileSync(settingsFile(), settingsText().replace('"name": "Staging"', '"name": "Staging EU"'));
    await workbench.reload();
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await sends(/^Channel Staging EU, SimpleBackups, /).waitFor();
    assert.equal(app.arrived.length, before);
    await workbench.runCommand('Edit Channel...');
    await workbench.pick('Staging EU');
    await workbench.option('Signing secret, its own · added today').waitFor();
    await workbench.escape();
  });

  it('goes with its secret when it is removed', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Remove Channel');
    await workbench.pick('Staging EU');
    await workbench.dialog.getByRole('button', { name: 'Remove' }).click();
    await sends(/^Channel Staging/).waitFor({ state: 'detached' });
    assert.doesNotMatch(settingsText(), /Staging/);
  });
});
