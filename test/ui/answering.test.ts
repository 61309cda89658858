import assert from 'node:assert/strict';
import { sendWebhook } from '../tools/webhook.ts';
import { useVsCode } from './fixture.ts';
import { listening, openTab } from './steps.ts';

describe('Answering the next requests', () => {
  const source = { name: 'Flaky', path: '/flaky', answer: { status: 503, headers: { 'Retry-After': '7' } } };
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': true, 'webhookDebugger.sources': [source] },
  });
  const send = (path: string): Promise<number> =>
    sendWebhook({ port: vscode.session.listenerPort, path, body: '{}' });
  const status = (name: RegExp) => vscode.workbench.statusBarItem(name);
  const row = (name: RegExp) => vscode.workbench.row(name, 'Sources');
  const anyStatus = /^Webhook Debugger: responding/;

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
  });

  it('says in the Sources view what a source answers, and answers so', async () => {
    await row(/^Flaky, .*responds 503$/).waitFor();
    assert.equal(await send('/flaky'), 503);
    const { workbench } = vscode;
    await workbench.row(/POST \/flaky/).click();
    await openTab(workbench, 'Delivery');
    await workbench.panel.getByText(/^Retry-After: 7$/m).waitFor();
  });

  it('shows in the status bar and in the Sources view until it is over', async () => {
    const { workbench, session } = vscode;
    await workbench.runCommand('Respond to Next Requests With...');
    await workbench.typeAndEnter('500', '500 Internal Server Error');
    await workbench.pick('All requests');
    await workbench.pick('The next 2 requests');
    await status(/^Webhook Debugger: responding 500, 2 more requests$/).waitFor();
    await listening(workbench, session.listenerPort);
    assert.equal(await send('/any'), 500);
    await status(/^Webhook Debugger: responding 500, 1 more request$/).waitFor();
    await row(/^Responding 500, 1 more request$/).waitFor();
    assert.equal(await send('/any'), 500);
    await status(anyStatus).waitFor({ state: 'detached' });
    await row(/^Responding/).waitFor({ state: 'detached' });
    assert.equal(await send('/any'), 200);
  });

  it('is set for one source from its row, and ended from its own', async () => {
    const { workbench } = vscode;
    const ofSource = workbench.title('Respond to Next Requests With (1/2)');
    await workbench.rowMenu(row(/^Flaky/), ['Respond to Next Requests With...'], ofSource);
    await workbench.typeAndEnter('418', '418');
    await workbench.pick('Until stopped');
    await status(/^Webhook Debugger: responding 418, until stopped$/).waitFor();
    assert.deepEqual([await send('/flaky'), await send('/any')], [418, 200]);
    const own = row(/^Responding 418, until stopped, for Flaky$/);
    await workbench.rowAction(
      own,
      'Resume Normal Responses',
      async () => (await status(anyStatus).count()) === 0,
    );
    assert.equal(await send('/flaky'), 503);
  });

  it('tells of a sender that gave up waiting, and is ended from the status bar', async () => {
    const { workbench, session } = vscode;
    await workbench.runCommand('Respond to Next Requests With...');
    await workbench.pickFiltered('Time out');
    await workbench.pick('All requests');
    await workbench.pick('Until stopped');
    await status(/^Webhook Debugger: responding nothing, until stopped$/).waitFor();
    const url = `http://127.0.0.1:${session.listenerPort}/patient`;
    const leaving = new AbortController();
    const sent = fetch(url, { method: 'POST', body: '{}', signal: leaving.signal });
    // It is kept waiting once it has a row: what gives an answer gives it before.
    await workbench.row(/POST \/patient/).waitFor();
    leaving.abort();
    await assert.rejects(sent, { name: 'AbortError' });
    await workbench.row(/POST \/patient/).click();
    await openTab(workbench, 'Delivery');
    await workbench.panel
      .getByText(/^none, as was asked for: the sender gave up after [\d.]+ m?s$/)
      .waitFor();
    await status(anyStatus).click();
    await status(anyStatus).waitFor({ state: 'detached' });
    assert.equal(await send('/any'), 200);
  });
});
