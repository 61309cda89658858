import * as vscode from 'vscode';
import type { ProviderInfo } from '../../protocol/engine.ts';
import { commandIds } from '../contributions.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { SecretChanges } from '../secretChanges.ts';
import { addSecret, cleanSecret, removedText, secretsOf, type CleanedSecret } from '../secretList.ts';
import type { SecretStore } from '../secretStore.ts';
import { changedText, sentences } from '../secretText.ts';
import { providerOf } from './arguments.ts';
import type { Command } from './command.ts';
import { pickProvider } from './providerPick.ts';

export interface SecretCommandOptions {
  readonly engine: EngineCaller;
  readonly store: SecretStore;
  readonly changes: SecretChanges;
}

/** Asks for a provider where its argument names none, then for the secret, which is hidden while it is typed. */
export class SetSigningSecret implements Command {
  readonly id = commandIds.setSigningSecret;
  readonly #options: SecretCommandOptions;

  constructor(options: SecretCommandOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, store } = this.#options;
    const providers = await engine.call('providers', null);
    const named = providers.find(({ id }) => id === providerOf(argument));
    const provider = named ?? (await pickProvider(providers, await store.read()));
    const typed = provider === undefined ? undefined : await askSecret(provider);
    if (provider !== undefined && typed !== undefined) {
      await this.#save(provider, cleanSecret(typed));
    }
  }

  async #save(provider: ProviderInfo, { value, removed }: CleanedSecret): Promise<void> {
    const { store, changes } = this.#options;
    const saved = await store.read();
    const removal = removedText(removed, vscode.l10n.t);
    const same = secretsOf(saved, provider.id).find((secret) => secret.value === value);
    if (same !== undefined) {
      const text = vscode.l10n.t('This secret is already saved as {0}.', same.label);
      say(sentences(text, removal));
      return;
    }
    const { secrets, label } = addSecret(saved, provider.id, value, vscode.l10n.t);
    const changed = await changes.save(secrets);
    const others = secretsOf(saved, provider.id).length;
    say(
      sentences(
        vscode.l10n.t('Saved as {0}.', label),
        removal,
        changedText(changed, vscode.l10n.t),
        others === 0
          ? ''
          : vscode.l10n.t('All {0} saved secrets of {1} are tried.', others + 1, provider.name),
      ),
    );
  }
}

function askSecret({ name, secretFormat }: ProviderInfo): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Signing secret for {0}', name),
    prompt: secretFormat,
    password: true,
    ignoreFocusOut: true,
    validateInput: (typed) =>
      cleanSecret(typed).value === '' ? vscode.l10n.t('Paste the signing secret; it cannot be empty.') : null,
  });
}

function say(text: string): void {
  void vscode.window.showInformationMessage(text);
}
