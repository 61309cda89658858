import assert from 'node:assert/strict';
import axe from 'axe-core';
import { until } from '../../tools/wait.ts';
import { backupBody, sendSigned, sendWebhook, signatureOf } from '../../tools/webhook.ts';
import { useVsCode } from '../fixture.ts';
import { listening, openEvent, setSigningSecret } from '../steps.ts';
import { limit } from '../../support/limits.ts';

const secret = 'axe-signing-secret';

/** The oldest VS Code has no theme of 2026. */
const year = process.env['WEBHOOK_DEBUGGER_TEST_VSCODE'] === '1.103' ? 'Modern' : '2026';
const themes = [`Dark ${year}`, `Light ${year}`, 'Dark High Contrast', 'Light High Contrast'];

const allTabs = ['Payload', 'Headers', 'Signature', 'Delivery'];
const events = [
  { row: /^Valid: .*Plain/, verdict: 'Valid', format: 'JSON', tabs: allTabs },
  { row: /^Invalid: .*Rewritten/, verdict: 'Invalid', format: 'JSON', tabs: allTabs },
  { row: /^Valid: .*Bidi/, verdict: 'Valid', format: 'JSON', tabs: ['Payload', 'Headers'] },
  { row: /POST \/bytes/, verdict: 'Valid', format: 'Hex', tabs: ['Payload', 'Signature'] },
];

describe('The panel for everybody', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.autoStart': true } });

  /** What axe finds in the panel's frame: by all of its rules, or by those on colours, which a theme decides alone. */
  async function violations(rules: 'all' | 'colours'): Promise<readonly string[]> {
    const handle = await vscode.workbench.panel.locator('html').elementHandle();
    const frame = await handle?.ownerFrame();
    assert.ok(frame !== null && frame !== undefined);
    await frame.evaluate(axe.source);
    const found: unknown = await frame.evaluate(
      `axe.run(document, ${rules === 'all' ? '{}' : `{ runOnly: ['color-contrast', 'link-in-text-block'] }`}).then(({ violations }) => violations.map(({ id, nodes }) =>
         id + ' ' + nodes.map(({ html, failureSummary }) => html.slice(0, 200) + ' ' + failureSummary).join('; ')))`,
    );
    return found as string[];
  }

  async function inTheme(theme: string): Promise<void> {
    const { workbench } = vscode;
    await workbench.runAnyCommand('Preferences: Color Theme');
    await workbench.pickFiltered(theme);
  }

  before(async () => {
    const { workbench, session } = vscode;
    const port = session.listenerPort;
    await listening(workbench, port);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    await sendSigned({ port, body: backupBody('error', 'Plain', 1) }, secret);
    await sendSigned({ port, body: backupBody('success', 'Bidi \u202e\u05d0\u05d1 x', 2) }, secret);
    const body = backupBody('success', 'Rewritten', 3);
    const headers = { 'SB-Signature': signatureOf(body, secret) };
    await sendWebhook({ port, body: JSON.stringify(JSON.parse(body)), headers });
    const bytes = { 'Content-Type': 'application/octet-stream' };
    await sendSigned({ port, path: '/bytes', body: 'a\0\x01b'.repeat(40), headers: bytes }, secret);
  });

  it('says aloud what arrives while a panel is in sight', async () => {
    const { workbench, session } = vscode;
    await openEvent(workbench, /^Valid: .*Plain/, 'Valid');
    await sendSigned({ port: session.listenerPort, body: backupBody('success', 'Aloud', 4) }, secret);
    const said = workbench.panel
      .locator('[aria-live=polite]')
      .getByText('New event. Valid: backup success: Aloud');
    await said.waitFor({ state: 'attached' });
  });

  /** The colours of a button's border and of the ring that it would have with the focus. */
  async function edgesOf(name: string): Promise<readonly (string | undefined)[]> {
    const button = vscode.workbench.panel.getByRole('button', { name, exact: true });
    return button.evaluate((element) => {
      const { ownerDocument: own } = element;
      const probe = own.body.appendChild(own.createElement('i'));
      probe.style.color = 'var(--vscode-focusBorder)';
      const style = (of: typeof element | typeof probe) => own.defaultView?.getComputedStyle(of);
      const edges = [style(element)?.borderTopColor, style(probe)?.color];
      probe.remove();
      return edges;
    });
  }

  for (const [at, theme] of themes.entries()) {
    it(`breaks no rule of axe in ${theme}`, async function () {
      this.timeout(limit(120_000));
      const { workbench } = vscode;
      await inTheme(theme);
      for (const { row, verdict, format, tabs } of events) {
        await openEvent(workbench, row, verdict);
        for (const name of tabs) {
          await workbench.panel.getByRole('tab', { name }).click();
          await workbench.panel.getByRole('tab', { name, selected: true }).waitFor();
          if (name === 'Payload') {
            await workbench.panel.getByText(format, { exact: true }).click();
          }
          await until(
            'what is shown has loaded',
            async () => (await workbench.panel.locator('[aria-busy=true]').count()) === 0,
          );
          assert.deepEqual(
            await violations(at === 0 ? 'all' : 'colours'),
            [],
            `${theme}, ${row.source}, ${name}`,
          );
        }
      }
      await openEvent(workbench, /^Valid: .*Plain/, 'Valid');
      await workbench.panel.getByRole('tab', { name: 'Delivery' }).click();
      const [border, ring] = await edgesOf('Replay Re-signed...');
      assert.match(border ?? '', /^rgb/);
      assert.notEqual(border, ring, `${theme}: a secondary button looks as one that has the focus`);
    });
  }
});
