import * as vscode from 'vscode';
import type { Config } from '../settings/config.ts';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import { localUrl } from '../listener/listenerText.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { askScope } from '../settings/scopeQuestion.ts';
import { SourceGuide, type NewSource } from './sourceGuide.ts';
import { withSource } from './sourceEdits.ts';
import { urlOfPath } from './sourceRow.ts';
import { orderProviders } from '../secrets/secretTargets.ts';
import { providerOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

export interface AddSourceOptions {
  readonly engine: EngineCaller;
  readonly config: Config;
  readonly listener: ListenerControl;
  readonly store: SecretStore;
}

/** Asks for provider, name and path of a source (its argument may name the provider) and adds it to the settings. */
export class AddSource implements Command {
  readonly id = commandIds.addSource;
  readonly #options: AddSourceOptions;

  constructor(options: AddSourceOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, config, store } = this.#options;
    const [all, secrets, tallies] = await Promise.all([
      engine.call('providers', null),
      store.read(),
      engine.call('tallies', null),
    ]);
    const providers = orderProviders(all, { secrets, tallies });
    const guide = new SourceGuide({ providers, secrets, sources: config.settings.sources });
    const source = await guide.run(providers.find(({ id }) => id === providerOf(argument)) ?? null);
    const scope = source === undefined ? undefined : await askScope(vscode.l10n.t('Add Source'));
    if (source !== undefined && scope !== undefined) {
      const { provider, ...others } = source;
      await config.editSources(scope, (value) =>
        withSource(value, { ...others, provider: provider?.id ?? null }),
      );
      this.#say(source);
    }
  }

  /** The row of the source has its URL and its secret at hand. */
  #say({ name, path, publicUrl }: NewSource): void {
    const { listener, config } = this.#options;
    const { host, port } = listener.state.kind === 'stopped' ? config.settings : listener.state;
    const url = publicUrl ?? urlOfPath(localUrl(host, port), path);
    sayInStatusBar(vscode.l10n.t('The source {0} receives at {1}', displayText(name), displayText(url)));
  }
}
