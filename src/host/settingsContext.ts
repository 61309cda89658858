import type { contextKeys } from './contributions.ts';
import type { Settings } from './settings.ts';

type ListKey = Exclude<
  keyof typeof contextKeys,
  'listenerState' | 'hasSecret' | 'requestDocument' | 'isAnswering' | 'hasEvents' | 'isFiring'
>;

/** What the settings hold that commands act on, for the when-clauses of the manifest. */
export function settingsContext({
  sources,
  channels,
  engine,
}: Pick<Settings, 'sources' | 'channels' | 'engine'>): Readonly<Record<ListKey, boolean>> {
  const enabled = channels.filter((channel) => channel.enabled);
  return {
    hasSource: sources.length > 0,
    hasEnabledSource: sources.some((source) => source.enabled),
    hasDisabledSource: sources.some((source) => !source.enabled),
    isForwarding: sources.some(({ forward }) => forward?.enabled === true),
    // One that is on may wait for its target to be allowed, which “Resume Forwarding” asks for.
    hasPausedForward: sources.some(({ forward }) => forward !== null),
    hasChannel: channels.length > 0,
    hasEnabledChannel: enabled.length > 0,
    hasDisabledChannel: enabled.length < channels.length,
    hasCustomProvider: engine.customProviders.length > 0,
    hasBackupChannel: enabled.some(({ provider }) => provider === 'simplebackups'),
  };
}
