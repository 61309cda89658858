import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { backupBody, sendSigned, webhookPath } from '../tools/webhook.ts';
import { becomes, freePort, until } from '../tools/wait.ts';
import { useVsCode } from './fixture.ts';
import { sendBeginning } from './senders.ts';
import { listening, openEvent, openTab, setSigningSecret } from './steps.ts';
import { refusal, VerifyingApp } from './verifyingApp.ts';

const secret = 'replay-signing-secret-8c1e';

describe('Replaying an event', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  let app: VerifyingApp;

  const tab = (name: string): Promise<void> => openTab(vscode.workbench, name);
  const deliveries = (): Locator => vscode.workbench.panel.locator('.delivery');
  const fault = (): Locator => vscode.workbench.panel.getByRole('region', { name: 'About this response' });

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    app = await VerifyingApp.start(secret);
    const body = backupBody('success', 'Sent Again');
    assert.equal(await sendSigned({ port: session.listenerPort, body }, secret), 200);
    await openEvent(workbench, /^Valid: .*Sent Again/, 'Valid');
  });
  after(() => app.stop());

  it('asks before it leaves this machine, and sends nothing without a yes', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Replay...');
    await workbench.fillInputBox('Replay', 'http://example.com');
    await workbench.dialog.getByText('Send webhooks to http://example.com?').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'hidden' });
    assert.equal(await deliveries().count(), 0);
  });

  it('tells what the app answered, and shows it on the Delivery tab', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Replay...');
    await workbench.fillInputBox('Replay', app.host);
    await workbench.statusMessage(new RegExp(`^“.*”: ${app.host} responded 401 in [\\d.]+ ms\\.`)).waitFor();
    const newest = deliveries().first();
    await newest.getByRole('button', { name: `${app.host} responded 401`, expanded: true }).waitFor();
    const height = workbench.page.viewportSize()?.height ?? 0;
    const answerBody = newest.locator('.raw');
    const inSight = async (): Promise<boolean> =>
      ((await answerBody.boundingBox())?.y ?? height) < height - 30;
    await until('the answer is in sight', inSight, 10_000);
    await newest.getByText(`http://${app.host}${webhookPath}`, { exact: true }).waitFor();
    await newest.getByText('X-App:').waitFor();
    assert.equal(await answerBody.innerText(), refusal);
    assert.equal(await newest.locator('b').count(), 0);
  });

  it('says what the handler may have refused, and what it probably does', async () => {
    const { workbench } = vscode;
    const sentence = `The sender and the way here are fine: the signature is right for these bytes. ${app.host} responded 401: its handler may have refused the signature.`;
    await workbench.panel.locator('.deliveries').getByText(sentence).waitFor();
    await workbench.panel.getByRole('button', { name: 'Show Hints' }).click();
    await fault().getByText(sentence).waitFor();
    await fault()
      .getByText(
        /Node\.js \(JSON\.stringify\(JSON\.parse\(body\)\)\) would change how slashes are escaped: [\\/]+ to \/+ at byte \d+/,
      )
      .waitFor();
    await fault().getByRole('button', { name: 'How to get at the raw body' }).click();
    await fault()
      .getByText(/express\.raw/)
      .waitFor();
  });

  it('remembers the target, and blames no signature that the app finds right', async () => {
    const { workbench, session } = vscode;
    const body = JSON.stringify(JSON.parse(backupBody('success', 'Without Escapes')));
    await sendSigned({ port: session.listenerPort, body }, secret);
    await openEvent(workbench, /^Valid: .*Without Escapes/, 'Valid');
    await tab('Delivery');
    await workbench.panel.getByRole('button', { name: 'Replay...', exact: true }).click();
    await workbench.pick(`http://${app.host}/`);
    await workbench.statusMessage(/responded 200 in/).waitFor();
    await deliveries().first().getByRole('button', { name: 'responded 200' }).waitFor();
    await tab('Signature');
    assert.equal(await fault().count(), 0);
  });

  it('says why no answer came', async () => {
    const { workbench } = vscode;
    const closed = `localhost:${await freePort()}`;
    await workbench.rowMenu(
      workbench.row(/^Valid: .*Without Escapes/),
      ['Replay', 'Replay...'],
      workbench.option('Another URL...'),
    );
    await workbench.pick('Another URL...');
    await workbench.fillInputBox('Replay', `http://${closed}/in`);
    const why = `Nothing listens at ${closed}: is your app running, and on that port?`;
    await workbench
      .toast(/Nothing listens at/)
      .getByText(why)
      .waitFor();
    await tab('Delivery');
    const newest = deliveries().first();
    await newest.getByRole('button', { name: `${closed}: no response`, expanded: true }).waitFor();
    await newest.getByText(why).waitFor();
    await becomes(() => deliveries().count(), 2);
  });

  it('is not offered for what did not arrive whole', async () => {
    const { workbench, session } = vscode;
    await sendBeginning({ port: session.listenerPort, path: '/cut', body: '{"a":' }, 100);
    await workbench.row(/POST \/cut/).click();
    await tab('Delivery');
    const button = workbench.panel.getByRole('button', { name: 'Replay...', exact: true });
    await workbench.panel.getByText(/^This request ended before its body did/).waitFor();
    await becomes(() => button.getAttribute('aria-disabled'), 'true');
    await workbench.runCommand('Replay...');
    await workbench.statusMessage(/^This request ended before its body did/).waitFor();
    assert.equal(await workbench.toast(/This request ended/).count(), 0);
  });
});
