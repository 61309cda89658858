import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { Locator } from 'playwright-core';
import { becomes } from '../../tools/wait.ts';
import { useVsCode } from '../fixture.ts';
import { sendOdd, type HeaderLines } from '../senders.ts';
import { listening } from '../steps.ts';

const mebibyte = 1024 * 1024;

/** JSON of exactly that many bytes, with what is looked for at its end. */
function jsonOf(size: number): string {
  const [start, end] = ['{"kind":"bulk","filler":"', '","last":"needle"}'];
  return `${start}${'x'.repeat(size - start.length - end.length)}${end}`;
}

const json: HeaderLines = [['Content-Type', 'application/json']];

describe('A payload in the panel', () => {
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': true, 'webhookDebugger.maxBodySize': 4 * mebibyte },
  });
  const panel = () => vscode.workbench.panel;
  const send = (path: string, body: string | Uint8Array, headers: HeaderLines = json): Promise<string> =>
    sendOdd({ port: vscode.session.listenerPort, path, body, headers });
  const tab = (name: string): Promise<void> =>
    vscode.workbench.act(
      (one) => panel().getByRole('tab', { name, exact: true }).click(one),
      panel().getByRole('tab', { name, exact: true, selected: true }),
    );
  const body = (): Locator => panel().getByRole('tabpanel');
  const note = (text: string | RegExp): Promise<void> => body().getByText(text).first().waitFor();
  const said = (text: string | RegExp): Promise<number> => body().getByText(text).count();

  /** Opens the event of that row and its payload. */
  async function open(row: RegExp, title: string): Promise<void> {
    const { workbench } = vscode;
    await workbench.act(
      (one) => workbench.row(row).click(one),
      panel().getByRole('heading', { level: 1, name: title, exact: true }),
    );
    await tab('Payload');
  }

  const choose = (name: string): Promise<void> =>
    vscode.workbench.act(
      (one) => panel().locator('.formats').getByText(name, { exact: true }).click(one),
      () => panel().getByRole('radio', { name, exact: true }).isChecked(),
    );

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
  });

  it('is JSON where it is, over 1 MiB too, and whole where next to nothing would be missing', async () => {
    await send('/bulk', jsonOf(mebibyte + 24));
    await open(/: POST \/bulk, /, 'POST /bulk');
    await body().locator('webhook-json').getByText('"needle"').waitFor();
    assert.equal(await said(/Showing the first|Not valid JSON/), 0);
    await send('/more', jsonOf(mebibyte * 2));
    await open(/: POST \/more, /, 'POST /more');
    await note(/^Showing the first 1,?048,?576 of 2,?097,?152 bytes/);
    assert.equal(await said(/Not valid JSON/), 0);
    await body().getByRole('button', { name: 'Load All' }).click();
    await body().locator('webhook-json').getByText('"needle"').waitFor();
  });

  it('is decoded where it came compressed, says so, and shows the bytes as received', async () => {
    const bytes = gzipSync('{"type":"order.paid","id":"ord_1"}');
    await send('/gzip', bytes, [...json, ['Content-Encoding', 'gzip']]);
    await open(/: order\.paid: ord_1, /, 'order.paid: ord_1');
    await note(new RegExp(`^gzip · ${bytes.length} B → 34 B$`));
    await body().locator('webhook-json').getByText('"ord_1"').waitFor();
    await choose('As Received');
    await body().locator('webhook-hex').getByText('1f 8b').first().waitFor();
    await choose('Decoded');
    await body().locator('webhook-json').getByText('"ord_1"').waitFor();
  });

  it('leaves emoji whole, and marks what joins letters', async () => {
    await send('/emoji', JSON.stringify({ type: 'fine 🏳️‍🌈', id: '👩‍👩‍👧‍👦', note: 'ad\u200Dmin' }));
    await open(/: fine 🏳️‍🌈: 👩‍👩‍👧‍👦, /, 'fine 🏳️‍🌈: 👩‍👩‍👧‍👦');
    await body().getByText('U+200D', { exact: true }).first().waitFor();
    assert.equal(await panel().getByText('U+200D', { exact: true }).count(), 1);
  });

  it('says how much of a refused body was kept, and does not judge it', async () => {
    const { workbench } = vscode;
    // The listener may hang up while it is still being sent.
    await send('/huge', jsonOf(10_900_000)).catch(() => undefined);
    await open(/^Refused: Body over the limit, POST \/huge, /, 'Body over the limit');
    await note('The body was declared as 10.4 MB: only its first 16 KB were kept.');
    assert.equal(await said(/Not valid JSON/), 0);
    await panel().getByText('10.4 MB declared, first 16 KB kept').first().waitFor();
    await becomes(() => workbench.editorTab(/unreadable|over the limit/).count(), 1);
  });

  it('is a table where it is a form, the parts where it has parts, lines where it is XML', async () => {
    const urlencoded: HeaderLines = [['Content-Type', 'application/x-www-form-urlencoded']];
    await send('/form', 'From=%2B1555&Body=Caf%C3%A9+%26+Bar', urlencoded);
    await open(/: POST \/form, /, 'POST /form');
    await body()
      .getByRole('row', { name: /^Body Café & Bar/ })
      .waitFor();
    const part = (name: string, value: string): string =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const multipart: HeaderLines = [['Content-Type', 'multipart/form-data; boundary=b']];
    await send('/parts', `${part('to', 'a@acme.example')}${part('subject', 'Hi')}--b--\r\n`, multipart);
    await open(/: POST \/parts, /, 'POST /parts');
    await body()
      .getByRole('row', { name: /^subject Hi/ })
      .waitFor();
    await send('/xml', '<order><id>7</id></order>', [['Content-Type', 'application/xml']]);
    await open(/: POST \/xml, /, 'POST /xml');
    const lines = body().locator('webhook-xml pre > span');
    await lines.nth(1).waitFor();
    assert.match(await lines.nth(1).innerText(), /^ {2}<id>\s*7\s*<\/id>/);
  });

  it('is read in UTF-16, and says so', async () => {
    await send('/wide', Buffer.from('\uFEFF{"name":"Zoë"}', 'utf16le'));
    await open(/: POST \/wide, /, 'POST /wide');
    await note('Read as UTF-16LE.');
    await body().locator('webhook-json').getByText('"Zoë"').waitFor();
  });

  it('reads amounts as money and times with their zone, with what was sent at hand', async () => {
    const object = { id: 'ch_1', object: 'charge', amount: 4900, currency: 'eur', status: 'succeeded' };
    const event = { id: 'evt_1', object: 'event', api_version: '2026-01-01', created: 1_796_000_000 };
    await send('/stripe', JSON.stringify({ ...event, type: 'charge.succeeded', data: { object } }));
    await open(/: charge\.succeeded: ch_1, /, 'charge.succeeded: ch_1');
    const chip = (label: string): Locator =>
      panel().locator('.fact').filter({ hasText: label }).locator('dd');
    assert.equal((await chip('Amount').innerText()).trim(), '€49.00');
    assert.equal(await chip('Amount').getAttribute('title'), '€49.00; as sent: 4900 eur');
    assert.match(await chip('Created').innerText(), /\d{4}, \d\d:\d\d:\d\d \S+/);
    assert.match((await chip('Created').getAttribute('title')) ?? '', /as sent: 1796000000$/);
  });

  it('has nothing signed where there is no signature', async () => {
    await tab('Signature');
    await body()
      .getByText('the time, “.”, the body (not in this request: the time)', { exact: true })
      .waitFor();
    await body().getByText('Stripe signs', { exact: true }).waitFor();
    assert.equal(await said(/Signed content|\d+ bytes$/), 0);
    assert.equal(await said(/hypothes|combination/), 0);
    for (const name of ['Search Longer', 'Try Secrets from .env Files...']) {
      assert.equal(await body().getByRole('button', { name }).count(), 0);
    }
    assert.equal(await panel().getByRole('button', { name: 'Show Expected Signature' }).count(), 0);
  });

  it('would be sorted by Go, says the panel, which names no bytes for that', async () => {
    await body().getByRole('button', { name: 'Will it break in your code?' }).click();
    const go = body().locator('.runtimes li').filter({ hasText: 'Go' }).first();
    await go.getByText('would sort the keys', { exact: true }).waitFor();
  });
});
