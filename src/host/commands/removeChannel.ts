import { channelKey } from '../../protocol/secretKeys.ts';
import * as vscode from 'vscode';
import type { ChannelFirings } from '../channels/channelFirings.ts';
import type { Config } from '../config.ts';
import { commandIds } from '../contributions.ts';
import { displayText } from '../displayText.ts';
import type { SecretChanges } from '../secretChanges.ts';
import { secretsOf, withoutKey } from '../secretList.ts';
import type { SecretStore } from '../secretStore.ts';
import { withoutSource } from '../sources/sourceEdits.ts';
import { chooseChannel } from './channelPick.ts';
import type { Command } from './command.ts';

export interface RemoveChannelOptions {
  readonly config: Config;
  readonly store: SecretStore;
  readonly changes: SecretChanges;
  readonly firings: ChannelFirings;
}

/** Takes a channel out of the settings, and its own secret out of the secret storage, after one question. */
export class RemoveChannel implements Command {
  readonly id = commandIds.removeChannel;
  readonly #options: RemoveChannelOptions;

  constructor(options: RemoveChannelOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { config, store, changes, firings } = this.#options;
    const title = vscode.l10n.t('Remove Channel');
    const channel = await chooseChannel(config.settings.channels, argument, title);
    if (channel === undefined) {
      return;
    }
    const key = channelKey(channel.name);
    const hasOwn = secretsOf(await store.read(), key).length > 0;
    if (await confirm(channel.name, hasOwn)) {
      await firings.stop(channel.name);
      await config.editChannels((value) => withoutSource(value, channel.name));
      if (hasOwn) {
        await changes.save(withoutKey(await store.read(), key));
      }
    }
  }
}

async function confirm(name: string, hasOwn: boolean): Promise<boolean> {
  const remove = vscode.l10n.t('Remove');
  const detail = hasOwn
    ? vscode.l10n.t('Its signing secret goes with it and cannot be brought back from here.')
    : '';
  const text = vscode.l10n.t('Remove the channel {0} from the settings?', displayText(name));
  return (await vscode.window.showWarningMessage(text, { modal: true, detail }, remove)) === remove;
}
