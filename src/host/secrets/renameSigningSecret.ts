import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import { labelProblem, renameSecret, secretsOf } from './secretList.ts';
import { markedLabel } from './secretMark.ts';
import type { Command } from '../shared/command.ts';
import { chooseSecret, type ChosenSecret, type SecretCommandOptions } from './secretPick.ts';

/** Gives a saved secret another label, by which verdicts call it. */
export class RenameSigningSecret implements Command {
  readonly id = commandIds.renameSigningSecret;
  readonly #options: SecretCommandOptions;

  constructor(options: SecretCommandOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const chosen = await chooseSecret(this.#options, argument, {
      title: vscode.l10n.t('Rename Signing Secret'),
      placeHolder: vscode.l10n.t('Choose a secret to rename'),
    });
    const to = chosen === undefined ? undefined : await this.#askLabel(chosen);
    if (chosen !== undefined && to !== undefined && to !== chosen.label) {
      const { store, changes } = this.#options;
      const saved = await store.read();
      await changes.save(renameSecret(saved, { key: chosen.target.key, from: chosen.label, to }));
    }
  }

  async #askLabel({ target, label, mark }: ChosenSecret): Promise<string | undefined> {
    const saved = secretsOf(await this.#options.store.read(), target.key);
    const others = saved.filter((secret) => secret.label !== label);
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Label of the signing secret for {0}', displayText(target.name)),
      prompt: vscode.l10n.t(
        'A new label for {0}, such as “production” or “old”. Verdicts show it: it is not secret.',
        markedLabel(displayText(label), mark),
      ),
      value: label,
      ignoreFocusOut: true,
      validateInput: (text) => labelProblem(text.trim(), others, vscode.l10n.t),
    });
    return typed?.trim();
  }
}
