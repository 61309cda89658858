import type { ProviderInfo, Secrets } from '../../protocol/engine.ts';
import type { Firing, FiringAttempt } from '../../protocol/sending.ts';
import { channelKey, keyOfSource } from '../../protocol/secretKeys.ts';
import { commandIds, itemKinds } from '../shared/contributions.ts';
import { shortFailure } from '../replay/shortFailure.ts';
import { hostOf } from '../targets/target.ts';
import { displayText } from '../words/displayText.ts';
import { secretsOf } from '../secrets/secretList.ts';
import type { SourceRow } from '../sources/sourceRows.ts';
import { described, lines, readOut, scopeText } from '../shared/rowText.ts';
import type { SourceSetting } from '../sources/sourceSettings.ts';
import type { Translate } from '../words/translate.ts';
import type { ChannelSetting } from './channelSettings.ts';
import { attemptName, firingText, isOver, nextText, outcomeText, whyText } from './firingText.ts';
import { scopeOf } from '../settings/settingScope.ts';

export interface ChannelState {
  readonly channel: ChannelSetting;
  /** Null where it is not known. */
  readonly provider: ProviderInfo | null;
  readonly sources: readonly SourceSetting[];
  readonly secrets: Secrets;
  /** The secret that signs its events, as it is told from others; empty where none does. */
  readonly signer: string;
  /** The last of this window; null where there is none. */
  readonly firing: Firing | null;
}

/** What keeps a channel from firing. */
type Trouble = 'unknownProvider' | 'cannotSign' | 'noSecret';

/** Whether there is a secret that a channel's events are signed with: its own, its provider's or that of a source. */
export function hasSecret({
  channel,
  sources,
  secrets,
}: Pick<ChannelState, 'channel' | 'sources' | 'secrets'>): boolean {
  const { name, provider } = channel;
  const ofSources = sources
    .filter((source) => source.provider === provider)
    .map((source) => keyOfSource(source));
  return [channelKey(name), provider, ...ofSources].some((key) => secretsOf(secrets, key).length > 0);
}

function troubleOf(state: ChannelState): Trouble | null {
  const { provider } = state;
  if (provider === null) {
    return 'unknownProvider';
  }
  if (!provider.canSign) {
    return 'cannotSign';
  }
  return provider.usesSecret && !hasSecret(state) ? 'noSecret' : null;
}

function troubleText(trouble: Trouble | null, t: Translate): string {
  switch (trouble) {
    case 'unknownProvider':
      return t('unknown provider');
    case 'cannotSign':
      return t('cannot be signed');
    case 'noSecret':
      return t('no secret');
    case null:
      return '';
  }
}

function adviceText(trouble: Trouble | null, { channel, provider }: ChannelState, t: Translate): string {
  const name = provider?.name ?? displayText(channel.provider);
  switch (trouble) {
    case 'unknownProvider':
      return t('No provider has the id “{0}”: nothing can be sent as that provider.', name);
    case 'cannotSign':
      return t('Only {0} has the key that signs its webhooks: nothing can be sent as its.', name);
    case 'noSecret':
      return t('No signing secret is saved for {0}: set one to fire the channel.', name);
    case null:
      return '';
  }
}

const firingLooks: Readonly<Record<Firing['state'], Pick<SourceRow, 'icon' | 'color'>>> = {
  sending: { icon: 'loading~spin', color: '' },
  waiting: { icon: 'watch', color: 'problemsWarningIcon.foreground' },
  accepted: { icon: 'pass', color: 'testing.iconPassed' },
  givenUp: { icon: 'error', color: 'testing.iconFailed' },
  stopped: { icon: 'debug-stop', color: '' },
};

function lookOf(
  { channel, firing }: ChannelState,
  trouble: Trouble | null,
): Pick<SourceRow, 'icon' | 'color'> {
  if (!channel.enabled) {
    return { icon: 'circle-slash', color: 'disabledForeground' };
  }
  if (trouble !== null) {
    return { icon: trouble === 'noSecret' ? 'key' : 'warning', color: 'problemsWarningIcon.foreground' };
  }
  return firing === null ? { icon: 'broadcast', color: '' } : firingLooks[firing.state];
}

