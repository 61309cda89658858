import * as vscode from 'vscode';
import type { Config } from '../settings/config.ts';
import { commandIds } from '../shared/contributions.ts';
import { withSwitched } from '../sources/sourceEdits.ts';
import { chooseChannel } from './channelPick.ts';
import type { Command } from '../shared/command.ts';
import { scopeOf } from '../settings/settingScope.ts';

/** Switches a channel on or off in the settings. */
export class SwitchChannel implements Command {
  readonly id: Command['id'];
  readonly #config: Config;
  readonly #enabled: boolean;

  /** `enabled` is what the channel is to be. */
  constructor(config: Config, enabled: boolean) {
    this.id = enabled ? commandIds.enableChannel : commandIds.disableChannel;
    this.#config = config;
    this.#enabled = enabled;
  }

  async run(argument: unknown): Promise<void> {
    const title = this.#enabled ? vscode.l10n.t('Enable Channel') : vscode.l10n.t('Disable Channel');
    const others = this.#config.settings.channels.filter(({ enabled }) => enabled !== this.#enabled);
    const channel = await chooseChannel(others, argument, title);
    if (channel !== undefined) {
      await this.#config.editChannels(scopeOf(channel), (value) =>
        withSwitched(value, channel.name, this.#enabled),
      );
    }
  }
}
