import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendWebhook } from '../tools/webhook.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent, openTab } from './steps.ts';

const secret = 'acme-custom-signing-secret';

/** An order as a sender of one's own might report it. */
function orderBody(id: number): string {
  return JSON.stringify({ event: 'order.created', data: { id } });
}

describe('A custom provider', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
  });

  /** Signs the time and the body, as `t.body`, where the time is sent. */
  const send = (body: string, time?: string): Promise<number> => {
    const content = time === undefined ? body : `${time}.${body}`;
    const digest = createHmac('sha256', secret).update(content).digest('hex');
    const headers: Readonly<Record<string, string>> =
      time === undefined
        ? { 'X-Acme-Signature': `sha256=${digest}` }
        : { 'X-Timed-Signature': digest, 'X-Timed-Timestamp': time };
    return sendWebhook({ port: vscode.session.listenerPort, path: '/orders', body, headers });
  };

  /** Waits for the step of that title and takes an answer. */
  const answer = async (title: string, label: string): Promise<void> => {
    const { workbench } = vscode;
    await workbench.title(title).waitFor();
    await workbench.pick(label);
  };

  const settings = (): string =>
    readFileSync(join(vscode.session.folders.data, 'User/settings.json'), 'utf8');

  it('is not found with another secret, which is said with how to go on', async () => {
    const { workbench } = vscode;
    await send(orderBody(1));
    await workbench.row(/^Unrecognised: order\.created/).waitFor();
    await workbench.runCommand('New Custom Provider...');
    await answer('New Custom Provider (1/5)', 'order.created');
    await answer('New Custom Provider (2/5)', 'X-Acme-Signature');
    assert.equal(await workbench.fillInputBox('New Custom Provider (3/5)', 'not-the-secret'), true);
    await workbench.step('New Custom Provider: Not Found (3/5)');
    const again = workbench.option('Enter Another Secret');
    await again
      .getByText(/^None of [\d,.]+ combinations reproduces this signature with the secret\.$/)
      .waitFor();
    await workbench
      .option('Enter Step by Step')
      .getByText(/^Tried: HMAC-SHA256 and SHA256; [\d,.]+ contents; the secret as text and base64\.$/)
      .waitFor();
    await workbench.pick('Enter Another Secret');
  });

  it('is found with the right one', async () => {
    const { workbench } = vscode;
    await workbench.fillInputBox('New Custom Provider (3/5)', secret);
    await workbench.page
      .getByText(/Found: `\{body\}`\. X-Acme-Signature is the HMAC-SHA256 of all \d+ body bytes/)
      .waitFor();
    await workbench.fillInputBox('New Custom Provider: Valid (4/5)', 'Acme');
    await answer('New Custom Provider: Valid (5/5)', 'Save the Secret, Too');
    await workbench.pick('All workspaces');
  });

  it('makes the event valid, and the next one by itself', async () => {
    const { workbench } = vscode;
    await workbench
      .statusMessage(/Acme is saved\. Its webhooks are recognised by the header X-Acme-Signature\./)
      .waitFor();
    await workbench.row(/^Valid: order\.created/).waitFor();
    await send(orderBody(2));
    await openEvent(workbench, /^Valid: order\.created/, 'Valid');
    await openTab(workbench, 'Signature');
    const values = workbench.panel.getByRole('tabpanel', { name: 'Signature' });
    await values.getByText('Acme: HMAC-SHA256, hex').waitFor();
    await values.getByText('recognised by the header X-Acme-Signature').waitFor();
    assert.equal(await workbench.row(/^Unrecognised: /).count(), 0);
  });

  it('is a row of the settings, without the secret', () => {
    assert.match(settings(), /"webhookDebugger\.customProviders": \[\s*\{\s*"id": "acme",\s*"name": "Acme"/);
    assert.equal(settings().includes(secret), false);
  });

  it('can be answered step by step: without a search, with a step back, and changed where the event disproves it', async () => {
    const { workbench } = vscode;
    await send(orderBody(3), '1790000000');
    await workbench.row(/^Unrecognised: order\.created: 3/).click();
    await workbench.runCommand('New Custom Provider...');
    await answer('New Custom Provider (1/5)', 'order.created: 3');
    await answer('New Custom Provider (2/5)', 'X-Timed-Signature');
    await workbench.fillInputBox('New Custom Provider (3/5)', 'not-the-secret');
    await answer('New Custom Provider: Not Found (3/5)', 'Enter Step by Step');
    await answer('New Custom Provider (4/9)', 'HMAC-SHA1');
    await workbench.page.locator('.quick-input-widget').getByRole('button', { name: 'Back' }).click();
    await answer('New Custom Provider (4/9)', 'HMAC-SHA256');
    await answer('New Custom Provider (5/9)', 'hex');
    await answer('New Custom Provider (6/9)', 'No prefix');
    await answer('New Custom Provider (7/9)', 'The body');
    await workbench.step('New Custom Provider: Invalid (7/9)');
    await workbench
      .option('Change What Is Signed')
      .getByText(/does not match/)
      .waitFor();
    await workbench.option('Save Anyway').waitFor();
    await workbench.pick('Enter the Secret Again');
    await workbench.fillInputBox('New Custom Provider (3/5)', secret);
    await workbench.fillInputBox('New Custom Provider: Valid (4/5)', 'Timed');
    await answer('New Custom Provider: Valid (5/5)', 'Save the Secret, Too');
    await workbench.pick('All workspaces');
    await workbench.statusMessage(/Timed is saved/).waitFor();
    await workbench.row(/^Valid: order\.created: 3/).waitFor();
    assert.match(settings(), /"header": "X-Timed-Timestamp"/);
  });

  it('is nothing where the guide is left', async () => {
    const { workbench } = vscode;
    const before = settings();
    await workbench.runCommand('New Custom Provider...');
    await answer('New Custom Provider (1/5)', 'No Event');
    await workbench.option('Another Header...').waitFor();
    await workbench.escape();
    assert.equal(settings(), before);
  });
});
