import { channelKey } from '../../protocol/secretKeys.ts';
import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import { commandIds } from '../contributions.ts';
import { displayText, notificationText } from '../displayText.ts';
import { secretsOf } from '../secretList.ts';
import type { SecretStore } from '../secretStore.ts';
import type { Settings } from '../settings.ts';
import { chooseChannel } from './channelPick.ts';
import type { Command } from './command.ts';

/** Copies the secret that signs a channel's events, its own or else its provider's, so that it can go into the app. */
export class CopyChannelSecret implements Command {
  readonly id = commandIds.copyChannelSecret;
  readonly #config: { readonly settings: Settings };
  readonly #store: SecretStore;

  constructor(config: { readonly settings: Settings }, store: SecretStore) {
    this.#config = config;
    this.#store = store;
  }

  async run(argument: unknown): Promise<void> {
    const title = vscode.l10n.t('Copy Channel Secret');
    const channel = await chooseChannel(this.#config.settings.channels, argument, title);
    if (channel === undefined) {
      return;
    }
    const saved = await this.#store.read();
    const [secret] = [channelKey(channel.name), channel.provider].flatMap((key) => secretsOf(saved, key));
    const name = displayText(channel.name);
    if (secret === undefined) {
      throw new HumanError(vscode.l10n.t('No signing secret is saved for the channel {0}.', name));
    }
    await vscode.env.clipboard.writeText(secret.value);
    const text = vscode.l10n.t('Copied the secret that signs the events of {0}.', name);
    void vscode.window.showInformationMessage(notificationText(text));
  }
}
