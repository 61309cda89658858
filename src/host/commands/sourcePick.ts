import * as vscode from 'vscode';
import { commandIds } from '../contributions.ts';
import { displayText } from '../displayText.ts';
import type { SourceSetting } from '../sources/sourceSettings.ts';
import { sourceOf } from './arguments.ts';

/** The source that an argument names, else one that the person picks. Undefined where there is none, which is said. */
export async function chooseSource(
  sources: readonly SourceSetting[],
  argument: unknown,
  title: string,
): Promise<SourceSetting | undefined> {
  const named = sources.find(({ name }) => name === sourceOf(argument));
  if (named !== undefined) {
    return named;
  }
  if (sources.length === 0) {
    await offerAdd();
    return undefined;
  }
  const items = sources.map((source) => ({
    label: displayText(source.name),
    description: displayText(source.path),
    source,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Which source?'),
    matchOnDescription: true,
  });
  return picked?.source;
}

async function offerAdd(): Promise<void> {
  const add = vscode.l10n.t('Add Source...');
  const text = vscode.l10n.t('There is no source for that.');
  if ((await vscode.window.showInformationMessage(text, add)) === add) {
    await vscode.commands.executeCommand(commandIds.addSource);
  }
}
