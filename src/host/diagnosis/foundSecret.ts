import type { Diagnosis } from '../../protocol/diagnosis.ts';
import { sourceKey, type ProviderInfo, type Secret, type Secrets } from '../../protocol/engine.ts';
import { isOfAnother } from './diagnosisView.ts';

interface Kept {
  readonly secret: Secret;
  /** Names of the provider or the source that it is saved for. */
  readonly owner: string;
}

function everySecret(secrets: Secrets, providers: readonly ProviderInfo[]): Kept[] {
  const source = sourceKey('');
  const ownerOf = (key: string): string =>
    key.startsWith(source) ? key.slice(source.length) : (providers.find(({ id }) => id === key)?.name ?? key);
  return Object.entries(secrets).flatMap(([key, list]) =>
    list.map((secret) => ({ secret, owner: ownerOf(key) })),
  );
}

/** The saved secret that a proven diagnosis names, null where it names none that is saved for somebody else. */
export function foundSecret(
  { level, causes, secretLabel }: Diagnosis,
  secrets: Secrets,
  providers: readonly ProviderInfo[],
): Secret | null {
  const cause = causes.find(isOfAnother);
  if (level !== 'proven' || cause === undefined) {
    return null;
  }
  const { label = secretLabel, owner } = cause.detail;
  const labelled = everySecret(secrets, providers).filter(({ secret }) => secret.label === label);
  const own = labelled.filter((kept) => owner === undefined || kept.owner === owner);
  return own.length === 1 ? (own[0]?.secret ?? null) : null;
}
