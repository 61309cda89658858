import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { SourceSetting } from './sourceSettings.ts';
import { sourceOf } from '../shared/arguments.ts';
import { chooseNamed } from '../shared/namedPick.ts';

/** The source that an argument names, else one that the person picks. Undefined where there is none, which is said. */
export function chooseSource(
  sources: readonly SourceSetting[],
  argument: unknown,
  title: string,
): Promise<SourceSetting | undefined> {
  return chooseNamed(sources, {
    named: sourceOf(argument),
    title,
    placeHolder: vscode.l10n.t('Choose a source'),
    describe: ({ path }) => displayText(path),
    none: offerAdd,
  });
}

async function offerAdd(): Promise<void> {
  const add = vscode.l10n.t('Add Source...');
  const text = vscode.l10n.t('No source to choose from.');
  if ((await vscode.window.showInformationMessage(text, add)) === add) {
    await vscode.commands.executeCommand(commandIds.addSource);
  }
}
