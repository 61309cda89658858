import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import type { Locator } from 'playwright-core';
import { privateKey, selfSigned } from '../faults/certificates.ts';
import { backupBody, sendSigned } from '../tools/webhook.ts';
import { until } from '../tools/wait.ts';
import { App } from '../support/app.ts';
import type { Expected } from './act.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent, openTab } from './steps.ts';

/** An address of this machine that is not loopback, and so another host as far as consent goes. */
function ownAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.find(
    ({ internal, family, address }) => !internal && family === 'IPv4' && !/^169\.254/.test(address),
  )?.address;
}

describe('Sending where it has not been sent before', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const deliveries = (): Locator => vscode.workbench.panel.locator('.delivery');
  let app: App;

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    const body = backupBody('success', 'Sent Elsewhere');
    assert.equal(await sendSigned({ port: session.listenerPort, body }, 'secret'), 200);
    await openEvent(workbench, /Sent Elsewhere/, 'No secret');
    await openTab(workbench, 'Delivery');
  });
  afterEach(() => app.close());

  /** Asks for the URL in a box where nothing was sent to yet, else in a list. Something may take the focus from both. */
  async function replayTo(url: string, expected: Locator): Promise<void> {
    const { workbench } = vscode;
    const another = workbench.option('Another URL...');
    await workbench.act(async (one) => {
      await workbench.runCommand('Replay...');
      await workbench.input.waitFor(one);
      if (await another.isVisible()) {
        await another.click(one);
        await another.waitFor({ state: 'hidden', ...one });
      }
      await workbench.input.fill(url, one);
      await workbench.input.press('Enter', one);
    }, expected);
  }

  async function replayAgainTo(url: string, expected: Expected): Promise<void> {
    await vscode.workbench.pickOf('Replay...', `${url}/`, expected);
  }

  async function forget(origin: string): Promise<void> {
    const { workbench } = vscode;
    await workbench.runCommand('Forget Allowed Hosts...');
    await workbench.pickSeveral([origin]);
  }

  it('says while it is written where nothing is ever sent', async () => {
    app = new App();
    const { page } = vscode.workbench;
    await vscode.workbench.runCommand('Replay...');
    const input = page.locator('.quick-input-box input');
    const says = (text: string): Promise<void> => page.getByText(text).first().waitFor();
    await input.fill('http://169.254.169.254/latest');
    await says('clouds serve the credentials of a machine at this address');
    await input.fill('http://[::]:3000');
    await says('use localhost instead');
    await input.fill(`localhost:${vscode.session.listenerPort}`);
    await says('is the listener itself');
    await vscode.workbench.escape();
  });

  it('asks once for another host, naming it, and again when that was taken back', async function () {
    app = new App();
    const address = ownAddress();
    if (address === undefined) {
      this.skip();
    }
    const { workbench } = vscode;
    const url = await app.listen(address);
    const question = workbench.dialog.getByText(`Send webhooks to ${url}?`);
    await replayTo(url, question);
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'hidden' });
    assert.deepEqual([app.arrived.length, await deliveries().count()], [0, 0]);

    await replayTo(url, question);
    await workbench.dialog.getByRole('button', { name: 'Allow', exact: true }).click();
    await until('the first request has arrived', () => app.arrived.length === 1);
    await workbench.statusMessage(/responded 200 in/).waitFor();
    await replayAgainTo(url, () => Promise.resolve(app.arrived.length > 1));

    const { length } = app.arrived;
    await forget(url);
    await replayAgainTo(url, question);
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'hidden' });
    assert.equal(app.arrived.length, length);
  });

  it('says whose certificate is not trusted, and accepts it for this target', async () => {
    app = new App({ key: privateKey, cert: selfSigned });
    const { workbench } = vscode;
    await app.listen();
    const url = `https://${app.host}`;
    const refused = workbench.toast(/is not trusted: it is self-signed/);
    await replayTo(url, refused);
    await refused.getByRole('button', { name: 'Accept Certificate...' }).click();
    await workbench.dialog.getByText('Issued by: localhost').waitFor();
    assert.equal(app.arrived.length, 0);
    await workbench.dialog.getByRole('button', { name: 'Accept and Send Again' }).click();
    await until('the first request has arrived', () => app.arrived.length === 1);
    await workbench.statusMessage(/responded 200 in/).waitFor();
    await replayAgainTo(url, () => Promise.resolve(app.arrived.length > 1));

    // The same for a request that is sent from its document.
    const { length } = app.arrived;
    await forget(url);
    await workbench.runCommand('Edit and Replay...');
    await workbench.page.getByRole('button', { name: 'Set Signing Secret (SimpleBackups)' }).waitFor();
    await workbench.runCommand('Send Request');
    await refused.getByRole('button', { name: 'Accept Certificate...' }).click();
    await workbench.dialog.getByRole('button', { name: 'Accept and Send Again' }).waitFor();
    assert.equal(app.arrived.length, length);
    await workbench.dialog.getByRole('button', { name: 'Accept and Send Again' }).click();
    await workbench.editorTab(/^Response 200 from localhost:/).waitFor();
    assert.equal(app.arrived.length, length + 1);
  });
});
