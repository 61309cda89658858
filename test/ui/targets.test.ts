import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Locator } from 'playwright-core';
import { privateKey, selfSigned } from '../faults/certificates.ts';
import { backupBody, sendSigned } from '../host/webhook.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent } from './steps.ts';

/** An address of this machine that is not loopback, and so another host as far as consent goes. */
function ownAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.find(
    ({ internal, family, address }) => !internal && family === 'IPv4' && !/^169\.254/.test(address),
  )?.address;
}

/** A server that counts what it is sent. */
class CountingApp {
  readonly #server: Server;
  requests = 0;

  constructor(tls?: { readonly key: string; readonly cert: string }) {
    this.#server = tls === undefined ? createServer() : createTlsServer(tls);
    this.#server.on('request', (_request, response) => {
      this.requests += 1;
      response.end('taken');
    });
  }

  async listen(host: string): Promise<number> {
    this.#server.listen(0, host);
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe('Sending where it has not been sent before', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const deliveries = (): Locator => vscode.workbench.panel.locator('.delivery');
  let app: CountingApp;

  before(async function () {
    this.timeout(60_000);
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    const body = backupBody('success', 'Sent Elsewhere');
    assert.equal(await sendSigned({ port: session.listenerPort, body }, 'secret'), 200);
    await openEvent(workbench, /Sent Elsewhere/, 'No secret');
    await workbench.panel.getByRole('tab', { name: 'Delivery' }).click();
  });
  afterEach(() => app.close());

  async function replayTo(url: string, isFirst = false): Promise<void> {
    const { workbench } = vscode;
    await workbench.runCommand('Replay...');
    if (!isFirst) {
      await workbench.pick('Another URL...');
    }
    await workbench.fillInputBox('Replay', url);
  }

  async function forgetFirstHost(): Promise<void> {
    const { workbench } = vscode;
    await workbench.runCommand('Forget Allowed Hosts...');
    await workbench.page.locator('.quick-input-list').getByRole('checkbox').first().click();
    await workbench.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
  }

  it('says while it is written where nothing is ever sent', async () => {
    app = new CountingApp();
    const { page } = vscode.workbench;
    await vscode.workbench.runCommand('Replay...');
    const input = page.locator('.quick-input-box input');
    const says = (text: string): Promise<void> => page.getByText(text).first().waitFor();
    await input.fill('http://169.254.169.254/latest');
    await says('clouds serve the credentials of a machine at this address');
    await input.fill('http://[::]:3000');
    await says('write localhost in its place');
    await input.fill(`localhost:${vscode.session.listenerPort}`);
    await says('is the listener itself');
    await page.keyboard.press('Escape');
  });

  it('asks once for another host, naming it, and again when that was taken back', async function () {
    app = new CountingApp();
    const address = ownAddress();
    if (address === undefined) {
      this.skip();
    }
    const { workbench } = vscode;
    const url = `http://${address}:${await app.listen(address)}`;
    const question = workbench.dialog.getByText(`Send webhooks to ${url}?`);
    await replayTo(url, true);
    await question.waitFor();
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'hidden' });
    assert.deepEqual([app.requests, await deliveries().count()], [0, 0]);

    await replayTo(url, true);
    await workbench.dialog.getByRole('button', { name: 'Allow', exact: true }).click();
    await workbench
      .toast(/answered 200 in/)
      .getByRole('button', { name: 'Show' })
      .click();
    assert.equal(app.requests, 1);
    await workbench.runCommand('Replay...');
    await workbench.pick(`${url}/`);
    await workbench
      .toast(/answered 200 in/)
      .getByRole('button', { name: 'Show' })
      .click();
    assert.equal(app.requests, 2);

    await forgetFirstHost();
    await workbench.runCommand('Replay...');
    await workbench.pick(`${url}/`);
    await question.waitFor();
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'hidden' });
    assert.equal(app.requests, 2);
  });

  it('says whose certificate is not trusted, and accepts it for this target', async () => {
    app = new CountingApp({ key: privateKey, cert: selfSigned });
    const { workbench } = vscode;
    const url = `https://localhost:${await app.listen('127.0.0.1')}`;
    const isFirst = ownAddress() === undefined;
    await replayTo(url, isFirst);
    const refused = workbench.toast(/is not trusted: it is self-signed/);
    await refused.getByRole('button', { name: 'Accept Certificate...' }).click();
    await workbench.dialog.getByText('Issued by: localhost').waitFor();
    assert.equal(app.requests, 0);
    await workbench.dialog.getByRole('button', { name: 'Accept and Send Again' }).click();
    await workbench
      .toast(/answered 200 in/)
      .getByRole('button', { name: 'Show' })
      .click();
    assert.equal(app.requests, 1);
    await workbench.runCommand('Replay...');
    await workbench.pick(`${url}/`);
    await workbench.toast(/answered 200 in/).waitFor();
    assert.equal(app.requests, 2);

    // The same for a request that is sent from its document.
    await forgetFirstHost();
    await workbench.runCommand('Edit and Replay...');
    await workbench.page.getByRole('button', { name: 'Set Signing Secret (SimpleBackups)' }).waitFor();
    await workbench.runCommand('Send Request');
    await refused.getByRole('button', { name: 'Accept Certificate...' }).click();
    assert.equal(app.requests, 2);
    await workbench.dialog.getByRole('button', { name: 'Accept and Send Again' }).click();
    await workbench.editorTab(/^Answer 200 from localhost:/).waitFor();
    assert.equal(app.requests, 3);
  });
});
