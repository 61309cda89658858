import * as vscode from 'vscode';
import type { ChannelFirings } from './channelFirings.ts';
import { isOver } from './firingText.ts';
import { commandIds } from '../shared/contributions.ts';
import type { Settings } from '../settings/settings.ts';
import { chooseChannel } from './channelPick.ts';
import type { Command } from '../shared/command.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

/** Ends what a channel is sending: its argument's, the only one that is, or one that is picked. */
export class StopFiring implements Command {
  readonly id = commandIds.stopFiring;
  readonly #config: { readonly settings: Settings };
  readonly #firings: ChannelFirings;

  constructor(config: { readonly settings: Settings }, firings: ChannelFirings) {
    this.#config = config;
    this.#firings = firings;
  }

  async run(argument: unknown): Promise<void> {
    const firing = this.#config.settings.channels.filter(({ name }) => {
      const last = this.#firings.of(name);
      return last !== null && !isOver(last);
    });
    if (firing.length === 0) {
      sayInStatusBar(vscode.l10n.t('No channel is firing.'));
      return;
    }
    const [only] = firing;
    const channel =
      firing.length === 1 ? only : await chooseChannel(firing, argument, vscode.l10n.t('Stop Firing'));
    if (channel !== undefined) {
      await this.#firings.stop(channel.name);
    }
  }
}
