import * as vscode from 'vscode';
import { idOfSource } from '../../protocol/secretKeys.ts';
import type { Config } from '../settings/config.ts';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import { nameProblem } from './sourceQuestions.ts';
import type { Command } from '../shared/command.ts';
import { chooseSource } from './sourcePick.ts';

/** Asks for another name of a source. It stays the same source, with all that it has. */
export class RenameSource implements Command {
  readonly id = commandIds.renameSource;
  readonly #config: Config;

  constructor(config: Config) {
    this.#config = config;
  }

  async run(argument: unknown): Promise<void> {
    const { sources } = this.#config.settings;
    const source = await chooseSource(sources, argument, vscode.l10n.t('Rename Source'));
    if (source === undefined) {
      return;
    }
    const others = sources.filter((other) => other !== source);
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('New name of the source {0}', displayText(source.name)),
      prompt: vscode.l10n.t('Its secrets, events, responses and forwarding stay with it.'),
      value: source.name,
      ignoreFocusOut: true,
      validateInput: (text) => nameProblem(text.trim(), others, vscode.l10n.t),
    });
    const name = typed?.trim();
    if (name !== undefined && name !== source.name) {
      await this.#config.renameSource(idOfSource(source), name);
    }
  }
}
