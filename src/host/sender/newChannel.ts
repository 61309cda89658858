import { channelKey } from '../../protocol/secretKeys.ts';
import * as vscode from 'vscode';
import { ChannelGuide, type NewChannel as Draft } from './channelGuide.ts';
import { settingOfChannel } from './channelSettings.ts';
import { newSecret } from './newSecret.ts';
import type { Config } from '../settings/config.ts';
import { commandIds } from '../shared/contributions.ts';
import { displayText, notificationText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import { addSecret, withoutKey } from '../secrets/secretList.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { sentences } from '../secrets/secretText.ts';
import { askScope } from '../settings/scopeQuestion.ts';
import { withNewRow } from '../sources/sourceEdits.ts';
import { orderProviders } from '../secrets/secretTargets.ts';
import type { Command } from '../shared/command.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

export interface NewChannelOptions {
  readonly engine: EngineCaller;
  readonly config: Config;
  readonly store: SecretStore;
  readonly changes: SecretChanges;
  readonly problems: Problems;
}

/** Asks for provider, name, URL, events and secret of a channel, and adds it to the settings. */
export class NewChannel implements Command {
  readonly id = commandIds.newChannel;
  readonly #options: NewChannelOptions;

  constructor(options: NewChannelOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { engine, config, store, problems } = this.#options;
    const [all, secrets, tallies] = await Promise.all([
      engine.call('providers', null),
      store.read(),
      engine.call('tallies', null),
    ]);
    const providers = orderProviders(all, { secrets, tallies });
    const { channels } = config.settings;
    const draft = await new ChannelGuide({ providers, secrets, channels }).run();
    const provider = draft?.provider?.id;
    if (draft === undefined || provider === undefined) {
      return;
    }
    const scope = await askScope(vscode.l10n.t('New Channel'));
    if (scope === undefined) {
      return;
    }
    await this.#saveSecret(draft);
    await config.editChannels(scope, (value) => withNewRow(value, settingOfChannel({ ...draft, provider })));
    problems.watch(this.#offerNext(draft));
  }

  async #saveSecret({ name, provider, secret, pasted }: Draft): Promise<void> {
    if (provider === null || secret === null || secret === 'saved') {
      return;
    }
    const { store, changes } = this.#options;
    const random = (bytes: Uint8Array): Uint8Array => crypto.getRandomValues(bytes);
    const value = secret === 'pasted' ? pasted : newSecret(provider.secretForm, random);
    const key = channelKey(name);
    // A channel of this name that was taken out of the settings by hand has left its secret behind.
    const others = withoutKey(await store.read(), key);
    await changes.save(addSecret(others, key, value, vscode.l10n.t).secrets);
  }

  /** Whoever waits for this command does not wait for the answer. */
  async #offerNext({ name, url, secret }: Draft): Promise<void> {
    const fire = vscode.l10n.t('Fire...');
    const copy = vscode.l10n.t('Copy Secret');
    const made = vscode.l10n.t('The channel {0} sends to {1}.', displayText(name), displayText(url));
    if (secret !== 'generated') {
      sayInStatusBar(made);
      return;
    }
    const text = sentences(made, vscode.l10n.t('Its new secret is not in your app yet.'));
    const choice = await vscode.window.showInformationMessage(notificationText(text, 400), copy, fire);
    const command = new Map([
      [copy, commandIds.copyChannelSecret],
      [fire, commandIds.fireChannel],
    ]).get(choice ?? '');
    if (command !== undefined) {
      await vscode.commands.executeCommand(command, { channel: name });
    }
  }
}
