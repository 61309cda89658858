import type { contextKeys } from '../shared/contributions.ts';
import { isPaused } from '../forward/forwardRow.ts';
import type { Settings } from './settings.ts';

type ListKey = Exclude<
  keyof typeof contextKeys,
  | 'listenerState'
  | 'hasSecret'
  | 'requestDocument'
  | 'isAnswering'
  | 'hasEvents'
  | 'isFiring'
  | 'hasFixture'
  | 'hasAllowedHost'
>;

/**
 * What the settings hold that commands act on, for the when-clauses of the manifest; `isToAllow`: whether a target
 * waits for the person to allow it.
 */
export function settingsContext(
  { sources, channels, engine }: Pick<Settings, 'sources' | 'channels' | 'engine'>,
  isToAllow: (target: string) => boolean,
): Readonly<Record<ListKey, boolean>> {
  const enabled = channels.filter((channel) => channel.enabled);
  return {
    hasSource: sources.length > 0,
    hasEnabledSource: sources.some((source) => source.enabled),
    hasDisabledSource: sources.some((source) => !source.enabled),
    isForwarding: sources.some(({ forward }) => forward?.enabled === true),
    hasPausedForward: sources.some(({ forward }) => isPaused(forward, isToAllow)),
    hasChannel: channels.length > 0,
    hasEnabledChannel: enabled.length > 0,
    hasDisabledChannel: enabled.length < channels.length,
    hasCustomProvider: engine.customProviders.length > 0,
    hasBackupChannel: enabled.some(({ provider }) => provider === 'simplebackups'),
  };
}
