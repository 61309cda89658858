import * as vscode from 'vscode';
import { channelSecret } from './channelSecret.ts';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import type { Settings } from '../settings/settings.ts';
import { chooseChannel } from './channelPick.ts';
import type { Command } from '../shared/command.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

/** Copies the secret that signs a channel's events, whosever it is, so that it can go into the app. */
export class CopyChannelSecret implements Command {
  readonly id = commandIds.copyChannelSecret;
  readonly #config: { readonly settings: Settings };
  readonly #store: SecretStore;
  readonly #engine: EngineCaller;

  constructor(config: { readonly settings: Settings }, store: SecretStore, engine: EngineCaller) {
    this.#config = config;
    this.#store = store;
    this.#engine = engine;
  }

  async run(argument: unknown): Promise<void> {
    const title = vscode.l10n.t('Copy Channel Secret');
    const channel = await chooseChannel(this.#config.settings.channels, argument, title);
    if (channel === undefined) {
      return;
    }
    const found = await channelSecret(channel, await this.#store.read(), this.#engine);
    const name = displayText(channel.name);
    if (found === null) {
      sayInStatusBar(vscode.l10n.t('No signing secret is saved for the channel {0}.', name));
      return;
    }
    await vscode.env.clipboard.writeText(found.secret.value);
    const text = vscode.l10n.t('Copied the secret that signs the events of {0}.', name);
    sayInStatusBar(text);
  }
}
