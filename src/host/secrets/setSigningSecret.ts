import * as vscode from 'vscode';
import type { ProviderInfo, Secrets } from '../../protocol/engine.ts';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import { restorePem, secretHint } from './secretForm.ts';
import { addSecret, cleanSecret, removedText, secretsOf, type CleanedSecret } from './secretList.ts';
import { changedText, sentences } from './secretText.ts';
import { expectedSecret, type SecretTarget } from './secretTargets.ts';
import type { Command } from '../shared/command.ts';
import { namedTarget } from './namedTarget.ts';
import { pickTarget } from './providerPick.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import type { SecretCommandOptions } from './secretPick.ts';

/** Asks for a source or provider where its argument names none, then for the secret, hidden while it is typed. */
export class SetSigningSecret implements Command {
  readonly id = commandIds.setSigningSecret;
  readonly #options: SecretCommandOptions;

  constructor(options: SecretCommandOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, config, store } = this.#options;
    const [providers, secrets] = await Promise.all([engine.call('providers', null), store.read()]);
    const { sources } = config.settings;
    const target =
      namedTarget(argument, { sources, providers, secrets }) ?? (await this.#pick(providers, secrets));
    const typed = target === undefined ? undefined : await askSecret(target);
    if (target !== undefined && typed !== undefined) {
      await this.#save(target, cleanSecret(typed));
    }
  }

  async #pick(providers: readonly ProviderInfo[], secrets: Secrets): Promise<SecretTarget | undefined> {
    const { engine, config } = this.#options;
    const tallies = await engine.call('tallies', null);
    const { sources } = config.settings;
    return pickTarget({ sources, secrets, providers }, tallies);
  }

  async #save(target: SecretTarget, cleaned: CleanedSecret): Promise<void> {
    const { store, changes } = this.#options;
    const saved = await store.read();
    const value = restorePem(cleaned.value);
    const removal = removedText(cleaned.removed, vscode.l10n.t);
    const list = secretsOf(saved, target.key);
    const same = list.find((secret) => secret.value === value);
    if (same !== undefined) {
      const text = vscode.l10n.t('This secret is already saved as {0}.', same.label);
      sayInStatusBar(sentences(text, removal));
      return;
    }
    const { secrets, label } = addSecret(saved, target.key, value, vscode.l10n.t);
    const changed = await changes.save(secrets);
    const isInstead = target.isSource && list.length === 0 && target.provider !== null;
    const others = isInstead ? secretsOf(saved, target.provider.id).length : 0;
    sayInStatusBar(
      sentences(
        vscode.l10n.t('Saved for {0} as {1}.', displayText(target.name), label),
        removal,
        changedText(changed, vscode.l10n.t),
        triedText(target, list.length + 1),
        others > 0 ? vscode.l10n.t('It is used instead of what is saved for the provider.') : '',
      ),
    );
  }
}

function triedText({ name }: SecretTarget, count: number): string {
  return count === 1
    ? ''
    : vscode.l10n.t('Each of the {0} saved secrets of {1} is tried.', count, displayText(name));
}

function askSecret(target: SecretTarget): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Signing secret for {0}', displayText(target.name)),
    prompt: sentences(
      target.provider?.secretFormat ?? vscode.l10n.t('As the sender shows it.'),
      vscode.l10n.t('It is kept in VS Code’s secret storage.'),
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (typed) => validate(typed, target),
  });
}

function validate(typed: string, target: SecretTarget): vscode.InputBoxValidationMessage | string | null {
  const { value } = cleanSecret(typed);
  if (value === '') {
    return vscode.l10n.t('Paste the signing secret; it cannot be empty.');
  }
  const hint = secretHint(value, expectedSecret(target), vscode.l10n.t);
  const { Info, Warning } = vscode.InputBoxValidationSeverity;
  if (hint === null) {
    return null;
  }
  return hint.isWarning
    ? { message: vscode.l10n.t('{0} Enter saves it all the same.', hint.text), severity: Warning }
    : { message: hint.text, severity: Info };
}
