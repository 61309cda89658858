import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from '../host/wait.ts';
import { sendWebhook } from '../host/webhook.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent } from './steps.ts';
import { StripeApp, stripeSignature } from './stripeApp.ts';

const secret = 'whsec_ui_5f1c8a0b';
const names = ['first', 'second', 'third'] as const;

function bodyOf(name: string): string {
  return `{"id":"evt_${name}","object":"event","type":"${name}.paid","amount":1.0}`;
}

describe('Replaying old events', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const app = new StripeApp(secret);

  const rowOf = (name: string): RegExp => new RegExp(`^Expired: ${name}\\.paid`);
  const delivery = (): Locator => vscode.workbench.panel.locator('.delivery').first();

  async function selectAll(): Promise<void> {
    const { workbench } = vscode;
    await workbench.row(rowOf('first')).click();
    await workbench.row(rowOf('third')).click({ modifiers: ['Shift'] });
  }

  async function replaySelected(command: string): Promise<void> {
    const { workbench } = vscode;
    await selectAll();
    await workbench.row(rowOf('second')).click({ button: 'right' });
    // A menu takes no click right after it has opened.
    await workbench.page.getByRole('menuitem', { name: command, exact: true }).hover();
    await workbench.page.keyboard.press('Enter');
  }

  before(async function () {
    this.timeout(60_000);
    const { workbench, session } = vscode;
    await app.start();
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await workbench.runCommand('Set Signing Secret');
    await workbench.pickFiltered('Stripe');
    await workbench.fillInputBox('Signing secret for Stripe', secret);
    await workbench.row(/^Stripe, 1 secret/, 'Sources').waitFor();
    const hourAgo = Math.floor(Date.now() / 1000) - 3600;
    for (const name of names) {
      const body = bodyOf(name);
      const headers = { 'Stripe-Signature': stripeSignature(body, secret, hourAgo) };
      await sendWebhook({ port: session.listenerPort, path: '/stripe', body, headers });
    }
    await workbench.row(rowOf('third')).waitFor();
  });
  after(() => app.stop());

  it('sends those that are selected in the order in which they came, and an app refuses their time', async () => {
    const { workbench } = vscode;
    await replaySelected('Replay...');
    await workbench.fillInputBox('Replay', app.host);
    await workbench.pick('No Pause');
    const told = workbench.toast(
      /0 of 3 events were answered with success \(2xx\)\. 3 failed, the first: answered 400\./,
    );
    await told.getByRole('button', { name: 'Show' }).click();
    assert.deepEqual(app.arrived, names.map(bodyOf));
    await workbench.panel.getByRole('heading', { level: 1, name: 'first.paid' }).waitFor();
    await delivery().getByText('Timestamp outside the tolerance zone').waitFor();
    await delivery()
      .getByText(/^Changed: Host\. Added: .*the captured one, byte for byte\.$/)
      .waitFor();
  });

  it('signs them anew, and the app takes each; what was sent stands beside its answer', async () => {
    const { workbench } = vscode;
    app.arrived.length = 0;
    await replaySelected('Replay Re-signed...');
    await workbench.pick(`http://${app.host}/`);
    await workbench.pick('100 ms');
    await workbench.toast(/3 of 3 events were answered with success/).waitFor();
    assert.deepEqual(app.arrived, names.map(bodyOf));
    for (const name of names) {
      await openEvent(workbench, rowOf(name), 'Expired');
      await workbench.panel.getByRole('tab', { name: 'Delivery' }).click();
      await delivery()
        .getByRole('button', { name: /answered 200 .*Replayed re-signed/ })
        .waitFor();
      const sent = delivery().getByRole('region', { name: 'Request' });
      await sent.getByText('POST /stripe HTTP/1.1').waitFor();
      await sent.getByText(/^Made anew: Stripe-Signature\./).waitFor();
      await delivery().getByRole('region', { name: 'Answer' }).getByText('200', { exact: true }).waitFor();
    }
  });

  it('signs the one that a panel shows anew', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, rowOf('second'), 'Expired');
    await workbench.panel.getByRole('tab', { name: 'Delivery' }).click();
    const before = app.arrived.length;
    await workbench.panel.getByRole('button', { name: 'Replay Re-signed...' }).click();
    await workbench.pick(`http://${app.host}/`);
    await workbench.toast(/answered 200 in/).waitFor();
    assert.equal(app.arrived.length, before + 1);
  });

  it('ends at once where it is cancelled', async () => {
    const { workbench } = vscode;
    app.holds = true;
    app.arrived.length = 0;
    await replaySelected('Replay...');
    await workbench.pick(`http://${app.host}/`);
    await workbench.pick('1 s');
    const running = workbench.toast(/Replaying 3 events/);
    await until('the first has arrived', () => Promise.resolve(app.arrived.length === 1), 10_000);
    await running.getByRole('button', { name: 'Cancel' }).click();
    await workbench.toast(/Cancelled: 2 were not sent\./).waitFor();
    assert.deepEqual(app.arrived, [bodyOf('first')]);
  });
});
