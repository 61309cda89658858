import { keyOfSource, ownerOfKey } from '../../protocol/secretKeys.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import { preparedAsSentIn, type PreparedScheme } from '../signature/preparedScheme.ts';
import { Case } from '../verification/verifyRequest.ts';

/** A saved secret as the diagnosis tries it. */
export interface SavedSecret {
  readonly label: string;
  readonly value: string;
  /** Name of the provider, source or channel that it is saved for. */
  readonly owner: string;
  /** Whether it counts for the request: it is its source's, or its provider's. */
  readonly isOwn: boolean;
}

/** A request whose signature is to be explained. */
export interface Subject {
  readonly case: Case;
  /** What it is held against. */
  readonly prepared: PreparedScheme;
  readonly knowledge: Knowledge;
  /** Every saved secret, those that count first. */
  readonly secrets: readonly SavedSecret[];
  /** Where those are saved that count for the request: see `Secrets`. */
  readonly ownKey: string;
  /** When another request with the same signature was received, in milliseconds since the epoch; null for never. */
  readonly seenAt: number | null;
}

function savedSecrets(own: string, { secrets, schemes, settings }: Knowledge): SavedSecret[] {
  const ownerOf = (key: string): string =>
    settings.sources.find((source) => keyOfSource(source) === key)?.name ??
    ownerOfKey(key) ??
    schemes.find(({ id }) => id === key)?.name ??
    key;
  return Object.entries(secrets)
    .flatMap(([key, list]) => list.map((secret) => ({ ...secret, owner: ownerOf(key), isOwn: key === own })))
    .sort((a, b) => Number(b.isOwn) - Number(a.isOwn));
}

/** A request as it is held against a provider; undefined for an id that no scheme has. */
export function subjectOf(
  request: CapturedRequest,
  provider: string,
  knowledge: Knowledge,
  seenAt: number | null = null,
): Subject | undefined {
  const source = knowledge.sources.of(request.target);
  const known = knowledge.prepared(provider, source);
  const subject = new Case(request, source);
  if (known === undefined) {
    return undefined;
  }
  const ofSource = source === undefined ? '' : keyOfSource(source);
  const hasOwn = (knowledge.secrets[ofSource] ?? []).length > 0;
  const ownKey = hasOwn ? ofSource : provider;
  return {
    case: subject,
    prepared: preparedAsSentIn(known, subject.parts),
    knowledge,
    secrets: savedSecrets(ownKey, knowledge),
    ownKey,
    seenAt,
  };
}
