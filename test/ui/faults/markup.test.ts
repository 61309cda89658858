import assert from 'node:assert/strict';
import { backupBody, sendSigned } from '../../tools/webhook.ts';
import { isLong } from '../../support/long.ts';
import { useVsCode } from '../fixture.ts';
import { sendOdd, type HeaderLines } from '../senders.ts';
import { listening } from '../steps.ts';
import { hostileMarkup, parted } from './markup.ts';

const ok = 'HTTP/1.1 200 OK';
/** Where tests may not take their time, one in so many of what needs an event of its own or a small one. */
const share = isLong ? 1 : 12;

/** What a page is made of: its elements, their attributes, and the addresses in these. */
const partsBelow = (selector: string): string =>
  `[...new Set([...document.querySelectorAll('SELECTOR, SELECTOR *')].flatMap(({ tagName, attributes }) => [
  tagName,
  ...[...attributes].map(({ name }) => tagName + ' ' + name),
  ...[...attributes].filter(({ value }) => /^\\s*(\\w+script|data|https?):/i.test(value)).map(({ value }) => value),
]))]`.replaceAll('SELECTOR', selector);

interface Hostile {
  readonly path: string;
  readonly body: string;
  readonly headers?: HeaderLines;
}

const headersOf = (values: readonly string[]): HeaderLines =>
  values.map((value, at) => {
    const text = value.replaceAll(/[^\t\x20-\x7e]/g, '').trim();
    return [at % 2 === 0 ? `X-${at}` : `X-${text.replaceAll(/[^\w!#$%&'*+.^`|~-]/g, '')}`, text] as const;
  });

describe('Markup in what senders write', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': 'always' } });
  const said: string[] = [];
  let known = new Set<string>();
  let sent = 0;

  /** Sends, opens what arrived, and looks at each tab. Answers the parts of all the pages. */
  async function look({ path, body, headers = [] }: Hostile): Promise<Set<string>> {
    const { session, workbench } = vscode;
    const { panel } = workbench;
    sent += 1;
    const own = `${path}-${sent}`;
    assert.equal(await sendOdd({ port: session.listenerPort, path: own, body, headers }), ok);
    await workbench.act(
      (one) => workbench.row(new RegExp(`POST ${own}`)).click(one),
      panel.getByRole('heading', { level: 1, name: `POST ${own}` }),
    );
    const found = new Set<string>();
    for (const name of ['Delivery', 'Signature', 'Headers', 'Payload']) {
      const tab = panel.getByRole('tab', { name });
      await workbench.act(
        (one) => tab.click(one),
        async () => (await tab.getAttribute('aria-selected')) === 'true',
      );
      await panel.locator('body').evaluate(`new Promise((done) => requestAnimationFrame(done))`);
      const parts = (await panel.locator('body').evaluate(partsBelow('body'))) as readonly string[];
      parts.forEach((part) => found.add(part));
    }
    return found;
  }

  const form = (values: readonly string[]): string =>
    values
      .map(
        (value) => `${encodeURIComponent(value.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
      )
      .join('&');
  const json = (values: readonly string[]): string =>
    JSON.stringify(Object.fromEntries(values.map((value, at) => [`${at} ${value}`, value])));
  const asForm: HeaderLines = [['Content-Type', 'application/x-www-form-urlencoded']];

  before(async () => {
    const { workbench, session } = vscode;
    const { page } = session;
    page.on('dialog', (dialog) => {
      said.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('popup', (popup) => said.push(`window ${popup.url()}`));
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      // The last one is VS Code's own, at any time.
      const isUsual = /^localhost$|\.vscode-cdn\.net$|^open-vsx\.org$/.test(hostname);
      if (protocol.startsWith('http') && !isUsual) {
        said.push(`request ${request.url()}`);
      }
    });
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted(HTML|Script| ?Type)/i.test(message.text())) {
        said.push(`console ${message.location().url}: ${message.text()}`);
      }
    });
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    // With what is shown as a stand-in.
    const plain = ['one', 'two\u202e'];
    known = new Set([
      ...(await look({ path: '/json', body: json(plain), headers: headersOf(plain) })),
      ...(await look({ path: '/form', body: form(plain), headers: asForm })),
      ...(await look({ path: '/text', body: plain.join('\n') })),
    ]);
  });

  it('stays text in the panel, in every tab and form, and acts nowhere', async function () {
    this.timeout(10 * 60_000);
    const all = hostileMarkup();
    if (all === undefined) {
      console.log('      skipped: ../shared/corpora is not beside this clone');
      this.skip();
    }
    assert.ok(all.length > 7000);
    const few = all.filter((_, at) => at % share === 0);
    const hostile: readonly Hostile[] = [
      ...parted(all, 1990, 900_000).map((part) => ({ path: '/json', body: json(part) })),
      ...parted(all, 1990, 900_000).map((part) => ({ path: '/form', body: form(part), headers: asForm })),
      ...parted(few, 5000, 90_000).map((part) => ({ path: '/text', body: part.join('\n') })),
      ...parted(few, 5000, 28_000).map((part) => ({ path: '/head', body: '{}', headers: headersOf(part) })),
    ];
    for (const one of hostile) {
      const found = await look(one);
      assert.deepEqual(
        [...found].filter((part) => !known.has(part)),
        [],
        one.path,
      );
    }
    assert.deepEqual(said, []);
  });

  it('stays text in titles, rows and tabs', async function () {
    const all = hostileMarkup() ?? this.skip();
    const titles = all
      .filter((text) => /^[^\n]{10,150}$/.test(text))
      .filter((_, at) => at % (share * 120) === 0);
    const { session, workbench } = vscode;
    const look = async (name: string): Promise<ReadonlySet<string>> => {
      assert.equal(
        await sendSigned({ port: session.listenerPort, body: backupBody('success', name) }, 'none'),
        200,
      );
      const title = workbench.panel.getByRole('heading', { level: 1 });
      const before = await title.innerText();
      await workbench.act(
        (one) => workbench.row(/^No secret: /).click(one),
        async () => (await title.innerText()) !== before,
      );
      const parts = await session.page.evaluate(partsBelow('.part:not(.statusbar)'));
      return new Set(parts as readonly string[]);
    };
    const usual = new Set([...(await look('One')), ...(await look('Two\u202e'))]);
    for (const name of titles) {
      const found = [...(await look(name))].filter((part) => !usual.has(part) && !part.includes('webview'));
      assert.deepEqual(found, [], name);
    }
    assert.deepEqual(said, []);
  });
});
