import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWindowFile } from '../../src/host/listener/windowFile.ts';
import { limit } from '../support/limits.ts';
import type { Workbench } from './workbench.ts';

/** Starts the listener from the palette and waits until the status bar says it listens. */
export async function startListener(workbench: Workbench, port: number): Promise<void> {
  await workbench.runCommand('Start Listener');
  await listening(workbench, port);
}

/** Waits until the status bar says that the listener listens. */
export async function listening(workbench: Workbench, port: number, milliseconds = 30_000): Promise<void> {
  const name = new RegExp(`^Webhook Debugger: listening on port ${port}$`);
  await workbench.statusBarItem(name).waitFor({ timeout: limit(milliseconds) });
}

/**
 * Saves a first SimpleBackups secret from the palette and waits until the view "Sources", which has to be in
 * sight, tells of it. Answers whether the input was hidden.
 */
export async function setSigningSecret(workbench: Workbench, secret: string): Promise<boolean> {
  await workbench.runCommand('Set Signing Secret');
  await workbench.pick('SimpleBackups');
  const hidden = await workbench.fillInputBox('Signing secret for SimpleBackups', secret);
  await workbench.row(/^SimpleBackups, 1 secret/, 'Sources').waitFor();
  return hidden;
}

/** Opens the first event whose row's label matches and waits until the panel shows it with its verdict. */
export async function openEvent(workbench: Workbench, label: RegExp, verdict: string): Promise<void> {
  const { panel } = workbench;
  const row = workbench.row(label);
  const title = panel
    .locator('h1')
    .filter({ hasText: titleStart((await row.getAttribute('aria-label')) ?? '') });
  const shown = panel.getByRole('status', { name: 'Signature verdict' }).getByText(verdict, { exact: true });
  await workbench.act(
    (one) => row.click(one),
    async () => (await title.first().isVisible()) && (await shown.first().isVisible()),
  );
}

/** Chooses a tab of the panel until it is the chosen one. */
export async function openTab(workbench: Workbench, name: string): Promise<void> {
  const { panel } = workbench;
  await workbench.act(
    (one) => panel.getByRole('tab', { name }).click(one),
    panel.getByRole('tab', { name, selected: true }),
  );
}

/** The beginning of the title in a row's accessible label, as far as every surface writes it alike. */
function titleStart(label: string): string {
  return /^[^:]*: ([\w :]{0,40})/.exec(label)?.[1]?.trim() ?? '';
}

/** Of the one window whose file says that it listens; 0 where there is none. */
export function listeningProcess(data: string, except = 0): number {
  const pids = globSync('User/globalStorage/*/windows/*.json', { cwd: data }).map((file) => {
    try {
      return parseWindowFile(readFileSync(join(data, file), 'utf8'))?.pid ?? 0;
    } catch {
      return 0;
    }
  });
  return pids.find((pid) => pid > 0 && pid !== except && isRunning(pid)) ?? 0;
}

/** Whether there is a process of that id: a window whose extension host was killed leaves its file behind. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
