import assert from 'node:assert/strict';
import { backupBody, sendSigned, sendWebhook } from '../tools/webhook.ts';
import { freePort } from '../tools/wait.ts';
import { ExpressApp } from './expressApp.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent, openTab } from './steps.ts';

const source = { name: 'Backups', path: '/hooks/backups', provider: 'simplebackups' };

describe('Forwarding', () => {
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': true, 'webhookDebugger.sources': [source] },
  });
  let app: ExpressApp;
  let host = '';

  const send = async (name: string): Promise<void> => {
    const { session } = vscode;
    assert.equal(
      await sendSigned({ port: session.listenerPort, body: backupBody('success', name) }, 's'),
      200,
    );
  };
  const row = (said: RegExp) =>
    vscode.workbench.row(new RegExp(`^forward to ${host}, ${said.source}`), 'Sources');
  const forwarded = (text: string | RegExp) =>
    vscode.workbench.panel.locator('.event-app').getByText(text, { exact: typeof text === 'string' });
  const deliveries = () => vscode.workbench.panel.locator('.delivery');
  const tab = (name: string): Promise<void> => openTab(vscode.workbench, name);

  before(async () => {
    const { workbench, session } = vscode;
    app = await ExpressApp.start();
    host = app.host;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
  });
  after(() => app.stop());

  it('begins with a URL, and the answer of the app stands beside the event', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Forward Events To...');
    await workbench.pick('Backups');
    await workbench.fillInputBox('Forward Events To', host);
    await workbench.pick('All workspaces');
    await row(/on$/).waitFor();
    await send('First');
    await openEvent(workbench, /First, POST/, 'No secret');
    await forwarded(new RegExp(`^${host} responded 201 in [\\d.]+ ms$`)).waitFor();
    await row(/on, 1 sent$/).waitFor();
    await tab('Delivery');
    const newest = deliveries().first();
    await newest.getByRole('button', { name: `${host} responded 201`, expanded: true }).waitFor();
    await newest.getByText('{"stored":"First"}').waitFor();
    assert.match(await newest.innerText(), /X-App/);
  });

  it('is switched off and on by one click', async () => {
    const { workbench } = vscode;
    await workbench.rowAction(row(/on/), 'Stop Forwarding', row(/off$/));
    await send('Second');
    await openEvent(workbench, /Second, POST/, 'No secret');
    await vscode.workbench.panel.locator('.event-app').waitFor({ state: 'detached' });
    await tab('Delivery');
    assert.equal(await deliveries().count(), 0);
    await workbench.rowAction(row(/off$/), 'Resume Forwarding', row(/on/));
    await send('Third');
    await openEvent(workbench, /Third, POST/, 'No secret');
    await forwarded(new RegExp(`^${host} responded 201`)).waitFor();
    assert.deepEqual(app.names, ['First', 'Third']);
  });

  it('sends nothing on that a browser made, and marks it', async () => {
    const { workbench, session } = vscode;
    const body = backupBody('success', 'Planted');
    const headers = { Origin: 'https://evil.example' };
    assert.equal(await sendWebhook({ port: session.listenerPort, body, headers }), 200);
    await openEvent(workbench, /Planted, POST.*headers of a browser/, 'Missing signature');
    await forwarded('not sent: headers of a browser').waitFor();
    await vscode.workbench.panel
      .locator('.facts')
      .getByText('https://evil.example', { exact: true })
      .waitFor();
    assert.ok(!app.names.includes('Planted'));
  });

  it('says where the app is not there, and elsewhere nothing is sent before it is allowed', async () => {
    const { workbench } = vscode;
    const closed = `localhost:${await freePort()}`;
    await workbench.runCommand('Forward Events To...');
    await workbench.pick('Backups');
    await workbench.pick('Another URL...');
    await workbench.fillInputBox('Forward Events To', closed);
    await workbench.pick('All workspaces');
    await workbench.row(new RegExp(`^forward to ${closed}, on`), 'Sources').waitFor();
    await send('Fourth');
    await openEvent(workbench, /Fourth, POST/, 'No secret');
    await forwarded(`failed: ${closed}, connection refused`).waitFor();
    await workbench.row(new RegExp(`^forward to ${closed}, failing, no response since`), 'Sources').waitFor();
    await workbench.runCommand('Forward Events To...');
    await workbench.pick('Backups');
    await workbench.pick('Another URL...');
    await workbench.fillInputBox('Forward Events To', 'https://hooks.example.com/in');
    const dialog = workbench.page.getByRole('dialog', {
      name: /Send webhooks to https:\/\/hooks\.example\.com/,
    });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.row(new RegExp(`^forward to ${closed}`), 'Sources').waitFor();
  });

  it('takes what no source has, too, with a source that is made for it', async () => {
    const { workbench, session } = vscode;
    await workbench.rowMenu(
      workbench.row(/^Listening/, 'Sources'),
      ['Forward Events To...'],
      workbench.option(`http://${host}/`),
    );
    await workbench.pick(`http://${host}/`);
    await workbench.pick('This workspace');
    await workbench.row(/^All other paths, \//, 'Sources').waitFor();
    const { listenerPort: port } = session;
    assert.equal(await sendWebhook({ port, path: '/elsewhere', body: '{"type":"ping"}' }), 200);
    await openEvent(workbench, /ping, POST \/elsewhere/, 'Unrecognised');
    await forwarded(new RegExp(`^${host} responded 404`)).waitFor();
  });
});

describe('A target that a workspace names', () => {
  const forwardTo = 'https://hooks.example.com/in';
  const vscode = useVsCode({
    settings: {
      'webhookDebugger.autoStart': true,
      'webhookDebugger.sources': [{ ...source, forwardTo }],
    },
  });

  it('is told, and sent nothing before the person allows it', async () => {
    const { workbench, session } = vscode;
    // It goes by itself after a while.
    await workbench
      .toast(/The settings forward events of “Backups” to https:\/\/hooks\.example\.com/)
      .waitFor();
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await workbench.row(/^forward to hooks\.example\.com, not allowed yet$/, 'Sources').waitFor();
    await sendWebhook({ port: session.listenerPort, body: backupBody('success', 'Kept Here') });
    await openEvent(workbench, /Kept Here, POST/, 'Missing signature');
    const fact = workbench.panel.locator('.event-app').getByText('not sent: target not allowed yet');
    await fact.waitFor();
  });
});
