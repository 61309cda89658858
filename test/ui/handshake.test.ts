import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { sendWebhook } from '../tools/webhook.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent, openTab } from './steps.ts';

/** What is asked and answered: the vendors' pages and libraries, as the shared facts have them. */
const slackChallenge = '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P';
const slackSecret = '8f742231b10e8888abcd99yyyzzz85a5';
const zoomSecret = 'zoom-secret-token';
const zoomToken = 'qgg8vlvZRS6UYooatFL8Aw';
const zoomEncrypted = 'd9e0d764a78494688ba3f2d5c0ed4ca311394b4834d959759213424d2df961e3';
const asanaSecret = 'b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81';

describe('A handshake', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
  });

  const ask = (
    body: string,
    headers: Readonly<Record<string, string>> = {},
    path = '/hooks',
  ): Promise<Response> =>
    fetch(`http://127.0.0.1:${vscode.session.listenerPort}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
  const verdict = () => vscode.workbench.panel.locator('webhook-verdict');

  it('of Slack is answered with its challenge', async () => {
    const { workbench } = vscode;
    const body = JSON.stringify({ token: 'x', challenge: slackChallenge, type: 'url_verification' });
    const answer = await ask(body, { 'X-Slack-Request-Timestamp': '1760000000' });
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
    assert.equal(await answer.text(), slackChallenge);
    await openEvent(workbench, /^Missing signature: Handshake: url_verification/, 'Missing signature');
    await openTab(workbench, 'Delivery');
    const delivery = workbench.panel.getByRole('tabpanel', { name: 'Delivery' });
    await delivery.getByText(slackChallenge).waitFor();
  });

  it('of Slack is verified as its events are', async () => {
    const { workbench } = vscode;
    await workbench.runCommand('Set Signing Secret');
    await workbench.pickFiltered('Slack');
    await workbench.fillInputBox('Signing secret for Slack', slackSecret);
    const body = JSON.stringify({ token: 'x', challenge: slackChallenge, type: 'url_verification' });
    const time = String(Math.floor(Date.now() / 1000));
    const digest = createHmac('sha256', slackSecret).update(`v0:${time}:${body}`).digest('hex');
    const signed = { 'X-Slack-Request-Timestamp': time, 'X-Slack-Signature': `v0=${digest}` };
    assert.equal(await (await ask(body, signed)).text(), slackChallenge);
    await openEvent(workbench, /^Valid: Handshake: url_verification/, 'Valid');
  });

  it('of Zoom needs the saved secret, and is answered with it', async () => {
    const { workbench } = vscode;
    const payload = { plainToken: zoomToken };
    const body = JSON.stringify({ payload, event_ts: 1_654_503_849_680, event: 'endpoint.url_validation' });
    const before = await ask(body);
    assert.equal((await before.text()).includes(zoomToken), false);
    await workbench.row(/^Unsigned: Handshake: endpoint\.url_validation/).click();
    await verdict()
      .getByText('Zoom asked for a response that needs its secret, and none is saved.')
      .waitFor();
    await workbench.panel.getByRole('button', { name: 'Set Signing Secret' }).click();
    await workbench.fillInputBox('Signing secret for Zoom', zoomSecret);
    await workbench.row(/^Zoom, 1 secret/, 'Sources').waitFor();
    const answer = await ask(body, {}, '/again');
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
    assert.deepEqual(await answer.json(), { plainToken: zoomToken, encryptedToken: zoomEncrypted });
    await workbench.row(/^Unsigned: Handshake: endpoint\.url_validation, POST \/again/).click();
    await verdict()
      .getByText(/This is how Zoom asks whether a URL is its receiver, and it got the response/)
      .waitFor();
  });

  it('of Asana delivers the secret, which the panel offers to save', async () => {
    const { workbench } = vscode;
    const answer = await ask('', { 'X-Hook-Secret': asanaSecret });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('x-hook-secret'), asanaSecret);
    const toast = workbench.toast(/Asana delivered its signing secret\. Save it\?/);
    await toast.waitFor();
    assert.equal((await toast.innerText()).includes(asanaSecret), false);
    await workbench.row(/^Unsigned: Handshake: Asana/).click();
    await verdict()
      .getByText(/It brought the secret .*: save it with the button/)
      .waitFor();
    await workbench.panel.getByRole('button', { name: 'Save Secret' }).waitFor();
    await toast.getByRole('button', { name: 'Save' }).click();
    await workbench.row(/^Asana, 1 secret/, 'Sources').waitFor();
    await workbench.panel.getByRole('button', { name: 'Save Secret' }).waitFor({ state: 'detached' });
    await workbench.panel.getByRole('button', { name: 'Open in Editor' }).waitFor();
  });

  it('has the events that follow verified with that secret', async () => {
    const { workbench, session } = vscode;
    const events = [{ action: 'added', resource: { gid: '1', resource_type: 'task' } }];
    const body = JSON.stringify({ events });
    const digest = createHmac('sha256', asanaSecret).update(body).digest('hex');
    await sendWebhook({ port: session.listenerPort, body, headers: { 'X-Hook-Signature': digest } });
    await openEvent(workbench, /^Valid: task added/, 'Valid');
  });

  it('that brings a saved secret again offers nothing', async () => {
    const { workbench } = vscode;
    await ask('', { 'X-Hook-Secret': asanaSecret });
    await ask(JSON.stringify({ verification_token: 'secret_notion-7f3a' }));
    await workbench.toast(/Notion delivered its signing secret/).waitFor();
    assert.equal(await workbench.toast(/Asana delivered/).count(), 0);
  });
});
