import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { becomes, until } from '../../tools/wait.ts';
import { sendWebhook } from '../../tools/webhook.ts';
import { useVsCode } from '../fixture.ts';
import { listening } from '../steps.ts';

const source = { name: 'Shop payments', path: '/shop', provider: 'stripe', note: 'ours' };
const channel = { name: 'Staging', provider: 'simplebackups', url: 'http://localhost:3000/hooks' };

describe('Editing field by field', () => {
  const vscode = useVsCode({
    settings: { 'webhookDebugger.sources': [source], 'webhookDebugger.channels': [channel] },
  });
  const title = (text: string): Promise<void> => vscode.workbench.title(text).waitFor();
  const settings = (): string =>
    readFileSync(join(vscode.session.folders.data, 'User/settings.json'), 'utf8');
  const field = (text: RegExp) =>
    vscode.workbench.page.locator('.quick-input-widget').getByRole('option', { name: text }).first();

  before(() => vscode.workbench.showWebhooks());

  it('has the documentation of the provider beside it', async () => {
    const { workbench } = vscode;
    const asked = workbench.dialog.getByText('docs.stripe.com/webhooks');
    await workbench.rowMenu(
      workbench.row(/^Shop payments/, 'Sources'),
      ['Open Provider Documentation'],
      asked,
    );
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'hidden' });
  });

  it('shows each field of a source with its value, and keeps the rest when one is changed', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Edit Source...');
    await workbench.pick('Shop payments');
    await title('Edit Source: Shop payments');
    for (const shown of [
      /^Name, Shop payments/,
      /^Path, \/shop/,
      /^Provider, Stripe/,
      /^Signing secrets\.\.\., no secret/,
      /^Response/,
    ]) {
      await field(shown).waitFor();
    }
    await workbench.pick('Path');
    await workbench.page.getByText('Path of its URL').first().waitFor();
    await workbench.rejectedInput('Path', 'shop', 'A path begins with /.');
    await workbench.fillInputBox('Path', '/eu/shop');
    await field(/^Path, \/eu\/shop/).waitFor();
    await workbench.pick('Name');
    await workbench.fillInputBox('Name', 'Shop EU payments');
    await title('Edit Source: Shop EU payments');
    await workbench.row(/^Shop EU payments, Stripe, \/eu\/shop/, 'Sources').waitFor();
    assert.match(settings(), /"note": "ours"/);
  });

  it('goes into a part and back, and says what cannot be', async () => {
    const { workbench } = vscode;
    await workbench.pick('Response...');
    await title('Response');
    await workbench.pick('Status');
    await workbench.rejectedInput('Status', '99', /has to be a status from 200 to 599/);
    await workbench.fillInputBox('Status', '503');
    await field(/^Status, 503/).waitFor();
    await workbench.page.locator('.quick-input-titlebar').getByRole('button', { name: 'Back' }).click();
    await field(/^Response\.\.\., 503/).waitFor();
    await until('the response is written', () => Promise.resolve(/"status": 503/.test(settings())));
  });

  it('adds, moves and removes the responses of a sequence', async () => {
    const { workbench } = vscode;
    await workbench.pick('Response...');
    await title('Response');
    await workbench.pick('Sequence');
    await workbench.fillInputBox('Sequence', '500, 200');
    await workbench.pick('Add a Response...');
    await workbench.rejectedInput('Add a Response...', '99', /has to be a status from 200 to 599/);
    await workbench.fillInputBox('Add a Response...', '429');
    await field(/^Response 3\.\.\., 429/).waitFor();
    await workbench.pick('Response 3...');
    await title('Response 3');
    await workbench.pick('Move Up');
    await field(/^Response 2\.\.\., 429/).waitFor();
    await workbench.pick('Response 1...');
    await title('Response 1');
    await workbench.pick('Remove');
    await field(/^Sequence, 429, 200/).waitFor();
    await until('the sequence is written', () =>
      Promise.resolve(/"sequence": \[\s*429,\s*200\s*\]/.test(settings())),
    );
    await workbench.page.locator('.quick-input-titlebar').getByRole('button', { name: 'Back' }).click();
    await field(/^Response\.\.\., 429, then 200/).waitFor();
  });

  it('tells the secrets of a source apart, and leads to what can be done with them', async () => {
    const { workbench } = vscode;
    await workbench.pick('Signing secrets...');
    await title('Signing secrets');
    await workbench.pick('Add a Secret...');
    await workbench.fillInputBox('Signing secret for Shop EU payments', 'whsec_editing_0123456789abc7dc');
    await workbench.page.locator('.quick-input-titlebar').getByRole('button', { name: 'Back' }).click();
    await field(/^Signing secrets\.\.\., Secret 1 \(added today, ends 7dc\)$/).waitFor();
  });

  it('ends in settings.json', async () => {
    const { workbench } = vscode;
    await workbench.pickFiltered('Open in settings.json');
    const line = workbench.page
      .locator('.monaco-editor .view-line')
      .filter({ hasText: '"Shop EU payments"' });
    await line.first().waitFor();
  });

  it('does the same with a channel', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Edit Channel...');
    await workbench.pick('Staging');
    await title('Edit Channel: Staging');
    await field(/^Gaps, 2, 5, 10/).waitFor();
    await workbench.pick('Retries');
    await workbench.fillInputBox('Retries', '1');
    await field(/^Retries, 1/).waitFor();
    await until('the retries are written', () => Promise.resolve(/"retries": 1/.test(settings())));
  });

  it('replaces the secret of a channel, and shows what tells it from others', async () => {
    const { workbench } = vscode;
    await field(/^Signing secret, none/).waitFor();
    await workbench.pick('Signing secret');
    await workbench.pick('Paste one...');
    assert.equal(await workbench.fillInputBox('Signing secret', 'a-secret-of-the-channel-7dc'), true);
    await field(/^Signing secret, its own · added today, ends 7dc/).waitFor();
    await workbench.pick('Signing secret');
    await workbench.pick('Generate a new one');
    await workbench.toast(/The new secret of Staging is not in your app yet\./).waitFor();
    const own = field(/^Signing secret, its own · added today/);
    await own.waitFor();
    assert.doesNotMatch((await own.getAttribute('aria-label')) ?? '', /7dc/);
    await workbench.escape();
    await workbench.row(/^Channel Staging, SimpleBackups, localhost:3000/, 'Send').waitFor();
    assert.doesNotMatch(settings(), /a-secret-of-the-channel/);
  });
});

