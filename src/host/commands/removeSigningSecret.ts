import * as vscode from 'vscode';
import type { ProviderInfo, Secrets } from '../../protocol/engine.ts';
import { commandIds } from '../contributions.ts';
import { removeSecret, secretsOf } from '../secretList.ts';
import { changedText, sentences } from '../secretText.ts';
import { providerOf } from './arguments.ts';
import type { Command } from './command.ts';
import type { SecretCommandOptions } from './setSigningSecret.ts';

interface SecretItem extends vscode.QuickPickItem {
  readonly provider: ProviderInfo;
  readonly secret: string;
}

/** Asks which secret, by its label, and once whether it is to go. */
export class RemoveSigningSecret implements Command {
  readonly id = commandIds.removeSigningSecret;
  readonly #options: SecretCommandOptions;

  constructor(options: SecretCommandOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, store, changes } = this.#options;
    const [providers, saved] = await Promise.all([engine.call('providers', null), store.read()]);
    const named = providers.filter(({ id }) => id === providerOf(argument));
    const items = itemsOf(named.length > 0 ? named : providers, saved);
    if (items.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No signing secret is saved.'));
      return;
    }
    const item = await pick(items);
    if (item !== undefined && (await confirm(item))) {
      const rest = removeSecret(await store.read(), item.provider.id, item.secret);
      const changed = await changes.save(rest);
      const text = vscode.l10n.t('{0} of {1} is removed.', item.secret, item.provider.name);
      void vscode.window.showInformationMessage(sentences(text, changedText(changed, vscode.l10n.t)));
    }
  }
}

function itemsOf(providers: readonly ProviderInfo[], saved: Secrets): SecretItem[] {
  return providers.flatMap((provider) =>
    secretsOf(saved, provider.id).map(({ label }) => ({
      label,
      description: provider.name,
      provider,
      secret: label,
    })),
  );
}

function pick(items: readonly SecretItem[]): Thenable<SecretItem | undefined> {
  return vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Remove Signing Secret'),
    placeHolder: vscode.l10n.t('Which secret is to be removed?'),
    matchOnDescription: true,
  });
}

async function confirm({ secret, provider }: SecretItem): Promise<boolean> {
  const remove = vscode.l10n.t('Remove');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove {0} of {1}?', secret, provider.name),
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
