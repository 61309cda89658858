import { channelKey } from '../../protocol/secretKeys.ts';
import * as vscode from 'vscode';
import type { ChannelFirings } from './channelFirings.ts';
import type { Config } from '../settings/config.ts';
import { commandIds, settingNames } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import { secretsOf, withoutKey } from '../secrets/secretList.ts';
import { sentences } from '../secrets/secretText.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { removalText } from '../shared/rowText.ts';
import { withoutSource } from '../sources/sourceEdits.ts';
import { chooseChannel } from './channelPick.ts';
import type { Command } from '../shared/command.ts';
import { scopeOf, standsInBoth } from '../settings/settingScope.ts';

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
    const isLeft = standsInBoth(config.written(settingNames.channels), channel.name);
    const hasOwn = !isLeft && secretsOf(await store.read(), key).length > 0;
    const scope = removalText(scopeOf(channel), isLeft, vscode.l10n.t);
    if (await confirm(channel.name, scope, hasOwn)) {
      await firings.stop(channel.name);
      await config.editChannels(scopeOf(channel), (value) => withoutSource(value, channel.name));
      if (hasOwn) {
        await changes.save(withoutKey(await store.read(), key));
      }
    }
  }
}

async function confirm(name: string, scope: string, hasOwn: boolean): Promise<boolean> {
  const remove = vscode.l10n.t('Remove');
  const secret = hasOwn
    ? vscode.l10n.t('Its signing secret goes with it and cannot be brought back from here.')
    : '';
  const detail = sentences(scope, secret);
  const text = vscode.l10n.t('Remove the channel {0} from the settings?', displayText(name));
  return (await vscode.window.showWarningMessage(text, { modal: true, detail }, remove)) === remove;
}
