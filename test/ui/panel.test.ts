import assert from 'node:assert/strict';
import { backupBody, sendSigned, sendWebhook, signatureOf } from '../tools/webhook.ts';
import { becomes, until } from '../tools/wait.ts';
import { useVsCode } from './fixture.ts';
import { editorsSaved } from './savedState.ts';
import { listening, openEvent, openTab, setSigningSecret } from './steps.ts';

const secret = 'panel-signing-secret';

const lossless = [
  '{"id":9007199254740993,"type":"backup","status":"success",',
  '"started_at":"2026-11-23 12:12:12","finished_at":"2026-11-23 12:14:40",',
  '"backup":{"id":1.0,"name":"Lossless","type":"db","id":1e2},"server":{"id":1,"name":"web-1"},',
  String.raw`"storage":{"id":2,"name":"s3:\/\/acme\u002fdaily"},"empty":{},"list":[1,[]]}`,
].join('');

describe('The panel of an event', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const panelText = (): Promise<string> => vscode.workbench.panel.locator('webhook-payload').innerText();

  before(async () => {
    const { workbench, session } = vscode;
    const port = session.listenerPort;
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await listening(workbench, port);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    assert.equal(await sendSigned({ port, body: lossless }, secret), 200);
    const headers = { 'SB-Signature': signatureOf(backupBody(), secret) };
    const body = backupBody('error', 'Tampered');
    assert.equal(await sendWebhook({ port, path: '/hooks?a=b', body, headers }), 200);
    await openEvent(workbench, /Lossless/, 'Valid');
  });

  it('shows JSON as it was sent', async () => {
    const text = await panelText();
    for (const part of ['9007199254740993', '1.0', '1e2', String.raw`"s3:\/\/acme\u002fdaily"`, '{}', '[]']) {
      assert.ok(text.includes(part), part);
    }
    assert.equal(text.match(/"id"/g)?.length, 5);
  });

  it('tells the facts of a backup', async () => {
    const { panel } = vscode.workbench;
    const facts = panel.locator('dl.facts > div');
    const told = new Map(
      (await facts.allInnerTexts()).map((fact) => fact.split(/\n+/)).map(([a, b]) => [a, b]),
    );
    assert.equal((await panel.locator('.event-name .outcome-success').innerText()).trim(), 'success');
    assert.equal(told.get('Duration'), '2 min 28 s');
    assert.match(told.get('Backup') ?? '', /^Lossless db/);
    assert.equal(told.get('Server'), 'web-1');
    assert.equal(told.get('Storage'), 's3://acme/daily');
    assert.match(told.get('Started') ?? '', /12:12:12/);
    assert.match(told.get('Finished') ?? '', /12:14:40/);
  });

  it('folds and unfolds by keyboard', async () => {
    const { workbench } = vscode;
    const { panel } = workbench;
    const fold = panel.getByRole('button', { name: 'Fold backup', exact: true });
    await workbench.press('Enter', panel.getByText('4 fields'), fold);
    assert.doesNotMatch(await panelText(), /"Lossless"/);
    const unfold = panel.getByRole('button', { name: 'Unfold backup', exact: true });
    await becomes(() => unfold.evaluate((button) => button.matches(':focus')), true);
    await workbench.press('Space', panel.getByText('"Lossless"'));
  });

  it('shows the same bytes raw and as hex', async () => {
    const { panel } = vscode.workbench;
    await panel.getByText('Raw', { exact: true }).click();
    await panel.locator('pre.raw').waitFor();
    assert.equal(await panel.locator('pre.raw').innerText(), lossless);
    await panel.getByText('Hex', { exact: true }).click();
    await panel.getByText('7b 22 69 64 22 3a 39 30  30 37 31 39 39 32 35 34').waitFor();
    await panel.getByText('JSON', { exact: true }).click();
    await panel.locator('webhook-json').waitFor();
  });

  it('lists the headers in their order and copies one and all of them', async () => {
    const { workbench } = vscode;
    const { panel } = workbench;
    await openTab(vscode.workbench, 'Headers');
    const names = await panel.locator('table.headers tbody th').allInnerTexts();
    assert.deepEqual(names.slice(0, 3), ['Content-Type', 'SB-Signature', 'Host']);
    const clipboard = async (): Promise<string> =>
      String(await workbench.page.evaluate('navigator.clipboard.readText()'));
    await panel.getByRole('button', { name: 'Copy SB-Signature' }).click();
    await until('the value is copied', async () => (await clipboard()) === signatureOf(lossless, secret));
    await panel.getByRole('button', { name: 'Copy Headers' }).click();
    await until('the headers are copied', async () =>
      (await clipboard()).startsWith('POST /hooks/backups HTTP/1.1'),
    );
  });

  it('tells by its label which secret matched, and the expected digest only when asked', async () => {
    const { panel } = vscode.workbench;
    await openEvent(vscode.workbench, /Lossless/, 'Valid');
    await openTab(vscode.workbench, 'Signature');
    const values = panel.getByRole('tabpanel', { name: 'Signature' });
    await values.getByText('Secret 1').waitFor();
    await openEvent(vscode.workbench, /Tampered/, 'Invalid');
    await values.getByText('no saved secret, as received', { exact: true }).waitFor();
    const digest = signatureOf(backupBody('error', 'Tampered'), secret);
    assert.equal(await values.getByText(digest).count(), 0);
    await panel.getByRole('button', { name: 'Show Expected Signature' }).click();
    await values.getByText(digest).waitFor();
    await openEvent(vscode.workbench, /Lossless/, 'Valid');
    assert.equal(await values.getByText('Expected signature', { exact: true }).count(), 0);
  });

  it('tells what was answered', async () => {
    const { panel } = vscode.workbench;
    await openTab(vscode.workbench, 'Delivery');
    const values = panel.getByRole('tabpanel', { name: 'Delivery' });
    const text = await values.innerText();
    for (const part of [
      '200',
      'Cache-Control: no-store',
      '127.0.0.1',
      'HTTP/1.1',
      `${lossless.length} bytes`,
    ]) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    await openTab(vscode.workbench, 'Payload');
  });

  it('leads to the older and the newer event, and the row follows', async () => {
    const { workbench } = vscode;
    const { panel } = workbench;
    await openEvent(workbench, /Tampered/, 'Invalid');
    await panel.getByRole('button', { name: 'Older Event' }).click();
    await panel.getByRole('heading', { level: 1, name: /Lossless/ }).waitFor();
    await workbench.page.getByRole('treeitem', { name: /Lossless/, selected: true }).waitFor();
    const older = panel.getByRole('button', { name: 'Older Event' });
    await becomes(() => older.getAttribute('aria-disabled'), 'true');
    await panel.getByRole('button', { name: 'Newer Event' }).click();
    await panel.getByRole('heading', { level: 1, name: /Tampered/ }).waitFor();
  });

  it('is reused until it is pinned', async () => {
    const { workbench } = vscode;
    const { panel } = workbench;
    await openEvent(workbench, /Lossless/, 'Valid');
    await becomes(() => workbench.editorTab(/^backup/).count(), 1);
    await panel.getByRole('button', { name: 'Keep Open (Pin)' }).click();
    await panel.getByRole('button', { name: 'Keep Open (Pin)', pressed: true }).waitFor();
    await workbench.row(/Tampered/).click();
    await workbench.editorTab(/Tampered/).waitFor();
    await becomes(() => workbench.editorTab(/^backup/).count(), 2);
    await workbench.row(/Lossless/).click();
    await workbench.page
      .locator('.tabs-container')
      .getByRole('tab', { name: /Lossless/, selected: true })
      .waitFor();
    await becomes(() => workbench.editorTab(/^backup/).count(), 2);
  });

  it('opens the payload and the headers as read-only documents', async () => {
    const { workbench } = vscode;
    const { panel, page } = workbench;
    await panel.getByRole('heading', { level: 1, name: /Lossless/ }).waitFor();
    await panel.getByRole('button', { name: 'Open in Editor' }).click();
    await workbench.editorTab(/payload\.json/).waitFor();
    await page.locator('.statusbar').getByRole('button', { name: /^JSON/ }).waitFor();
    const editor = page.locator('.monaco-editor .view-lines').last();
    await editor.getByText('9007199254740993').first().waitFor();
    await editor.click();
    await workbench.press('x', page.getByText(/read-only/i));
    await workbench.editorTab(/Lossless/).click();
    await openTab(vscode.workbench, 'Headers');
    await panel.getByRole('button', { name: 'Open Headers in Editor' }).click();
    await page
      .locator('.monaco-editor .view-lines')
      .getByText(/^POST.\/hooks\/backups/)
      .first()
      .waitFor();
  });

  it('survives a reload of the window, its pin and its tab too', async () => {
    const { workbench } = vscode;
    const { panel } = workbench;
    await workbench.editorTab(/Lossless/).click();
    await panel.getByRole('heading', { level: 1, name: /Lossless/ }).waitFor();
    const state = /"tab":"headers"[^}]*"pinned":true|"pinned":true[^}]*"tab":"headers"/;
    const isActive = /"mru":\[0,/;
    await editorsSaved(workbench.page, state, isActive);
    await workbench.reload();
    await panel.getByRole('heading', { level: 1, name: /Lossless/ }).waitFor();
    await panel
      .getByRole('status', { name: 'Signature verdict' })
      .getByText('Valid', { exact: true })
      .waitFor();
    await panel.getByRole('button', { name: 'Keep Open (Pin)', pressed: true }).waitFor();
    await panel.getByRole('tab', { name: 'Headers', selected: true }).waitFor();
    await becomes(() => workbench.editorTab(/^backup/).count(), 2);
  });

  it('gives each of its buttons a name', async () => {
    const { panel } = vscode.workbench;
    for (const name of ['Payload', 'Headers', 'Signature', 'Delivery']) {
      await openTab(vscode.workbench, name);
      const snapshot = await panel.locator('body').ariaSnapshot();
      assert.match(snapshot, new RegExp(`tab "${name}"`));
      assert.doesNotMatch(snapshot, /- (button|tab|radio|link)\b(?! ")/);
    }
  });
});
