import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { sendWebhook } from '../../tools/webhook.ts';
import { useVsCode } from '../fixture.ts';
import { listening, openEvent } from '../steps.ts';
import { limit } from '../../support/limits.ts';

const stripeSecret = 'whsec_evidence_5f0c';
const gitLabToken = 'gitlab-token-of-this-test';
const wobbleSecret = 'wobble-signing-secret-9a3e';
const time = '1790000000';
const wobbleBody = '{"hello":"wobble"}';

/** What a probe or a browser sends: without a body. */
function get(port: number, path: string, userAgent: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, headers: { 'User-Agent': userAgent } },
      (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', reject).end();
  });
}

function stripeSignature(body: string, key: string): string {
  const seconds = Math.floor(Date.now() / 1000);
  const digest = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}

describe('Evidence of who sent a request', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const port = (): number => vscode.session.listenerPort;
  const save = async (provider: string, secret: string, kind = ''): Promise<void> => {
    const { workbench } = vscode;
    await workbench.runCommand('Set Signing Secret');
    await workbench.pickFiltered(provider);
    await workbench.fillInputBox(`Signing secret for ${provider}${kind}`, secret);
    await workbench.statusMessage(/^Saved/).waitFor();
  };
  const send = (
    path: string,
    body: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<number> => sendWebhook({ port: port(), path, body, headers });

  before(async function () {
    this.timeout(limit(60_000));
    const { workbench } = vscode;
    await listening(workbench, port());
    await workbench.showWebhooks();
    await save('Stripe', stripeSecret);
  });

  it('is no saved secret: what shows nobody is Unrecognised, and counted so', async () => {
    const { workbench } = vscode;
    await get(port(), '/health', 'kube-probe/1.31');
    await get(port(), '/favicon.ico', 'Mozilla/5.0');
    await send('/anything', '{"hello":"world"}');
    await workbench.row(/^Unrecognised: GET \/health/).waitFor();
    await workbench.row(/^Unrecognised: GET \/favicon\.ico/).waitFor();
    await workbench.row(/^Unrecognised: POST \/anything/).waitFor();
    await workbench.row(/3 unrecognised/, 'Sources').waitFor();
    const all = [...(await workbench.rows('Sources')), ...(await workbench.rows())];
    assert.deepEqual(
      all.filter((label) => /invalid|missing/i.test(label)),
      [],
    );
  });

  it('is quiet: no explanation, but “Check as Stripe” at hand', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, /^Unrecognised: POST \/anything/, 'Unrecognised');
    const verdict = workbench.panel.getByRole('status', { name: 'Signature verdict' });
    await verdict.getByText('Nothing shows who sent this.').waitFor();
    const offers = workbench.panel.locator('webhook-verdict .panel-actions').getByRole('button');
    await offers.first().waitFor();
    assert.deepEqual(await offers.allInnerTexts(), ['Check as Stripe', 'Check as Provider...']);
    assert.equal(await workbench.panel.locator('.explanation').count(), 0);
  });

  it('is a signature of no known scheme, which the guide finds out with its secret', async () => {
    const { workbench } = vscode;
    const digest = createHmac('sha512', wobbleSecret).update(`${time}|${wobbleBody}`).digest('hex');
    const headers = { 'X-Wobble-Timestamp': time, 'X-Wobble-Signature': `sha512=${digest}` };
    await send('/wobble', wobbleBody, headers);
    await openEvent(workbench, /^Unrecognised: POST \/wobble/, 'Unrecognised');
    const verdict = workbench.panel.getByRole('status', { name: 'Signature verdict' });
    await verdict
      .getByText('X-Wobble-Signature looks like an HMAC-SHA512 in hex; no known provider signs so.')
      .waitFor();
    const title = workbench.page.locator('.quick-input-title');
    const first = title.getByText('New Custom Provider (1/4)', { exact: true });
    const describeThis = workbench.panel.getByRole('button', { name: 'Describe This Provider...' });
    await workbench.act((one) => describeThis.click(one), first);
    await workbench.pick('X-Wobble-Signature');
    await workbench.fillInputBox('New Custom Provider (2/4)', wobbleSecret);
    await workbench.page.getByText(/^Found: `\{timestamp\}\|\{body\}`\. X-Wobble-Signature is/).waitFor();
    await workbench.fillInputBox('New Custom Provider: Valid (3/4)', 'Wobble');
    await workbench.step('New Custom Provider: Valid (4/4)');
    await workbench.pick('Save the Secret, Too');
    await workbench.pick('This workspace');
    await workbench.row(/^Valid: POST \/wobble.*Wobble/).waitFor();
  });

  it('is asked for by nobody in the menu of a row either: the guide knows the event', async () => {
    const { workbench } = vscode;
    await workbench.rowMenu(
      workbench.row(/^Unrecognised: POST \/anything/),
      ['New Custom Provider...'],
      workbench.title('New Custom Provider (1/4)'),
    );
    await workbench.option('Content-Type').waitFor();
    await workbench.escape();
  });

  it('explains every failing event without a click, not only the first', async () => {
    const { workbench } = vscode;
    const failing = async (name: string): Promise<void> => {
      const body = JSON.stringify({ id: `evt_${name}`, object: 'event', type: `invoice.${name}` }, null, 2);
      // As a proxy sends it on that parses the JSON and writes it again.
      const headers = { 'Stripe-Signature': stripeSignature(body, stripeSecret) };
      await send('/stripe', JSON.stringify(JSON.parse(body)), headers);
      await workbench.row(new RegExp(`^Invalid: invoice\\.${name}.*rewrote the JSON`)).waitFor();
    };
    await failing('first');
    await failing('second');
    await openEvent(workbench, /^Invalid: invoice\.second/, 'Invalid');
    const verdict = workbench.panel.getByRole('status', { name: 'Signature verdict' });
    await verdict.getByText('Proven', { exact: true }).waitFor();
  });

  it('proves the sender but not the bytes where it is a token', async () => {
    const { workbench } = vscode;
    await save('GitLab', gitLabToken, ' (secret token)');
    await send('/gitlab', '{"object_kind":"push","ref":"refs/heads/main"}', {
      'X-Gitlab-Event': 'Push Hook',
      'X-Gitlab-Token': gitLabToken,
    });
    await openEvent(workbench, /^Authenticated: push/, 'Authenticated');
    assert.equal(await workbench.row(/^Valid: push/).count(), 0);
  });

  it('is not wanted of a ping', async () => {
    const { workbench } = vscode;
    await send('/bitbucket', '{"test":true}', { 'X-Event-Key': 'diagnostics:ping' });
    await openEvent(workbench, /^Unsigned: Ping/, 'Unsigned');
    const verdict = workbench.panel.getByRole('status', { name: 'Signature verdict' });
    await verdict.getByText(/ping/i).first().waitFor();
  });
});
