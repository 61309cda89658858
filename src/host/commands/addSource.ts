import * as vscode from 'vscode';
import type { ProviderInfo, Secrets } from '../../protocol/engine.ts';
import type { Config } from '../config.ts';
import { commandIds } from '../contributions.ts';
import { displayText, notificationText } from '../displayText.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { ListenerControl } from '../listenerControl.ts';
import { localUrl } from '../listenerText.ts';
import type { Problems } from '../problems.ts';
import type { SecretStore } from '../secretStore.ts';
import { SourceGuide, type NewSource } from '../sources/sourceGuide.ts';
import { withSource } from '../sources/sourceEdits.ts';
import { urlOfPath } from '../sources/sourceRow.ts';
import { orderProviders } from '../sources/secretTargets.ts';
import { providerOf } from './arguments.ts';
import type { Command } from './command.ts';

export interface AddSourceOptions {
  readonly engine: EngineCaller;
  readonly config: Config;
  readonly listener: ListenerControl;
  readonly store: SecretStore;
  readonly problems: Problems;
}

/** Asks for provider, name and path of a source (its argument may name the provider) and adds it to the settings. */
export class AddSource implements Command {
  readonly id = commandIds.addSource;
  readonly #options: AddSourceOptions;

  constructor(options: AddSourceOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, config, store, problems } = this.#options;
    const [all, secrets, tallies] = await Promise.all([
      engine.call('providers', null),
      store.read(),
      engine.call('tallies', null),
    ]);
    const providers = orderProviders(all, { secrets, tallies });
    const guide = new SourceGuide({ providers, secrets, sources: config.settings.sources });
    const source = await guide.run(providers.find(({ id }) => id === providerOf(argument)) ?? null);
    if (source !== undefined) {
      const { provider, ...others } = source;
      await config.editSources((value) => withSource(value, { ...others, provider: provider?.id ?? null }));
      problems.watch(this.#offerNext(source, secrets));
    }
  }

  /** Whoever waits for this command does not wait for the answer. */
  async #offerNext({ name, path, publicUrl, provider }: NewSource, secrets: Secrets): Promise<void> {
    const { listener, config } = this.#options;
    const { host, port } = listener.state.kind === 'stopped' ? config.settings : listener.state;
    const url = publicUrl ?? urlOfPath(localUrl(host, port), path);
    const copy = vscode.l10n.t('Copy URL');
    const set = vscode.l10n.t('Set Signing Secret');
    const text = vscode.l10n.t('The source {0} receives at {1}', displayText(name), displayText(url));
    const choices = needsSecret(provider, secrets) ? [copy, set] : [copy];
    const choice = await vscode.window.showInformationMessage(notificationText(text, 400), ...choices);
    if (choice === copy) {
      await vscode.commands.executeCommand(commandIds.copyWebhookUrl, { source: name });
    } else if (choice === set) {
      await vscode.commands.executeCommand(commandIds.setSigningSecret, { source: name });
    }
  }
}

/** Also where the provider has one saved: a source may have another. */
function needsSecret(provider: ProviderInfo | null, secrets: Secrets): boolean {
  return provider === null ? Object.keys(secrets).length === 0 : provider.usesSecret;
}
