import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendWebhook } from '../tools/webhook.ts';
import { until } from '../tools/wait.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent } from './steps.ts';
import type { Workbench } from './workbench.ts';

const secret = 'whsec_acme-stripe-4f1c';

/** A Stripe event as Stripe writes one. */
function paymentBody(id: string): string {
  return JSON.stringify({
    id: `evt_${id}`,
    object: 'event',
    type: 'payment_intent.succeeded',
    data: { object: { id: `pi_${id}`, object: 'payment_intent', amount: 2000, currency: 'usd' } },
  });
}

/** `Stripe-Signature`: the HMAC-SHA256 of the time, a dot and the body. */
function stripeSignature(body: string, key: string): string {
  const at = Math.floor(Date.now() / 1000);
  const digest = createHmac('sha256', key).update(`${at}.${body}`).digest('hex');
  return `t=${at},v1=${digest}`;
}

/** Filters the open quick pick, which holds more than is in sight, and takes the first that begins so. */
async function pickFiltered(workbench: Workbench, label: string): Promise<void> {
  await workbench.page.locator('.quick-input-widget input[type=text]').fill(label);
  await workbench.pick(label);
}

describe('Sources', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const source = (label: RegExp) => vscode.workbench.row(label, 'Sources');
  const send = (body: string, signature: string): Promise<number> =>
    sendWebhook({
      port: vscode.session.listenerPort,
      path: '/stripe',
      body,
      headers: { 'Stripe-Signature': signature },
    });

  const settingsFile = (): string => join(vscode.session.folders.data, 'User/settings.json');
  const settingsText = (): string => readFileSync(settingsFile(), 'utf8');
  const settingsLine = (text: string) =>
    vscode.workbench.page.locator('.monaco-editor .view-line').filter({ hasText: text }).first();

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
  });

  it('are added by a guide, which says what is wrong and leads on to the secret', async () => {
    const { workbench, session } = vscode;
    await workbench.runCommand('Add Source...');
    await workbench.option('Recognise automatically').waitFor();
    await pickFiltered(workbench, 'Stripe');
    await workbench.fillInputBox('Add Source (2/3)', 'Acme Stripe');
    await workbench.rejectedInput('Add Source (3/3)', 'stripe', 'A path begins with /.');
    await workbench.fillInputBox('Add Source (3/3)', '/stripe');
    await workbench.pick('All workspaces');
    const said = workbench.statusMessage(
      new RegExp(`The source Acme Stripe receives at http://localhost:${session.listenerPort}/stripe`),
    );
    await source(/^Acme Stripe, Stripe, \/stripe, no secret$/).waitFor();
    await said.waitFor();
    await workbench.runCommand('Set Signing Secret');
    await workbench.pick('Acme Stripe');
    await workbench.page.locator('.quick-input-title').getByText('Signing secret for Acme Stripe').waitFor();
    await workbench.page.locator('.quick-input-box input').fill('sk_live_4f1c');
    await workbench.page.getByText(/signing secrets of Stripe usually begin with whsec_/).waitFor();
    assert.equal(await workbench.fillInputBox('Signing secret for Acme Stripe', secret), true);
    await source(/^Acme Stripe, Stripe, \/stripe, 1 secret$/).waitFor();
    await workbench.statusMessage(/Saved for Acme Stripe as Secret 1\./).waitFor();
    await workbench.runCommand('Rename Signing Secret');
    await workbench.pick('Secret 1');
    await workbench.fillInputBox('Label of the signing secret for Acme Stripe', 'Live mode');
    const settings = settingsText();
    assert.match(
      settings,
      /"webhookDebugger\.sources": \[\s*\{\s*"id": "Acme Stripe",\s*"name": "Acme Stripe",\s*"path": "\/stripe"/,
    );
    assert.equal(settings.includes(secret), false);
  });

  it('have what arrives at their path verified with their secret, and count it', async () => {
    const { workbench } = vscode;
    const body = paymentBody('1');
    assert.equal(await send(body, stripeSignature(body, secret)), 200);
    await openEvent(workbench, /^Valid: payment_intent\.succeeded/, 'Valid');
    await workbench.panel
      .getByText(/“Live mode”/)
      .first()
      .waitFor();
    await source(/^Acme Stripe, Stripe, \/stripe, 1 secret, 1 valid$/).waitFor();
    await send(paymentBody('2'), stripeSignature(body, secret));
    await workbench.row(/^Invalid: payment_intent\.succeeded/).waitFor();
    await source(/^Acme Stripe, Stripe, \/stripe, 1 secret, 1 valid, 1 invalid$/).waitFor();
  });

  it('are left out while they are disabled, and have their events again when they are enabled', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Disable Source');
    await workbench.pick('Acme Stripe');
    await source(/^Acme Stripe, disabled, /).waitFor();
    const body = paymentBody('3');
    await send(body, stripeSignature(body, secret));
    await until('no event is verified', async () => {
      const rows = await workbench.rows();
      return rows.length === 3 && rows.every((row) => row.startsWith('No secret: '));
    });
    await workbench.runCommand('Enable Source');
    await workbench.pick('Acme Stripe');
    await source(/^Acme Stripe, Stripe, \/stripe, 1 secret, 2 valid, 1 invalid$/).waitFor();
  });

  it('keep secret, events and counts where they are renamed, by command and by hand', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Rename Source...');
    await workbench.pick('Acme Stripe');
    await workbench.fillInputBox('New name of the source Acme Stripe', 'Acme EU');
    await source(/^Acme EU, Stripe, \/stripe, 1 secret, 2 valid, 1 invalid$/).waitFor();
    // As a person writes it who knows nothing of the id.
    const text = settingsText().replace(/"id": "Acme Stripe",\s*"name": "Acme EU"/, '"name": "Acme Stripe"');
    assert.doesNotMatch(text, /"id"|Acme EU/);
    writeFileSync(settingsFile(), text);
    // A window of this VS Code reads the settings as it opens.
    await workbench.reload();
    await workbench.showWebhooks();
    await source(/^Acme Stripe, Stripe, \/stripe, 1 secret, 2 valid, 1 invalid$/).waitFor();
    await openEvent(workbench, /^Valid: payment_intent\.succeeded/, 'Valid');
  });

  it('say that a public URL is missing where the provider signs its URL', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Add Source...');
    await pickFiltered(workbench, 'Twilio');
    await workbench.fillInputBox('Add Source (2/4)', 'Calls');
    await workbench.fillInputBox('Add Source (3/4)', '/calls');
    await workbench.rejectedInput(
      'Add Source (4/4)',
      'calls.example',
      'A URL begins with https:// or http://.',
    );
    await workbench.fillInputBox('Add Source (4/4)', '');
    await workbench.pick('All workspaces');
    await source(/^Calls, Twilio, \/calls, no secret, no public URL$/).waitFor();
  });

  it('can be gone back over in the guide, without anything being written', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Add Source...');
    await pickFiltered(workbench, 'GitHub');
    await workbench.page.locator('.quick-input-title').getByText('Add Source (2/3)').waitFor();
    await workbench.page.locator('.quick-input-titlebar').getByRole('button', { name: 'Back' }).click();
    // What was chosen is in sight; the first entry of the long list is not.
    await workbench.option('GitHub').waitFor();
    await pickFiltered(workbench, 'Recognise automatically');
    await workbench.page.locator('.quick-input-title').getByText('Add Source (2/3)').waitFor();
    assert.equal(await workbench.page.locator('.quick-input-box input').inputValue(), 'Webhooks');
    await workbench.escape();
    assert.deepEqual(
      (await workbench.rows('Sources')).filter((row) => /^(GitHub|Webhooks)/.test(row)),
      [],
    );
  });

  it('are edited in the settings file', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Edit Source in Settings');
    await workbench.pick('Calls');
    await settingsLine('"Calls"').waitFor();
    const lines = settingsText().split('\n');
    const line = String(lines.findIndex((text) => text.includes('"Calls"')) + 1);
    await workbench.page
      .locator('.line-numbers.active-line-number')
      .getByText(line, { exact: true })
      .waitFor();
  });

  it('are removed with their secrets after one question', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Remove Source');
    await workbench.pick('Acme Stripe');
    await workbench.dialog.getByText('Remove the source Acme Stripe from the settings?').waitFor();
    await workbench.dialog.getByText(/Its signing secret goes with it/).waitFor();
    await workbench.dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await source(/^Acme Stripe/).waitFor({ state: 'detached' });
    await source(/^Stripe, no secret$/).waitFor();
    await workbench.row(/^No secret: payment_intent\.succeeded/).waitFor();
  });

  it('that are wrong are told with the field, and the settings file is at hand', async () => {
    const { workbench, session } = vscode;
    const wrong = { name: 'Wrong', path: 'wrong' };
    const odd = { name: 'Odd', path: '/odd', provider: 'strpe' };
    session.changeSettings({ 'webhookDebugger.sources': [wrong, odd] });
    await workbench.open(session.url);
    await workbench.toast(/The source “Odd” has the provider “strpe”, which is not known/).waitFor();
    const toast = workbench.toast(/webhookDebugger\.sources\[0\]\.path is not a path/);
    await toast.getByRole('button', { name: 'Open Settings' }).click();
    await settingsLine('"wrong"').waitFor();
    await workbench.showWebhooks();
    await source(/^Odd, strpe, \/odd, unknown provider$/).waitFor();
    assert.deepEqual(
      (await workbench.rows('Sources')).filter((row) => row.startsWith('Wrong')),
      [],
    );
  });

  it('can have custom providers; a row that is wrong is told with its field', async () => {
    const { workbench, session } = vscode;
    const row = { id: 'mine', name: 'Mine', verify: { kind: 'token', from: { heder: 'X-Token' } } };
    session.changeSettings({ 'webhookDebugger.sources': [], 'webhookDebugger.customProviders': [row] });
    await workbench.open(session.url);
    await workbench
      .toast(/webhookDebugger\.customProviders\[0\]\.verify\.from/)
      .first()
      .waitFor();
  });
});
