import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { until } from '../tools/wait.ts';
import { sendWebhook } from '../tools/webhook.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent, openTab } from './steps.ts';
import { StripeApp, stripeSignature } from './stripeApp.ts';

const secret = 'whsec_ui_5f1c8a0b';
const names = ['first', 'second', 'third'] as const;

function bodyOf(name: string): string {
  return `{"id":"evt_${name}","object":"event","type":"${name}.paid","amount":1.0}`;
}

describe('Replaying old events', () => {
  const source = { name: 'Shop', path: '/stripe', provider: 'stripe' };
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': true, 'webhookDebugger.sources': [source] },
  });
  const app = new StripeApp(secret);

  const rowOf = (name: string): RegExp => new RegExp(`^Expired: ${name}\\.paid`);
  const delivery = (): Locator => vscode.workbench.panel.locator('.delivery').first();

  async function selectAll(): Promise<void> {
    const { workbench } = vscode;
    await workbench.act(
      async (one) => {
        await workbench.row(rowOf('first')).click(one);
        await workbench.row(rowOf('third')).click({ modifiers: ['Shift'], ...one });
      },
      async () => (await workbench.tree('Events').locator('[aria-selected=true]').count()) === names.length,
    );
  }

  async function replaySelected(command: string): Promise<void> {
    const { workbench } = vscode;
    await selectAll();
    await workbench.rowMenu(workbench.row(rowOf('second')), ['Replay', command], workbench.input);
  }

  before(async () => {
    const { workbench, session } = vscode;
    await app.start();
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await workbench.runCommand('Set Signing Secret');
    await workbench.pickFiltered('Stripe');
    await workbench.fillInputBox('Signing secret for Stripe', secret);
    await workbench.row(/^(Shop|Stripe), .*1 secret/, 'Sources').waitFor();
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
      /0 of 3 events got a success \(2xx\)\. 3 failed, the first: responded 400\./,
    );
    await told.getByRole('button', { name: 'Show' }).click();
    assert.deepEqual(app.arrived, names.map(bodyOf));
    await workbench.panel.getByRole('heading', { level: 1, name: 'first.paid' }).waitFor();
    await delivery().getByText('Timestamp outside the tolerance zone').waitFor();
    await delivery()
      .getByText(/^Changed: Host\. Added: .*identical to the captured one\.$/)
      .waitFor();
  });

  it('signs them anew, and the app takes each; what was sent stands beside its answer', async () => {
    const { workbench } = vscode;
    app.arrived.length = 0;
    await replaySelected('Replay Re-signed...');
    await workbench.pick(`http://${app.host}/`);
    await workbench.pick('100 ms');
    await workbench.statusMessage(/3 of 3 events got a success/).waitFor();
    assert.deepEqual(app.arrived, names.map(bodyOf));
    for (const name of names) {
      await openEvent(workbench, rowOf(name), 'Expired');
      await openTab(workbench, 'Delivery');
      await delivery()
        .getByRole('button', { name: /responded 200 .*Replayed re-signed/ })
        .waitFor();
      const sent = delivery().getByRole('region', { name: 'Request' });
      await sent.getByText('POST /stripe HTTP/1.1').waitFor();
      await sent.getByText(/^Re-signed with “.*”\. Regenerated: Stripe-Signature\./).waitFor();
      await delivery().getByRole('region', { name: 'Response' }).getByText('200', { exact: true }).waitFor();
    }
  });

  it('signs the one that a panel shows anew', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, rowOf('second'), 'Expired');
    await openTab(workbench, 'Delivery');
    const before = app.arrived.length;
    await workbench.panel.getByRole('button', { name: 'Replay Re-signed...' }).click();
    await workbench.pick(`http://${app.host}/`);
    await workbench.statusMessage(/responded 200 in/).waitFor();
    assert.equal(app.arrived.length, before + 1);
  });

  it('goes to the target of its source without a question, and several each to that of its own', async () => {
    const { workbench, session } = vscode;
    const target = { forwardTo: `http://${app.host}/own`, forward: { enabled: false, path: 'append' } };
    session.changeSettings({ 'webhookDebugger.sources': [{ ...source, ...target }] });
    await workbench.open(session.url);
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await workbench.row(/^Shop, /, 'Sources').waitFor();
    await openEvent(workbench, rowOf('third'), 'Expired');
    const before = app.arrived.length;
    const sentTo = delivery().getByRole('region', { name: 'Request' }).getByText('POST /own/stripe HTTP/1.1');
    await openTab(workbench, 'Delivery');
    await workbench.panel.getByRole('button', { name: 'Replay Re-signed...' }).click();
    await sentTo.waitFor();
    assert.equal(app.arrived.length, before + 1);
    await replaySelected('Replay Re-signed...');
    await workbench.pick('Each to the Target of Its Source');
    await workbench.pick('No Pause');
    await until('three more have arrived', () => app.arrived.length === before + 4, 10_000);
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
    await workbench.toast(/Cancelled, not sent: 2\./).waitFor();
    assert.deepEqual(app.arrived, [bodyOf('first')]);
  });
});
