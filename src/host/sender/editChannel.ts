import * as vscode from 'vscode';
import type { Config } from '../settings/config.ts';
import { commandIds, settingNames } from '../shared/contributions.ts';
import { ChannelFields } from './channelFields.ts';
import { editFields } from '../settings/fieldList.ts';
import type { Problems } from '../shared/problems.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import { openSetting, selectSource } from '../settings/settingsFile.ts';
import { chooseChannel } from './channelPick.ts';
import type { Command } from '../shared/command.ts';
import { offeredProviders, type EditSourceOptions } from '../sources/editSource.ts';
import { scopeOf } from '../settings/settingScope.ts';

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
