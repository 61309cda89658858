import * as vscode from 'vscode';
import type { Config } from '../config.ts';
import { commandIds, settingNames } from '../contributions.ts';
import { ChannelFields } from '../editing/channelFields.ts';
import { editFields } from '../editing/fieldList.ts';
import type { Problems } from '../problems.ts';
import type { SecretChanges } from '../secretChanges.ts';
import { openSetting, selectSource } from '../sources/settingsFile.ts';
import { chooseChannel } from './channelPick.ts';
import type { Command } from './command.ts';
import { offeredProviders, type EditSourceOptions } from './editSource.ts';
import { scopeOf } from '../sources/settingScope.ts';

export interface EditChannelOptions extends EditSourceOptions {
  readonly changes: SecretChanges;
  readonly problems: Problems;
}

/** Edits a channel field by field. */
export class EditChannel implements Command {
  readonly id = commandIds.editChannel;
  readonly #options: EditChannelOptions;

  constructor(options: EditChannelOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { config } = this.#options;
    const title = vscode.l10n.t('Edit Channel');
    const channel = await chooseChannel(config.settings.channels, argument, title);
    if (channel !== undefined) {
      const providers = await offeredProviders(this.#options);
      const fields = new ChannelFields(channel, { ...this.#options, providers });
      await editFields({ title: () => fields.title, fields: fields.all, isPart: false });
    }
  }
}

/** Opens the settings file at a channel. */
export class EditChannelInSettings implements Command {
  readonly id = commandIds.editChannelInSettings;
  readonly #config: Pick<Config, 'settings'>;

  constructor(config: Pick<Config, 'settings'>) {
    this.#config = config;
  }

  async run(argument: unknown): Promise<void> {
    const title = vscode.l10n.t('Edit Channel in Settings');
    const channel = await chooseChannel(this.#config.settings.channels, argument, title);
    if (channel !== undefined) {
      await openSetting(settingNames.channels, scopeOf(channel));
      selectSource(settingNames.channels, channel.name);
    }
  }
}
