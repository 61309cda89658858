import { isOfAnother, type Diagnosis } from '../../protocol/diagnosis.ts';
import type { ProviderInfo, Secret, Secrets, Source } from '../../protocol/engine.ts';
import { keyOfSource, ownerOfKey } from '../../protocol/secretKeys.ts';

interface Kept {
  readonly secret: Secret;
  /** Name of the provider, source or channel that it is saved for. */
  readonly owner: string;
}

/** Whose secrets there can be. */
export interface Owners {
  readonly providers: readonly ProviderInfo[];
  readonly sources: readonly Source[];
}

function everySecret(secrets: Secrets, { providers, sources }: Owners): Kept[] {
  const ownerOf = (key: string): string =>
    sources.find((source) => keyOfSource(source) === key)?.name ??
    ownerOfKey(key) ??
    providers.find(({ id }) => id === key)?.name ??
    key;
  return Object.entries(secrets).flatMap(([key, list]) =>
    list.map((secret) => ({ secret, owner: ownerOf(key) })),
  );
}

/** The saved secret that a proven diagnosis names, null where it names none that is saved for somebody else. */
export function foundSecret(
  { level, causes, secretLabel }: Diagnosis,
  secrets: Secrets,
  owners: Owners,
): Secret | null {
  const cause = causes.find(isOfAnother);
  if (level !== 'proven' || cause === undefined) {
    return null;
  }
  const { label = secretLabel, owner } = cause.detail;
  const labelled = everySecret(secrets, owners).filter(({ secret }) => secret.label === label);
  const own = labelled.filter((kept) => owner === undefined || kept.owner === owner);
  return own.length === 1 ? (own[0]?.secret ?? null) : null;
}
