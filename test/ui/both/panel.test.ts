import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { becomes, until } from '../../tools/wait.ts';
import { backupBody, sendSigned, sendWebhook, signatureOf } from '../../tools/webhook.ts';
import { useVsCode } from '../fixture.ts';
import { listening, openEvent, setSigningSecret } from '../steps.ts';

const secret = 'panel-room-signing-secret';
const window = { width: 1400, height: 900 };

/** Where parts of the panel stand, in px from the top of its frame, and the frame's size. */
interface Places {
  readonly width: number;
  readonly height: number;
  readonly content: number;
  readonly tabs: readonly number[];
}

describe('The room of a panel', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });
  const panel = () => vscode.workbench.panel;
  const tab = (name: string): Locator => panel().getByRole('tab', { name });
  const verdict = (): Locator => panel().getByRole('status', { name: 'Signature verdict' });

  async function choose(name: string): Promise<void> {
    await tab(name).click();
    await panel().getByRole('tab', { name, selected: true }).waitFor();
  }

  function places(content: string): Promise<Places> {
    return panel()
      .locator(content)
      .evaluate((element) => {
        const { defaultView: own, body } = element.ownerDocument;
        const tabs = [...body.querySelectorAll('[role=tab]')].map((each) => each.getBoundingClientRect().top);
        return {
          width: own?.innerWidth ?? 0,
          height: own?.innerHeight ?? 0,
          content: element.getBoundingClientRect().top,
          tabs,
        };
      });
  }

  /** Gives the panel that width by giving the window another one. */
  async function panelWidth(wanted: number): Promise<void> {
    const { page } = vscode.workbench;
    await page.setViewportSize(window);
    const width = (): Promise<number> =>
      panel()
        .locator('html')
        .evaluate((html) => html.ownerDocument.defaultView?.innerWidth ?? 0);
    await until('the panel is laid out', async () => (await width()) > 900);
    await page.setViewportSize({ ...window, width: window.width - (await width()) + wanted });
    await until(`the panel is ${wanted} px wide`, async () => (await width()) === wanted);
  }

  before(async () => {
    const { workbench, session } = vscode;
    await workbench.page.setViewportSize(window);
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    const port = session.listenerPort;
    await sendSigned({ port, body: backupBody('error', 'Right', 1) }, secret);
    const body = backupBody('success', 'Rewritten', 2);
    const headers = { 'SB-Signature': signatureOf(body, secret) };
    await sendWebhook({ port, body: JSON.stringify(JSON.parse(body)), headers });
    await openEvent(workbench, /^Valid: .*Right/, 'Valid');
  });

  it('goes to the payload, in a wide panel and in a narrow one', async () => {
    await choose('Payload');
    await panel().locator('.line').first().waitFor();
    const wide = await places('.line >> nth=0');
    assert.ok(wide.content < wide.height * 0.3, `the payload begins at ${wide.content} of ${wide.height}`);
    await panelWidth(416);
    // They fold with the next rendering after the change of width.
    await panel().getByRole('button', { name: 'Facts', exact: true, expanded: false }).waitFor();
    const narrow = await places('.line >> nth=0');
    assert.ok(
      narrow.content < narrow.height * 0.42,
      `the payload begins at ${narrow.content} of ${narrow.height}`,
    );
    assert.equal(new Set(narrow.tabs).size, 1, 'the tabs stand in one row');
  });

  it('keeps the tabs in one row at 200 % zoom, and does not scroll sideways', async () => {
    const { page } = vscode.workbench;
    await page.setViewportSize({ width: window.width / 2, height: window.height / 2 });
    await until('the panel is small', async () => (await places('.line >> nth=0')).width < 400);
    const { tabs, height } = await places('.line >> nth=0');
    assert.equal(new Set(tabs).size, 1);
    const bar = await panel().locator('.tab-bar').boundingBox();
    assert.ok((bar?.height ?? height) < 0.15 * height);
    const overflow = await panel()
      .locator('html')
      .evaluate((html) => html.scrollWidth - html.clientWidth);
    assert.equal(overflow, 0);
  });

  it('folds the facts to a line where there is little of it, and remembers what a person wants', async () => {
    const { page } = vscode.workbench;
    const facts = (expanded: boolean): Locator =>
      panel().getByRole('button', { name: 'Facts', exact: true, expanded });
    await facts(false).click();
    await facts(true).waitFor();
    await page.setViewportSize(window);
    await facts(true).click();
    await facts(false).waitFor();
    await openEvent(vscode.workbench, /^Invalid: .*Rewritten/, 'Invalid');
    await facts(false).click();
    await facts(true).waitFor();
    await openEvent(vscode.workbench, /^Valid: .*Right/, 'Valid');
    await facts(true).waitFor();
  });

  it('tells the outcome in the title line, in words, beside the title', async () => {
    const name = panel().locator('.event-name');
    await name.getByRole('heading', { level: 1, name: 'backup error: Right' }).waitFor();
    await name.locator('.outcome-failure').getByText('error', { exact: true }).waitFor();
  });

  it('opens a failing event where its signature is, and keeps the height of the verdict on every tab', async () => {
    await openEvent(vscode.workbench, /^Invalid: .*Rewritten/, 'Invalid');
    await panel().getByRole('tab', { name: 'Signature', selected: true }).waitFor();
    assert.deepEqual(
      await panel()
        .getByRole('tab')
        .evaluateAll((tabs) => tabs.map((one) => one.id)),
      ['tab-signature', 'tab-payload', 'tab-headers', 'tab-delivery'],
    );
    await verdict().getByText('Proven', { exact: true }).waitFor();
    const tops = new Set<number>();
    for (const name of ['Signature', 'Payload', 'Headers', 'Delivery']) {
      await choose(name);
      tops.add((await tab(name).boundingBox())?.y ?? -1);
    }
    assert.equal(tops.size, 1, [...tops].join(', '));
  });

  it('writes bytes in the font of code', async () => {
    const bytes = verdict().locator('code').first();
    assert.equal((await bytes.innerText()).trim(), String.raw`\/\/`);
    const fonts = await bytes.evaluate((code) => {
      const own = code.ownerDocument.defaultView;
      return [code, code.ownerDocument.body].map((each) => own?.getComputedStyle(each).fontFamily);
    });
    assert.notEqual(fonts[0], fonts[1]);
  });

  it('has one Tab stop for what can be folded, and arrow keys from there', async () => {
    const { workbench } = vscode;
    await choose('Payload');
    const folds = panel().locator('webhook-json .fold');
    await folds.nth(3).waitFor();
    await becomes(() => panel().locator('webhook-json .fold[tabindex="0"]').count(), 1);
    await folds.first().focus();
    const key = (pressed: string, name: string): Promise<void> =>
      workbench.press(pressed, () =>
        panel()
          .getByRole('button', { name, exact: true })
          .evaluate((button) => button.matches(':focus')),
      );
    await key('ArrowDown', 'Fold backup');
    await key('ArrowLeft', 'Unfold backup');
    await key('ArrowRight', 'Fold backup');
    await key('End', 'Fold storage');
    await key('ArrowLeft', 'Unfold storage');
    await key('ArrowLeft', 'Fold JSON');
    await key('Home', 'Fold JSON');
    await becomes(() => panel().locator('webhook-json .fold[tabindex="0"]').count(), 1);
  });

  it('leads to the neighbours by [ and ], and has the title of what it shows', async () => {
    const { workbench } = vscode;
    const title = (): Promise<string> =>
      panel()
        .locator('html')
        .evaluate((html) => html.ownerDocument.title);
    await workbench.press(']', panel().getByRole('heading', { level: 1, name: /Right/ }));
    assert.equal(await title(), 'backup error: Right');
    const before = panel().getByRole('heading', { level: 1, name: /Rewritten/ });
    await workbench.press('[', before, panel().getByRole('button', { name: 'Newer Event' }));
    assert.equal(await title(), 'backup success: Rewritten');
  });
});
