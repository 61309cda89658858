import assert from 'node:assert/strict';
import { becomes } from '../tools/wait.ts';
import { backupBody, sendSigned, sendWebhook, signatureOf } from '../tools/webhook.ts';
import { useVsCode } from './fixture.ts';
import { sendBeginning, sendBytes, sendOdd } from './senders.ts';
import type { HeaderLines } from './senders.ts';
import { listening, openEvent, openTab, setSigningSecret } from './steps.ts';

const secret = 'hostile-signing-secret';
const ok = 'HTTP/1.1 200 OK';
const mebibyte = 1024 * 1024;

/** A well-formed JSON array of small objects of exactly that many bytes. */
function arrayOf(bytes: number): string {
  const item = '{"a":1.0},\n';
  const items = item.repeat(Math.floor((bytes - 32) / item.length));
  return `[${items}"${'.'.repeat(bytes - items.length - 4)}"]`;
}

describe('What a hostile sender writes', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const signed = (name: string): Promise<number> =>
    sendSigned({ port: vscode.session.listenerPort, body: backupBody('success', name) }, secret);
  const send = (path: string, body: string | Uint8Array, headers: HeaderLines = []): Promise<string> =>
    sendOdd({ port: vscode.session.listenerPort, path, body, headers });

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
  });

  it('keeps a name of 5,000 characters to one row and a title that ends', async () => {
    const { workbench } = vscode;
    assert.equal(await signed('N'.repeat(5_000)), 200);
    await openEvent(workbench, /NNNN/, 'Valid');
    const box = await workbench.row(/NNNN/).boundingBox();
    assert.ok(box !== null && box.height < 30, 'one row high');
    const title = await workbench.panel.getByRole('heading', { level: 1 }).innerText();
    assert.ok(title.length <= 200 && title.endsWith('…'), title);
    const tab = await workbench.editorTab(/NNNN/).boundingBox();
    assert.ok(tab !== null && tab.width < 1_000, 'a tab that fits');
    const fact = await workbench.panel.getByRole('definition').filter({ hasText: 'NNNN' }).boundingBox();
    assert.ok(fact !== null && fact.height < 120, 'a fact of a few lines');
  });

  it('says of garbage and of a TLS hello why they were refused', async () => {
    const { workbench, session } = vscode;
    await sendBytes(session.listenerPort, 'GARBAGE\u0000\r\n\r\n');
    await openEvent(workbench, /^Refused: /, 'Refused');
    await workbench.panel.getByText('What arrived is not HTTP.').waitFor();
    await sendBytes(session.listenerPort, Buffer.from('16030100c8010000c40303aabbccddeeff', 'hex'));
    await openEvent(workbench, /^Refused: TLS hello on the HTTP port/, 'Refused');
    await workbench.panel.getByText('The sender speaks HTTPS to an HTTP port.').waitFor();
    await workbench.panel.getByText('16 03 01 00 c8').waitFor();
  });

  it('says that a body is empty', async () => {
    const { workbench, session } = vscode;
    const headers = { 'SB-Signature': signatureOf('', secret) };
    assert.equal(await sendWebhook({ port: session.listenerPort, body: '', headers }), 200);
    await openEvent(workbench, /^Valid: POST \//, 'Valid');
    await workbench.panel.getByText('The body is empty.').waitFor();
  });

  it('says where JSON is not JSON, and shows it raw', async () => {
    const { workbench, session } = vscode;
    assert.equal(
      await sendSigned({ port: session.listenerPort, path: '/not-json', body: '{"a": 1,\n}' }, secret),
      200,
    );
    await openEvent(workbench, /^Valid: POST \/not-json/, 'Valid');
    await workbench.panel.getByText(/Not valid JSON at line 2, column 1 \(byte 9\)/).waitFor();
    await workbench.panel.getByRole('radio', { name: 'Raw', checked: true }).waitFor();
  });

  it('shows bytes that are not UTF-8 as hex', async () => {
    const { workbench } = vscode;
    assert.equal(await send('/bytes', Uint8Array.of(0x7b, 0xff, 0xfe, 0x41)), ok);
    await openEvent(workbench, /POST \/bytes/, 'Unrecognised');
    await workbench.panel.getByText('Not UTF-8 text: byte 1 is ').waitFor();
    await workbench.panel.getByRole('radio', { name: 'Hex', checked: true }).waitFor();
    await workbench.panel.getByText('7b ff fe 41').waitFor();
  });

  it('trusts none of two signatures', async () => {
    const { workbench } = vscode;
    const body = backupBody('success', 'Two Signatures');
    const header = ['SB-Signature', signatureOf(body, secret)] as const;
    assert.equal(await send('/two', body, [header, header]), ok);
    await openEvent(workbench, /^Malformed signature: .*Two Signatures/, 'Malformed signature');
    await workbench.panel.getByText('There are 2 SB-Signature headers where there should be one.').waitFor();
  });

  it('lists all of 2,000 headers', async () => {
    const { workbench } = vscode;
    const headers = Array.from({ length: 2_000 }, (_, at) => [`X-${at}`, `<b>${at}</b>`] as const);
    const body = backupBody('success', 'Many Headers');
    assert.equal(await send('/many', body, headers), ok);
    await openEvent(workbench, /Many Headers/, 'Missing signature');
    await openTab(workbench, 'Headers');
    await workbench.panel.getByRole('cell', { name: '<b>1999</b>', exact: true }).waitFor();
    await becomes(() => workbench.panel.locator('table.headers tbody tr').count(), 2_003);
    await openTab(workbench, 'Payload');
  });

  it('opens 100,000 nested arrays and stays usable', async () => {
    const { workbench } = vscode;
    const { panel } = workbench;
    const body = '['.repeat(100_000) + ']'.repeat(100_000);
    assert.equal(await send('/nested', body), ok);
    await workbench.row(/POST \/nested/).click();
    await panel.getByText('195.3 KB').waitFor();
    await panel.getByRole('button', { name: 'Fold JSON', exact: true }).click();
    await panel.getByText('1 item').first().waitFor();
    await openTab(vscode.workbench, 'Delivery');
    await panel.getByText('200,000 bytes').waitFor();
    await openTab(vscode.workbench, 'Payload');
  });

  it('says that an upload was cut off', async () => {
    const { workbench, session } = vscode;
    const headers = [['SB-Signature', signatureOf('', secret)]] as const;
    const cut = { port: session.listenerPort, path: '/cut', body: '{"id": 4815', headers };
    await sendBeginning(cut, 500);
    const row = workbench.row(/POST \/cut, .*, incomplete(,|$)/);
    await row.getByText('incomplete').waitFor();
    await row.click();
    await workbench.panel.getByText(/11 of 500 bytes arrived/).waitFor();
    await workbench.panel.getByText(/^11 B of .*, incomplete$/).waitFor();
  });

  it('shows the beginning of 10 MiB and offers all of it', async function () {
    const { workbench } = vscode;
    const { panel } = workbench;
    const body = arrayOf(10 * mebibyte);
    assert.equal(Buffer.byteLength(body), 10 * mebibyte);
    assert.equal(await send('/large', body), ok);
    await workbench.row(/POST \/large/).click();
    const note = panel.getByText(/Showing the first 1.?048.?576 of 10.?485.?760 bytes/);
    await note.waitFor();
    await panel.getByRole('button', { name: 'Load All' }).click();
    await note.waitFor({ state: 'hidden' });
    await openTab(vscode.workbench, 'Delivery');
    await panel.getByText('10 MB (10,485,760 bytes)').waitFor();
  });

  it('refuses one byte more and says so', async () => {
    const { workbench } = vscode;
    const status = await send('/larger', Buffer.alloc(10 * mebibyte + 1, 0x20));
    assert.match(status, / 413 /);
    await openEvent(workbench, /POST \/larger/, 'Refused');
    await workbench.panel.getByText('The body is larger than 10 MB, the largest that is accepted.').waitFor();
  });
});
