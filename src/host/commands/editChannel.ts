import * as vscode from 'vscode';
import { commandIds, settingNames } from '../contributions.ts';
import type { Settings } from '../settings.ts';
import { openSetting, selectSource } from '../sources/settingsFile.ts';
import { chooseChannel } from './channelPick.ts';
import type { Command } from './command.ts';

/** Opens the settings file at a channel. */
export class EditChannel implements Command {
  readonly id = commandIds.editChannel;
  readonly #config: { readonly settings: Settings };

  constructor(config: { readonly settings: Settings }) {
    this.#config = config;
  }

  async run(argument: unknown): Promise<void> {
    const title = vscode.l10n.t('Edit Channel in Settings');
    const channel = await chooseChannel(this.#config.settings.channels, argument, title);
    if (channel !== undefined) {
      await openSetting(settingNames.channels);
      selectSource(settingNames.channels, channel.name);
    }
  }
}
