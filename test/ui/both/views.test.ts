import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { becomes } from '../../tools/wait.ts';
import { sendSigned, sendWebhook } from '../../tools/webhook.ts';
import { App } from '../../support/app.ts';
import { useVsCode } from '../fixture.ts';
import { listening, setSigningSecret } from '../steps.ts';

const secret = 'signing-secret-of-the-views-77d2';

describe('The views', () => {
  const channel = { name: 'Staging', provider: 'simplebackups', url: 'http://localhost:3000/hooks' };
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': true, 'webhookDebugger.channels': [channel] },
  });
  const send = (label: RegExp) => vscode.workbench.row(label, 'Send');
  const sources = (label: RegExp) => vscode.workbench.row(label, 'Sources');
  const app = new App();

  before(async () => {
    const { workbench, session } = vscode;
    const folder = join(session.folders.workspace, '.webhooks');
    mkdirSync(folder, { recursive: true });
    await app.listen();
    const request = `POST http://${app.host}/hooks\nContent-Type: application/json\n\n{"ok":true}\n`;
    writeFileSync(join(folder, 'backup-failed.http'), request);
    await listening(workbench, session.listenerPort, 120_000);
    await workbench.showWebhooks();
  });

  after(() => app.close());

  it('ask nobody for a secret before anything has arrived', async () => {
    const { workbench } = vscode;
    await workbench.row(/^Listening/, 'Sources').waitFor();
    await becomes(async () => (await workbench.rows('Sources')).length, 1);
  });

  it('have channels and saved requests under Send, which a click opens', async () => {
    const { workbench } = vscode;
    await send(/^Channel Staging, SimpleBackups, no secret/).waitFor();
    await send(/^Fixture backup-failed$/).click();
    await workbench.editorTab(/backup-failed\.http/).waitFor();
  });

  it('count what nobody is known to have sent as unrecognised', async () => {
    const { workbench, session } = vscode;
    const request = { port: session.listenerPort, path: '/anything', body: '{"hello":"world"}' };
    assert.equal(await sendWebhook(request), 200);
    await workbench.row(/^Other requests, 1 unrecognised$/, 'Sources').waitFor();
  });

  it('send a saved request from its row', async () => {
    const { workbench } = vscode;
    const row = send(/^Fixture backup-failed$/);
    await workbench.rowAction(row, 'Send Fixture', () => Promise.resolve(app.arrived.length > 0));
    const [arrived] = app.arrived;
    assert.equal(arrived?.url, '/hooks');
    assert.equal(arrived.body.toString(), '{"ok":true}');
  });

  it('keep the counts of a provider when everything is forwarded', async () => {
    const { workbench, session } = vscode;
    const { listenerPort: port } = session;
    await setSigningSecret(workbench, secret);
    assert.equal(await sendSigned({ port, body: '{"type":"backup","status":"success"}' }, secret), 200);
    await sources(/^SimpleBackups, 1 secret, 1 valid$/).waitFor();
    await workbench.rowMenu(
      sources(/^SimpleBackups/),
      ['Forward Events To...'],
      workbench.title('Forward Events To'),
    );
    await workbench.page
      .getByText(/Creates the source “All other paths”/)
      .first()
      .waitFor();
    await workbench.fillInputBox('Forward Events To', `http://${app.host}`);
    await workbench.pick('This workspace');
    await sources(/^All other paths, \//).waitFor();
    await sources(/^forward to localhost/).waitFor();
    await sources(/^SimpleBackups, 1 secret, 1 valid$/).waitFor();
    assert.equal(await sendSigned({ port, body: '{"type":"backup","status":"error"}' }, secret), 200);
    await sources(/^SimpleBackups, 1 secret, 2 valid$/).waitFor();
  });

  it('fold the providers that have nothing but a secret', async () => {
    const { workbench } = vscode;
    for (const provider of ['Stripe', 'GitHub', 'Slack', 'Shopify']) {
      await workbench.runCommand('Set Signing Secret');
      await workbench.pickFiltered(provider);
      await workbench.fillInputBox(`Signing secret for ${provider}`, secret);
      await sources(/^Saved secrets/).waitFor();
    }
    const folded = sources(/^Saved secrets, 4$/);
    await folded.waitFor();
    await becomes(() => folded.getAttribute('aria-expanded'), 'false');
    assert.equal(await sources(/^Stripe/).count(), 0);
    await sources(/^SimpleBackups, 1 secret, 2 valid$/).waitFor();
  });
});

describe('Firing a channel', () => {
  const channels = Array.from({ length: 40 }, (_, index) => ({
    name: `Channel ${index + 10}`,
    provider: 'simplebackups',
    // Nothing listens there.
    url: 'http://localhost:9/hooks',
    retries: 0,
  }));
  const vscode = useVsCode({ settings: { 'webhookDebugger.channels': channels } });

  it('names the secret that signs, and brings it into sight', async () => {
    const { workbench } = vscode;
    const row = (name: string) => workbench.row(new RegExp(`^Channel ${name}, SimpleBackups`), 'Send');
    await workbench.showWebhooks();
    await row('Channel 10').waitFor();
    await setSigningSecret(workbench, secret);
    assert.equal(await row('Channel 49').count(), 0);
    await workbench.runCommand('Fire Channel...');
    await workbench.pickFiltered('Channel 49');
    const question = /^Choose an event to send · Signing secret: Secret 1 \(added today, ends 7d2\)$/;
    await workbench.page.locator('.quick-input-widget').getByPlaceholder(question).waitFor();
    await workbench.pick('Backup Success');
    await row('Channel 49').waitFor();
    await becomes(() => row('Channel 49').getAttribute('aria-selected'), 'true');
  });
});
