import assert from 'node:assert/strict';
import { backupBody, sendWebhook } from '../host/webhook.ts';
import { until } from '../host/wait.ts';
import { useVsCode } from './fixture.ts';
import { listening } from './steps.ts';

const burst = 2_000;
const atOnce = 50;

describe('By keyboard alone, and under load', () => {
  const vscode = useVsCode();
  const send = (name: string): Promise<number> =>
    sendWebhook({ port: vscode.session.listenerPort, body: backupBody('success', name) });
  const isFocused = (selector: string): Promise<boolean> =>
    vscode.workbench.panel.locator(selector).evaluate((element) => element.matches(':focus'));

  /** Runs a command from the palette. */
  async function run(title: string): Promise<void> {
    const { workbench } = vscode;
    const { keyboard } = workbench.page;
    await until(`the palette offers ${title}`, async () => {
      await keyboard.press('Escape');
      await keyboard.press('F1');
      await workbench.page.locator('.quick-input-widget input[type=text]').waitFor({ timeout: 5_000 });
      await keyboard.type(title);
      const found = workbench.option(title).waitFor({ timeout: 1_000 });
      return found.then(
        () => true,
        () => false,
      );
    });
    await keyboard.press('Enter');
  }

  it('starts the listener', async () => {
    const { workbench, session } = vscode;
    await run('Webhook Debugger: Start Listener');
    await listening(workbench, session.listenerPort);
  });

  it('opens an event from the list, keeps the focus there, and moves it on demand', async () => {
    const { workbench } = vscode;
    const { page, panel } = workbench;
    await send('Older');
    await send('Newer');
    await run('View: Show Webhooks');
    await workbench.row(/Newer/).waitFor();
    await run('Webhooks: Focus on Events View');
    await until('the tree has the focus', () =>
      workbench.tree('Events').evaluate((tree) => tree.matches(':focus-within, :focus')),
    );
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { level: 1, name: /Older/ }).waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { level: 1, name: /Newer/ }).waitFor();
  });

  it('walks through the panel and back', async () => {
    const { workbench } = vscode;
    const { page, panel } = workbench;
    await page.keyboard.press('Control+1');
    await until('the panel has the focus', () =>
      panel.locator('body').evaluate((body) => body.ownerDocument.hasFocus()),
    );
    await page.keyboard.press('Tab');
    await until('the first button has the focus', () => isFocused('button.primary'));
    await until('Tab reaches the tabs', async () => {
      await page.keyboard.press('Tab');
      return isFocused('#tab-payload');
    });
    for (const name of ['Headers', 'Signature', 'Delivery', 'Payload']) {
      await page.keyboard.press('ArrowRight');
      await panel.getByRole('tab', { name, selected: true }).waitFor();
    }
    await page.keyboard.press('End');
    await panel.getByRole('tab', { name: 'Delivery', selected: true }).waitFor();
    assert.equal(await isFocused('#tab-delivery'), true);
    await page.keyboard.press('Control+0');
    await until('the focus is in the side bar', () =>
      page.locator('.part.sidebar').evaluate((bar) => bar.matches(':focus-within')),
    );
  });

  it('finds a name on every button of the views', async () => {
    const { workbench } = vscode;
    const snapshot = await workbench.page.locator('.part.sidebar').ariaSnapshot();
    assert.match(snapshot, /treeitem "Missing signature: backup success: Newer, POST/);
    assert.doesNotMatch(snapshot, /- (button|treeitem|link)\b(?! ")/);
  });

  it(`keeps the selection and stays usable while ${burst} events arrive`, async () => {
    const { workbench } = vscode;
    const { page, panel } = workbench;
    await workbench.row(/Older/).click();
    await panel.getByRole('heading', { level: 1, name: /Older/ }).waitFor();
    for (let sent = 0; sent < burst; sent += atOnce) {
      const answers = Array.from({ length: atOnce }, (_, at) => send(`Burst ${sent + at}`));
      if (sent === burst / 2) {
        await panel.getByRole('tab', { name: 'Headers' }).click({ timeout: 2_000 });
        await panel.getByRole('tab', { name: 'Headers', selected: true }).waitFor({ timeout: 2_000 });
      }
      assert.deepEqual(new Set(await Promise.all(answers)), new Set([200]));
    }
    await send('After The Burst');
    await until('the newest is on top', async () =>
      /After The Burst/.test((await workbench.rows())[0] ?? ''),
    );
    await panel.getByRole('heading', { level: 1, name: /Older/ }).waitFor();
    await workbench.tree('Events').press('End');
    await page.getByRole('treeitem', { name: /Older/, selected: true }).waitFor();
  });
});
