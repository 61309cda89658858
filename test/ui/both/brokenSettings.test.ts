import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { useVsCode } from '../fixture.ts';

const bills = { name: 'Bills', path: '/bills' };
const shared = { name: 'Shared', path: '/shared' };

describe('A settings file with a syntax error', () => {
  const vscode = useVsCode({ settings: { 'webhookDebugger.sources': [shared] } });

  const line = (text: string): Locator =>
    vscode.workbench.page.locator('.monaco-editor .view-line').filter({ hasText: text }).first();
  const row = (name: string, path: string): Locator =>
    vscode.workbench.row(new RegExp(`^${name}, ${path}$`), 'Sources');
  const warning = (text: RegExp): Locator => vscode.workbench.toast(text);

  /** Writes the line with a source's path anew, as typing does, and saves until that shows. */
  const write = async (path: string, text: string, expected: Locator): Promise<void> => {
    const { workbench } = vscode;
    await workbench.typeIn(line(path), ['Home', 'Shift+End', 'Delete'], text, line(text));
    await workbench.press('Control+S', expected);
  };

  before(async () => {
    const { session, workbench } = vscode;
    const folder = join(session.folders.workspace, '.vscode');
    mkdirSync(folder);
    const settings = { 'webhookDebugger.sources': [bills] };
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
    await workbench.reload();
    await workbench.showWebhooks();
    await row('Bills', '/bills').waitFor();
    await row('Shared', '/shared').waitFor();
  });

  for (const scope of [
    {
      whose: 'workspace',
      open: 'Preferences: Open Workspace Settings (JSON)',
      ...bills,
      file: '.vscode/settings.json',
    },
    { whose: 'user', open: 'Preferences: Open User Settings (JSON)', ...shared, file: 'settings.json' },
  ]) {
    const { whose, open, name, path, file } = scope;
    const says = new RegExp(
      `The ${whose} settings \\(${file.replaceAll('.', '\\.')}\\) have a syntax error\\. Webhook Debugger keeps its settings from before until you fix it\\.`,
    );

    it(`of the ${whose} keeps its sources, says so once and opens the file`, async () => {
      const { workbench } = vscode;
      await workbench.runAnyCommand(open);
      await write(path, `"path": ${path}-2`, warning(says));
      await row(name, path).waitFor();
      await workbench.runAnyCommand('View: Close All Editors');
      // A toast hides after a while.
      const center = workbench.page.locator('.notifications-center');
      await workbench.act(
        async (one) => {
          await workbench.runAnyCommand('Notifications: Show Notifications');
          await center.getByRole('button', { name: 'Open File' }).click(one);
        },
        line(`${path}-2`),
      );
      await row(name, path).waitFor();
    });

    it(`of the ${whose} has an effect again once it is repaired, without a word`, async () => {
      const { workbench } = vscode;
      await write(path, `"path": "${path}-2"`, row(name, `${path}-2`));
      await warning(/./).waitFor({ state: 'hidden' });
      await workbench.runAnyCommand('View: Close All Editors');
    });
  }
});