const acmeSecret = 'acme-custom-signing-secret';
const acme = {
  id: 'acme',
  name: 'Acme',
  verify: {
    kind: 'signature',
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    signature: [{ header: 'X-Acme-Signature' }],
  },
};
const orders = { name: 'Orders', path: '/orders', provider: 'acme' };

describe('Editing a custom provider', () => {
  const vscode = useVsCode({
    settings: {
      'webhookDebugger.autoStart': true,
      'webhookDebugger.sources': [orders],
      'webhookDebugger.customProviders': [acme],
    },
  });
  const settings = (): string =>
    readFileSync(join(vscode.session.folders.data, 'User/settings.json'), 'utf8');
  const field = (text: RegExp) =>
    vscode.workbench.page.locator('.quick-input-widget').getByRole('option', { name: text }).first();
  const title = (text: string): Promise<void> => vscode.workbench.title(text).waitFor();
  const says = (text: RegExp): Promise<void> =>
    vscode.workbench.page.locator('.quick-input-widget').getByText(text).first().waitFor();
  const back = (): Promise<void> =>
    vscode.workbench.page.locator('.quick-input-titlebar').getByRole('button', { name: 'Back' }).click();

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort, 120_000);
    await workbench.showWebhooks();
    // The time is signed, which the provider does not say yet.
    const time = '1790000000';
    const body = JSON.stringify({ event: 'order.created', data: { id: 1 } });
    const digest = createHmac('sha256', acmeSecret).update(`${time}.${body}`).digest('hex');
    const headers = { 'X-Acme-Signature': digest, 'X-Acme-Timestamp': time };
    const path = '/elsewhere';
    assert.equal(await sendWebhook({ port: session.listenerPort, path, body, headers }), 200);
    await workbench.row(/^No secret: order\.created/).waitFor();
  });

  it('begins at its row, and shows each field with its value', async () => {
    const { workbench } = vscode;
    const name = 'Edit Custom Provider: Acme (No secret)';
    // A row that is renewed while its menu is open is not told to the command, which then asks for the provider.
    await workbench.rowMenu(
      workbench.row(/^Acme, no secret/, 'Sources'),
      ['Edit Custom Provider...'],
      workbench.title(name),
    );
    await field(/^Checked on, No secret · order\.created/).waitFor();
    for (const shown of [
      /^Name, Acme/,
      /^Id, acme/,
      /^Proof, signature/,
      /^Algorithm, hmac-sha256/,
      /^Signature, header:X-Acme-Signature/,
      /^Signed content, \{body\}/,
      /^Timestamp\.\.\., none/,
    ]) {
      await field(shown).waitFor();
    }
  });

  it('says what a change makes of the event, and takes none that cannot be', async () => {
    const { workbench } = vscode;
    await workbench.pickFiltered('Signing secrets...');
    await workbench.pick('Add a Secret...');
    await workbench.fillInputBox('Signing secret for Acme', acmeSecret);
    await back();
    await title('Edit Custom Provider: Acme (Invalid)');
    await workbench.pickFiltered('Signed content');
    await workbench.rejectedInput(
      'Signed content',
      '{timestamp}.{body}',
      /The field “Timestamp” is missing\./,
    );
    await workbench.rejectedInput('Signed content', '{nothing}', /This field cannot be used as a template/);
    await back();
    await workbench.pickFiltered('Timestamp...');
    await title('Timestamp');
    await workbench.pick('Place');
    await workbench.fillInputBox('Place', 'X-Acme-Timestamp');
    await field(/^Unit, s/).waitFor();
    await back();
    await workbench.pickFiltered('Signed content');
    await workbench.step('Signed content');
    await workbench.input.fill('{timestamp}.{body}');
    await says(/“order\.created.*” becomes Valid/);
    await workbench.fillInputBox('Signed content', '{timestamp}.{body}');
    await title('Edit Custom Provider: Acme (Valid)');
    await workbench.row(/^Valid: order\.created/).waitFor();
  });

  it('fits the key to the algorithm, and keeps what names the provider', async () => {
    const { workbench } = vscode;
    await workbench.pickFiltered('Id');
    await workbench.rejectedInput('Id', 'stripe', /“stripe” is the id of another provider already\./);
    await workbench.rejectedInput('Id', 'Acme EU', /lower-case letters, digits and dashes/);
    await workbench.fillInputBox('Id', 'acme-eu');
    await field(/^Id, acme-eu/).waitFor();
    await workbench.row(/^Acme, 1 secret/, 'Sources').waitFor();
    await workbench.row(/^Orders, Acme, \/orders/, 'Sources').waitFor();
    await workbench.pickFiltered('Algorithm');
    await workbench.pick('ed25519');
    await field(/^Key\.\.\., pem/).waitFor();
    assert.match(settings(), /"provider": "acme-eu"/);
  });

  it('ends in settings.json, and begins in the palette', async () => {
    const { workbench } = vscode;
    await workbench.pickFiltered('Open in settings.json');
    const line = workbench.page.locator('.monaco-editor .view-line').filter({ hasText: '"acme-eu"' });
    await line.first().waitFor();
    await workbench.runCommand('Edit Custom Provider...');
    await workbench.pick('Acme');
    await title('Edit Custom Provider: Acme (Malformed signature)');
    await workbench.escape();
  });

  it('keeps the events and counts of a source that is renamed', async () => {
    const { workbench, session } = vscode;
    const body = JSON.stringify({ event: 'order.created', data: { id: 2 } });
    await sendWebhook({ port: session.listenerPort, path: '/orders', body });
    const row = workbench.row(/^Orders, Acme, \/orders, .*\b1 missing/, 'Sources');
    await row.waitFor();
    const label = (await row.getAttribute('aria-label')) ?? '';
    await workbench.runCommand('Rename Source...');
    await workbench.pick('Orders');
    await workbench.fillInputBox('New name of the source Orders', 'Orders EU');
    const renamed = (): Promise<string | null> =>
      workbench.row(/^Orders EU/, 'Sources').getAttribute('aria-label');
    await becomes(renamed, label.replace('Orders', 'Orders EU'));
  });
});
