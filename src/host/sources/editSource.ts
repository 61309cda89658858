import * as vscode from 'vscode';
import type { ProviderInfo } from '../../protocol/engine.ts';
import type { Config } from '../settings/config.ts';
import { commandIds, settingNames, type CommandId } from '../shared/contributions.ts';
import { editFields } from '../settings/fieldList.ts';
import { SourceFields } from './sourceFields.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { orderProviders } from '../secrets/secretTargets.ts';
import { openSetting, selectSource } from '../settings/settingsFile.ts';
import { isForwardRow } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chooseSource } from './sourcePick.ts';
import { scopeOf } from '../settings/settingScope.ts';

export interface EditSourceOptions {
  readonly engine: EngineCaller;
  readonly config: Config;
  readonly store: SecretStore;
}

/** The providers in the order in which they are offered. */
export async function offeredProviders({
  engine,
  store,
}: Pick<EditSourceOptions, 'engine' | 'store'>): Promise<readonly ProviderInfo[]> {
  const [providers, secrets, tallies] = await Promise.all([
    engine.call('providers', null),
    store.read(),
    engine.call('tallies', null),
  ]);
  return orderProviders(providers, { secrets, tallies });
}

/** Edits a source field by field, or its response alone; from the row of a forward, how it is forwarded. */
export class EditSource implements Command {
  readonly id: CommandId;
  readonly #options: EditSourceOptions;

  constructor(
    options: EditSourceOptions,
    id: typeof commandIds.editSource | typeof commandIds.editResponse = commandIds.editSource,
  ) {
    this.id = id;
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { config, store } = this.#options;
    const isResponse = this.id === commandIds.editResponse;
    const title = isResponse ? vscode.l10n.t('Edit Response') : vscode.l10n.t('Edit Source');
    const source = await chooseSource(config.settings.sources, argument, title);
    if (source === undefined) {
      return;
    }
    const providers = await offeredProviders(this.#options);
    const fields = new SourceFields(source, { config, providers, secrets: () => store.read() });
    const part = isResponse ? fields.response() : isForwardRow(argument) ? fields.forwarding() : undefined;
    // Back from a part leads to the whole source.
    if ((await part?.edit()) !== 'left') {
      await editFields({ title: () => fields.title, fields: fields.all, isPart: false });
    }
  }
}

/** Opens the settings file at a source. */
export class EditSourceInSettings implements Command {
  readonly id = commandIds.editSourceInSettings;
  readonly #config: Pick<Config, 'settings'>;

  constructor(config: Pick<Config, 'settings'>) {
    this.#config = config;
  }

  async run(argument: unknown): Promise<void> {
    const title = vscode.l10n.t('Edit Source in Settings');
    const source = await chooseSource(this.#config.settings.sources, argument, title);
    if (source !== undefined) {
      await openSetting(settingNames.sources, scopeOf(source));
      selectSource(settingNames.sources, source.name);
    }
  }
}
