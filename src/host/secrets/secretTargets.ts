import type { ProviderInfo, Secrets, Source, Tally } from '../../protocol/engine.ts';
import { keyOfSource, ownerOfKey, sourceKey } from '../../protocol/secretKeys.ts';
import type { ExpectedSecret } from './secretForm.ts';
import { secretsOf } from './secretList.ts';

/** What a secret is saved for. */
export interface SecretTarget {
  /** Under which it is saved: see `Secrets`. */
  readonly key: string;
  readonly name: string;
  /** Null for a source whose provider is recognised or not known. */
  readonly provider: ProviderInfo | null;
  readonly isSource: boolean;
}

/** Among what a target is chosen. */
export interface TargetChoice {
  readonly sources: readonly Source[];
  /** In the order in which they are offered. */
  readonly providers: readonly ProviderInfo[];
  readonly secrets: Secrets;
}

export function providerTarget(provider: ProviderInfo): SecretTarget {
  return { key: provider.id, name: provider.name, provider, isSource: false };
}

export function sourceTarget(source: Source, providers: readonly ProviderInfo[]): SecretTarget {
  const provider = providers.find(({ id }) => id === source.provider) ?? null;
  return { key: keyOfSource(source), name: source.name, provider, isSource: true };
}

/** What is known of the form of a target's secrets. */
export function expectedSecret({ provider }: SecretTarget): ExpectedSecret | null {
  return provider === null ? null : { provider: provider.name, form: provider.secretForm };
}

export interface ProviderUse {
  readonly secrets: Secrets;
  readonly tallies: readonly Tally[];
}

/** The first of the table stays the first; then those that are in use or a person's own, then all others, each by name. */
export function orderProviders(
  providers: readonly ProviderInfo[],
  use: ProviderUse,
): readonly ProviderInfo[] {
  const { first, saved, seen, others } = groupProviders(providers, use);
  const byName = [...saved, ...seen].toSorted((one, other) => one.name.localeCompare(other.name));
  return [...first, ...byName, ...others];
}

/** Providers as they are offered for a secret. */
export interface ProviderGroups {
  /** The first of the table stays the first. */
  readonly first: readonly ProviderInfo[];
  /** By name, as the others are. */
  readonly saved: readonly ProviderInfo[];
  /** Without a secret, but in use or a person's own. */
  readonly seen: readonly ProviderInfo[];
  readonly others: readonly ProviderInfo[];
}

export function groupProviders(
  providers: readonly ProviderInfo[],
  { secrets, tallies }: ProviderUse,
): ProviderGroups {
  const [first, ...rest] = providers;
  const inUse = new Set(tallies.map(({ provider }) => provider));
  const byName = rest.toSorted((one, other) => one.name.localeCompare(other.name));
  const hasSecret = ({ id }: ProviderInfo): boolean => secretsOf(secrets, id).length > 0;
  const isSeen = ({ id, custom }: ProviderInfo): boolean => custom || inUse.has(id);
  const unsaved = byName.filter((provider) => !hasSecret(provider));
  return {
    first: first === undefined ? [] : [first],
    saved: byName.filter(hasSecret),
    seen: unsaved.filter(isSeen),
    others: unsaved.filter((provider) => !isSeen(provider)),
  };
}

/** Every target that has a saved secret, also where its source or provider is gone. */
export function savedTargets(
  secrets: Secrets,
  sources: readonly Source[],
  providers: readonly ProviderInfo[],
): readonly SecretTarget[] {
  const known = [
    ...sources.map((source) => sourceTarget(source, providers)),
    ...providers.map((provider) => providerTarget(provider)),
  ];
  const keys = new Set(known.map(({ key }) => key));
  const gone = Object.keys(secrets)
    .filter((key) => !keys.has(key))
    .map((key) => goneTarget(key));
  return [...known, ...gone].filter(({ key }) => secretsOf(secrets, key).length > 0);
}

function goneTarget(key: string): SecretTarget {
  const isSource = key.startsWith(sourceKey(''));
  return { key, name: ownerOfKey(key) ?? key, provider: null, isSource };
}
