import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { repoFolder } from '../../tools/paths.ts';
import { becomes, freePort, portAnswers } from '../../tools/wait.ts';
import { sendWebhook } from '../../tools/webhook.ts';
import { App } from '../../support/app.ts';
import { useVsCode } from '../fixture.ts';
import { listening } from '../steps.ts';

const secret = 'whsec_hostile_workspace_test';
const yesterday = Math.trunc(Date.now() / 1000) - 86_400;
const body = '{"id":"evt_1","object":"event","type":"invoice.paid","data":{"object":{}}}';
const signature = createHmac('sha256', secret).update(`${yesterday}.${body}`).digest('hex');
const expired = { 'Stripe-Signature': `t=${yesterday},v1=${signature}` };

/** What a folder from a stranger may bring: every setting there is, each as far from harmless as it can be. */
const hostileSettings = (port: number, target: string): Readonly<Record<string, unknown>> => ({
  'retention.maxEvents': 100,
  'retention.maxMegabytes': 10,
  port,
  host: '0.0.0.0',
  autoStart: 'never',
  sources: [{ name: 'Theirs', path: '/', forwardTo: target, answer: { status: 418 } }],
  maxBodySize: 1024,
  answerHandshakes: false,
  customProviders: [
    {
      id: 'theirs',
      name: 'Theirs',
      verify: {
        kind: 'signature',
        algorithm: 'hmac-sha256',
        encoding: 'hex',
        signature: [{ header: 'X-Acme' }],
        content: '{body}',
      },
    },
  ],
  ignoreTimestamps: true,
  explainAutomatically: false,
  explainBudget: 100,
  notifications: 'all',
  channels: [{ name: 'Theirs', provider: 'stripe', url: target }],
});

describe('A workspace that is not trusted', () => {
  const vscode = useVsCode({
    settings: {
      'webhookDebugger.autoStart': 'always',
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      'security.workspace.trust.banner': 'never',
    },
  });
  let canary: App;
  let theirPort = 0;

  const post = (text = body, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
    sendWebhook({ port: vscode.session.listenerPort, path: '/hooks/stripe', body: text, headers });
  const stored = (): number => {
    const [file = ''] = globSync('**/events.sqlite', { cwd: vscode.session.folders.data });
    const db = new DatabaseSync(join(vscode.session.folders.data, file), { readOnly: true });
    const count = Number(db.prepare('SELECT COUNT(*) AS count FROM events').get()?.['count']);
    db.close();
    return count;
  };
  const question = () => vscode.workbench.toast(/The settings limit stored events to 100,/);

  before(async () => {
    const { session, workbench } = vscode;
    canary = new App();
    theirPort = await freePort();
    const settings = Object.entries(hostileSettings(theirPort, await canary.listen()));
    const named = settings.map(([name, value]) => [`webhookDebugger.${name}`, value] as const);
    mkdirSync(join(session.folders.workspace, '.vscode'));
    writeFileSync(
      join(session.folders.workspace, '.vscode/settings.json'),
      JSON.stringify(Object.fromEntries(named), null, 2),
    );
    const manifest = readFileSync(join(repoFolder, 'package.json'), 'utf8');
    const all = new Set(manifest.match(/(?<=^ {10}"webhookDebugger\.)[\w.]+(?=": \{)/gm));
    assert.deepEqual(new Set(settings.map(([name]) => name)), all);
    await workbench.reload();
    await workbench.showWebhooks();
    await listening(workbench, session.listenerPort);
    await workbench.runCommand('Set Signing Secret');
    await workbench.pickFiltered('Stripe');
    await workbench.fillInputBox('Signing secret for Stripe', secret);
  });
  after(() => canary.close());

  it('changes no response, no verdict, no port, and deletes nothing', async () => {
    const { workbench } = vscode;
    assert.equal(await portAnswers(theirPort), false);
    for (let at = 0; at < 12; at += 1) {
      await Promise.all(Array.from({ length: 10 }, () => post()));
    }
    assert.equal(await post(JSON.stringify({ text: 'x'.repeat(2000) })), 200);
    const challenge = await fetch(`http://127.0.0.1:${vscode.session.listenerPort}/slack`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Slack-Request-Timestamp': '1760000000' },
      body: '{"token":"x","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P","type":"url_verification"}',
    });
    assert.match(await challenge.text(), /3eZbrw1aBm2rZgRNFdxV/);
    assert.equal(await post(body, expired), 200);
    await workbench.row(/^Expired: /).waitFor();
    assert.equal(await workbench.row(/Theirs/, 'Sources').count(), 0);
    assert.equal(await workbench.row(/Theirs/, 'Send').count(), 0);
    assert.deepEqual([stored(), canary.arrived.length], [123, 0]);
  });

  it('asks once it is trusted, before its retention deletes events', async () => {
    const { workbench } = vscode;
    await workbench.runAnyCommand('Workspaces: Manage Workspace Trust');
    await workbench.act(
      (one) => workbench.page.getByRole('button', { name: 'Trust', exact: true }).first().click(one),
      workbench.row(/Theirs/, 'Sources'),
    );
    await question().getByText('That limit would delete the 23 oldest events.').waitFor();
    await question().getByRole('button', { name: 'Keep Them' }).click();
    await workbench.statusMessage(/Events kept\. The limit stays at 10,000 events and 500 MB/).waitFor();
    assert.deepEqual([stored(), canary.arrived.length], [123, 0]);
  });

  it('asks not again after a reload, but of another limit, and deletes what was agreed to', async () => {
    const { workbench } = vscode;
    await workbench.reload();
    await workbench.showWebhooks();
    await workbench.runCommand('Start Listener');
    await listening(workbench, theirPort);
    assert.equal(await sendWebhook({ port: theirPort, body }), 418);
    await workbench.runAnyCommand('Preferences: Open Workspace Settings (JSON)');
    const line = workbench.page.locator('.monaco-editor .view-line').filter({ hasText: 'maxEvents' }).first();
    await workbench.typeIn(
      line,
      ['Home', 'Shift+End', 'Delete'],
      '"webhookDebugger.retention.maxEvents": 101,',
      line.getByText('101'),
    );
    const asked = workbench.toast(/The settings limit stored events to 101, and 124 are stored\./);
    await workbench.press('Control+S', asked);
    assert.equal(await question().count(), 0);
    await asked.getByRole('button', { name: 'Delete 23 Oldest Events' }).click();
    await becomes(() => Promise.resolve(stored()), 101);
  });
});
