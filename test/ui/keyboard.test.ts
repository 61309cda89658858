import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { backupBody, sendWebhook } from '../tools/webhook.ts';
import { until } from '../tools/wait.ts';
import { useVsCode } from './fixture.ts';
import { listening, openTab } from './steps.ts';

const burst = 2_000;
const atOnce = 50;

describe('By keyboard alone, and under load', () => {
  const vscode = useVsCode();
  const send = (name: string): Promise<number> =>
    sendWebhook({ port: vscode.session.listenerPort, body: backupBody('success', name) });
  const isFocused = (selector: string): Promise<boolean> =>
    vscode.workbench.panel.locator(selector).evaluate((element) => element.matches(':focus'));

  const focusedRow = (name: string): Locator =>
    vscode.workbench.tree('Events').locator(`.monaco-list-row.focused[aria-label*="${name}"]`);

  it('starts the listener', async () => {
    const { workbench, session } = vscode;
    await workbench.runByKeyboard('Webhook Debugger: Start Listener');
    await listening(workbench, session.listenerPort);
  });

  it('opens an event from the list, keeps the focus there, and moves it on demand', async () => {
    const { workbench } = vscode;
    const { panel } = workbench;
    await send('Older');
    await send('Newer');
    await workbench.runByKeyboard('View: Show Webhooks');
    await workbench.row(/Newer/).waitFor();
    await workbench.runByKeyboard('Webhooks: Focus on Events View');
    await until('the tree has the focus', () =>
      workbench.tree('Events').evaluate((tree) => tree.matches(':focus-within, :focus')),
    );
    await workbench.press('Home', focusedRow('Newer'));
    await workbench.press('ArrowDown', focusedRow('Older'));
    await workbench.press('Enter', panel.getByRole('heading', { level: 1, name: /Older/ }));
    await workbench.press('Home', focusedRow('Newer'));
    await workbench.press('Enter', panel.getByRole('heading', { level: 1, name: /Newer/ }));
  });

  it('walks through the panel and back', async () => {
    const { workbench } = vscode;
    const { page, panel } = workbench;
    await workbench.press('Control+1', () =>
      panel.locator('body').evaluate((body) => body.ownerDocument.hasFocus()),
    );
    await workbench.press('Tab', () => isFocused('.event-header button.primary'));
    await workbench.pressUntil('Tab', () => isFocused('#tab-signature'));
    for (const name of ['Payload', 'Headers', 'Delivery', 'Signature']) {
      await workbench.press('ArrowRight', panel.getByRole('tab', { name, selected: true }));
    }
    await workbench.press('End', panel.getByRole('tab', { name: 'Delivery', selected: true }));
    assert.equal(await isFocused('#tab-delivery'), true);
    await workbench.press('Control+0', () =>
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
        await openTab(vscode.workbench, 'Headers');
        await panel.getByRole('tab', { name: 'Headers', selected: true }).waitFor();
      }
      assert.deepEqual(new Set(await Promise.all(answers)), new Set([200]));
    }
    await send('After The Burst');
    await until('the newest is on top', async () =>
      /After The Burst/.test((await workbench.rows())[0] ?? ''),
    );
    await panel.getByRole('heading', { level: 1, name: /Older/ }).waitFor();
    const older = page.getByRole('treeitem', { name: /Older/, selected: true });
    await workbench.press('End', older, workbench.tree('Events'));
  });
});