function kindOf({ channel, firing }: ChannelState): SourceRow['kind'] {
  if (firing !== null && !isOver(firing)) {
    return itemKinds.channelFiring;
  }
  if (!channel.enabled) {
    return itemKinds.channelDisabled;
  }
  return channel.provider === 'simplebackups' ? itemKinds.channelOfBackups : itemKinds.channelReady;
}

function commandOf({ channel }: ChannelState, trouble: Trouble | null): string | null {
  if (!channel.enabled || trouble === null) {
    return null;
  }
  return trouble === 'noSecret' ? commandIds.setSigningSecret : commandIds.editChannel;
}

/** A row for an attempt; what tells most stands first, because the side bar is narrow. */
function attemptRow(attempt: FiringAttempt, firing: Firing, url: string, t: Translate): SourceRow {
  const name = attemptName(attempt.number, firing, t);
  const isLast = attempt.number === firing.attempts.length;
  const isAccepted = firing.state === 'accepted' && isLast;
  const outcome = outcomeText(attempt, t);
  const whole = t('{0}: {1}', name, outcome);
  const next = isLast ? nextText(firing, t) : '';
  const why = whyText(attempt, url, t);
  return {
    id: `channel.${firing.channel}.${attempt.number}`,
    label: outcome,
    description: described(attempt.failure === null ? '' : shortFailure(attempt.failure, t), name, next),
    accessibleLabel: readOut(whole, next, why),
    tooltip: lines(whole, next, why, t('Click to see the response.')),
    ...(isAccepted
      ? { icon: 'pass', color: 'testing.iconPassed' }
      : { icon: 'error', color: 'testing.iconFailed' }),
    kind: itemKinds.channelAttempt,
    provider: null,
    source: null,
    channel: firing.channel,
    attempt: attempt.number,
    command: commandIds.showChannelAnswer,
  };
}

/** A row for a channel, the attempts of its last firing below it. */
export function channelRow(state: ChannelState, t: Translate): SourceRow {
  const { channel, firing } = state;
  const label = displayText(channel.name);
  const trouble = channel.enabled ? troubleOf(state) : null;
  const off = channel.enabled ? '' : t('disabled');
  const provider = state.provider?.name ?? displayText(channel.provider);
  const doing = firing === null ? '' : firingText(firing, t);
  const words = [off, troubleText(trouble, t), doing, hostOf(channel.url)];
  return {
    id: `channel.${channel.name}`,
    label,
    description: described(...words, label.toLowerCase().includes(provider.toLowerCase()) ? '' : provider),
    accessibleLabel: readOut(t('Channel {0}', label), provider, ...words),
    tooltip: lines(
      t('Channel {0}', label),
      off === '' ? '' : t('Disabled: nothing is sent.'),
      t('Provider: {0}', provider),
      t('URL: {0}', displayText(channel.url)),
      state.signer === '' ? '' : t('Signing secret: {0}', state.signer),
      adviceText(trouble, state, t),
      doing,
      scopeText(scopeOf(channel), t),
    ),
    ...lookOf(state, trouble),
    kind: kindOf(state),
    provider: channel.provider,
    source: null,
    channel: channel.name,
    command: commandOf(state, trouble),
    children: firing === null ? [] : firing.attempts.map((one) => attemptRow(one, firing, channel.url, t)),
  };
}

/** What the rows of the channels are made of. */
export interface ChannelStates extends Omit<ChannelState, 'channel' | 'provider' | 'firing' | 'signer'> {
  readonly channels: readonly ChannelSetting[];
  /** By the channel's name. */
  readonly signers: ReadonlyMap<string, string>;
  readonly providers: readonly ProviderInfo[];
}

/** A row for each channel, in the order of the setting. */
export function channelRows(
  { channels, providers, sources, secrets, signers }: ChannelStates,
  firings: { of(channel: string): Firing | null },
  t: Translate,
): readonly SourceRow[] {
  return channels.map((channel) => {
    const provider = providers.find(({ id }) => id === channel.provider) ?? null;
    const { name } = channel;
    const signer = signers.get(name) ?? '';
    return channelRow({ channel, provider, sources, secrets, signer, firing: firings.of(name) }, t);
  });
}
