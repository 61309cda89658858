import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { signatureOf } from '../host/webhook.ts';
import { useVsCode } from './fixture.ts';
import { listening, setSigningSecret } from './steps.ts';

const secret = 'channel-signing-secret-77d2';

/** An app that takes nothing but what is signed with the secret, and fails as often as it is told to. */
class FailingApp {
  readonly bodies: string[] = [];
  readonly #server: Server;
  failures = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      void buffer(request).then((body) => {
        const text = body.toString('utf8');
        this.bodies.push(text);
        const isRight = request.headers['sb-signature'] === signatureOf(text, secret);
        this.failures -= 1;
        response.writeHead(this.failures >= 0 ? 500 : isRight ? 200 : 401).end('the app says so');
      });
    });
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get host(): string {
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe("The sender's side", () => {
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': true, 'editor.autoClosingQuotes': 'never' },
  });
  const app = new FailingApp();
  const sources = (label: RegExp) => vscode.workbench.row(label, 'Sources');
  const title = (text: string): Promise<void> =>
    vscode.workbench.page.locator('.quick-input-title').getByText(text, { exact: true }).waitFor();
  const settingsText = (): string =>
    readFileSync(join(vscode.session.folders.data, 'User/settings.json'), 'utf8');
  /** What stands in the editor of that tab. */
  const line = (text: string | RegExp) =>
    vscode.workbench.page.locator('.monaco-editor .view-line').filter({ hasText: text }).first();
  const lens = (text: string) =>
    vscode.workbench.page.locator('.codelens-decoration').getByText(text).first();

  before(async function () {
    this.timeout(60_000);
    const { workbench, session } = vscode;
    await app.listen();
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
  });
  after(() => app.close());

  it('has a channel made by keyboard, whose secret is in no setting', async () => {
    const { workbench } = vscode;
    const { keyboard } = workbench.page;
    await workbench.runCommand('New Channel...');
    await title('New Channel (1/5)');
    await keyboard.type('SimpleBackups');
    await workbench.option('SimpleBackups').waitFor();
    await keyboard.press('Enter');
    await workbench.fillInputBox('New Channel (2/5)', 'Staging');
    await workbench.fillInputBox('New Channel (3/5)', `http://${app.host}/hooks/backups`);
    await title('New Channel (4/5)');
    await workbench.page.locator('.quick-input-widget').getByText('Backup Error').first().waitFor();
    await keyboard.press('Enter');
    await title('New Channel (5/5)');
    await workbench.option('Paste one...').waitFor();
    await keyboard.type('Paste');
    await keyboard.press('Enter');
    assert.equal(await workbench.fillInputBox('New Channel (6/6)', secret), true);
    await sources(new RegExp(`^Channel Staging, SimpleBackups, ${app.host}$`)).waitFor();
    assert.match(settingsText(), /"webhookDebugger\.channels"/);
    assert.doesNotMatch(settingsText(), new RegExp(secret));
    assert.equal(app.bodies.length, 0);
  });

  it('fires Backup Error until the app takes it, and shows each attempt with its answer', async () => {
    const { workbench } = vscode;
    app.failures = 2;
    await workbench.runCommand('Fire Backup Error');
    await workbench.pick('Staging');
    await sources(/^attempt 1 of 4: 500 in [\d.]+ ms, next in 2 s$/).waitFor();
    await sources(/^attempt 2 of 4: 500 in [\d.]+ ms, next in 5 s$/).waitFor({ timeout: 10_000 });
    await sources(/^attempt 3 of 4: 200 in [\d.]+ ms$/).waitFor({ timeout: 15_000 });
    await sources(/^Channel Staging, SimpleBackups, Backup Error: answered 200 at attempt 3, /).waitFor();
    await workbench.toast(/Staging: Backup Error, attempt 3 of 4: answered 200 in [\d.]+ ms\./).waitFor();
    assert.equal(app.bodies.length, 3);
    assert.equal(new Set(app.bodies).size, 1);
    assert.match(app.bodies[0] ?? '', /"status":"error".*s3:\\\/\\\/acme/);
    await sources(/^attempt 2 of 4: /).click();
    await workbench.editorTab(/^Answer 500 from/).waitFor();
    await line('the app says so').waitFor();
    assert.equal(await workbench.page.locator('.editor-group-container').count(), 1, 'no empty group beside');
  });

  it('stops at once when it is told to', async () => {
    const { workbench } = vscode;
    app.failures = 4;
    await workbench.runCommand('Fire Channel...');
    await workbench.pick('Staging');
    await title('Fire Staging');
    await workbench.pick('Backup Success');
    await sources(/^attempt 1 of 4: 500 in [\d.]+ ms, next in 2 s$/).waitFor();
    await workbench.runCommand('Stop Firing');
    await sources(/^Channel Staging, SimpleBackups, Backup Success: stopped after \d attempts, /).waitFor();
    app.failures = 0;
  });

  it('writes an event as a document, and sends it to the listener', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Send Event...');
    await workbench.pickFiltered('SimpleBackups: backup failed');
    await line('"Acme Project"').waitFor();
    await lens('Target: own listener /').waitFor();
    await line('"Acme Project"').click();
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('Shift+End');
    await workbench.page.keyboard.press('Delete');
    await workbench.page.keyboard.insertText('"name": "Größe/Composed",');
    await lens('Send Signed').click();
    await workbench.row(/^Valid: backup error: Größe\/Composed, POST \/, /).waitFor();
    await workbench.editorTab(/^Answer 200 from/).waitFor();
    await workbench.editorTab(/^Untitled/).click();
    await lens('Send Unsigned').click();
    await workbench.row(/^Missing signature: backup error: Größe\/Composed, POST \/, /).waitFor();
    await workbench.editorTab(/^Untitled/).click();
    await lens('Save as Fixture').click();
    await workbench.editorTab(/^simplebackups-backup-failed\.http/).waitFor();
    await line('SB-Signature: re-sign').waitFor();
  });

  it('sends a burst that arrives whole, and says how long the answers took', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Send Burst...');
    await workbench.pickFiltered('SimpleBackups: backup succeeded');
    await workbench.pick('The listener here');
    await workbench.fillInputBox('Send Burst', '10001');
    await workbench.page.getByText('A whole number from 1 to 10000.').first().waitFor();
    await workbench.page.locator('.quick-input-box input').fill('40');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.getByText('How many in a second?').first().waitFor();
    await workbench.page.locator('.quick-input-box input').fill('200');
    await workbench.page.keyboard.press('Enter');
    const told = /40 events in [\d.]+ s: 40 answered 2xx\. Answers took: p50 [\d.]+ ms, .* max [\d.]+ ms\./;
    await workbench.toast(told).waitFor();
    await sources(/^SimpleBackups, 1 secret, 41 valid/).waitFor();
  });

  it('fires nothing by itself after a reload, and goes with its secret when it is removed', async () => {
    const { workbench, session } = vscode;
    const before = app.bodies.length;
    await workbench.reload();
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await sources(/^Channel Staging, SimpleBackups, /).waitFor();
    assert.equal(app.bodies.length, before);
    await workbench.runCommand('Remove Channel');
    await workbench.pick('Staging');
    await workbench.dialog.getByRole('button', { name: 'Remove' }).click();
    await sources(/^Channel Staging/).waitFor({ state: 'detached' });
    assert.doesNotMatch(settingsText(), /Staging/);
  });
});
