import * as vscode from 'vscode';
import type { ProviderInfo, Secrets } from '../../protocol/engine.ts';
import { channelKey, keyOfSource } from '../../protocol/secretKeys.ts';
import { secretItems, secretProblem, type SecretChoice } from './channelGuide.ts';
import { channelSecret, type ChannelSecret } from './channelSecret.ts';
import type { ChannelSetting } from './channelSettings.ts';
import { newSecret } from './newSecret.ts';
import { signerNow } from '../secrets/secretPick.ts';
import { commandIds } from '../shared/contributions.ts';
import { displayText, notificationText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import { addSecret, cleanSecret, secretsOf, withoutKey } from '../secrets/secretList.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { askPick, askText } from '../shared/guide.ts';
import { described } from '../shared/rowText.ts';
import type { SourceSetting } from '../sources/sourceSettings.ts';
import { saved, type Field, type Outcome } from '../settings/fieldList.ts';

const { l10n } = vscode;

export interface SecretFieldOptions {
  readonly channel: ChannelSetting;
  /** Null where it is not known. */
  readonly provider: ProviderInfo | null;
  readonly sources: readonly SourceSetting[];
  readonly engine: EngineCaller;
  readonly store: SecretStore;
  readonly changes: SecretChanges;
  readonly problems: Problems;
}

const title = (): string => l10n.t('Signing secret');

/** The secret that signs a channel's events: whose it is and what tells it from others, never itself. */
export async function secretField(options: SecretFieldOptions): Promise<Field> {
  const { channel, engine, store } = options;
  const secrets = await store.read();
  const now = await channelSecret(channel, secrets, engine);
  return {
    label: title(),
    value: valueText(now, options),
    edit: () => editSecret(options, secrets, now),
  };
}

function valueText(now: ChannelSecret | null, { provider, sources }: SecretFieldOptions): string {
  if (now === null) {
    return provider?.usesSecret === false ? l10n.t('none is used') : l10n.t('none');
  }
  const source = sources.find((one) => keyOfSource(one) === now.key);
  const owner = displayText(source?.name ?? provider?.name ?? '');
  return described(now.isOwn ? l10n.t('its own') : l10n.t('of {0}', owner), signerNow(now.secret));
}

interface SecretItem extends vscode.QuickPickItem {
  readonly choice: SecretChoice | 'copied';
}

async function editSecret(
  options: SecretFieldOptions,
  secrets: Secrets,
  now: ChannelSecret | null,
): Promise<Outcome> {
  const { provider, channel } = options;
  if (provider?.usesSecret === false) {
    return 'again';
  }
  const copied: SecretItem = { label: l10n.t('Copy Secret'), choice: 'copied' };
  // Without one of its own it has that of its provider already.
  const count = now?.isOwn === true ? secretsOf(secrets, channel.provider).length : 0;
  const items: readonly SecretItem[] = [...secretItems(provider, count), ...(now === null ? [] : [copied])];
  const answer = await askPick({
    ...{ title: title(), number: 2, of: null, items, active: items[0] },
    placeholder: l10n.t('Which secret signs its events?'),
  });
  return answer.kind === 'answered'
    ? take(answer.value.choice, options)
    : answer.kind === 'left'
      ? 'left'
      : 'again';
}

async function take(choice: SecretItem['choice'], options: SecretFieldOptions): Promise<Outcome> {
  const { channel, provider, problems } = options;
  switch (choice) {
    case 'copied':
      await vscode.commands.executeCommand(commandIds.copyChannelSecret, { channel: channel.name });
      return 'again';
    case 'saved':
      await replaceSecret(options, null);
      return 'again';
    case 'generated': {
      const form = provider?.secretForm ?? { encoding: 'text', prefix: '' };
      await replaceSecret(
        options,
        newSecret(form, (bytes) => crypto.getRandomValues(bytes)),
      );
      problems.watch(offerCopy(channel.name));
      return 'again';
    }
    case 'pasted':
      return saved(
        await askText({
          ...{ title: title(), number: 2, of: null, value: '', password: true },
          prompt: provider?.secretFormat ?? '',
          validate: (typed) => secretProblem(typed, provider),
        }),
        (typed) => replaceSecret(options, cleanSecret(typed).value),
      );
  }
}

/** In place of all secrets of its own; without a value it is signed with those of its provider again. */
async function replaceSecret({ channel, store, changes }: SecretFieldOptions, value: string | null) {
  const key = channelKey(channel.name);
  const others = withoutKey(await store.read(), key);
  await changes.save(value === null ? others : addSecret(others, key, value, l10n.t).secrets);
}

/** Whoever edits does not wait for the answer. */
async function offerCopy(channel: string): Promise<void> {
  const copy = l10n.t('Copy Secret');
  const text = l10n.t('The new secret of {0} is not in your app yet.', displayText(channel));
  if ((await vscode.window.showInformationMessage(notificationText(text, 400), copy)) === copy) {
    await vscode.commands.executeCommand(commandIds.copyChannelSecret, { channel });
  }
}
