import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import { removeSecret } from './secretList.ts';
import { markedLabel } from './secretMark.ts';
import { changedText, sentences } from './secretText.ts';
import type { Command } from '../shared/command.ts';
import { chooseSecret, type ChosenSecret, type SecretCommandOptions } from './secretPick.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

/** Asks which secret, by its label, and once whether it is to go. */
export class RemoveSigningSecret implements Command {
  readonly id = commandIds.removeSigningSecret;
  readonly #options: SecretCommandOptions;

  constructor(options: SecretCommandOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const chosen = await chooseSecret(this.#options, argument, {
      title: vscode.l10n.t('Remove Signing Secret'),
      placeHolder: vscode.l10n.t('Choose a secret to remove'),
    });
    if (chosen !== undefined && (await confirm(chosen))) {
      const { store, changes } = this.#options;
      const { target, label } = chosen;
      const changed = await changes.save(removeSecret(await store.read(), target.key, label));
      const text = vscode.l10n.t('{0} of {1} is removed.', label, target.name);
      const message = sentences(text, changedText(changed, vscode.l10n.t));
      sayInStatusBar(message);
    }
  }
}

async function confirm({ target, label, mark }: ChosenSecret): Promise<boolean> {
  const remove = vscode.l10n.t('Remove');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove {0} of {1}?', markedLabel(displayText(label), mark), displayText(target.name)),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Stored events are verified again without it. It cannot be brought back from here.',
      ),
    },
    remove,
  );
  return choice === remove;
}
