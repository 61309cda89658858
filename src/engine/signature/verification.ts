import { isDeepStrictEqual } from 'node:util';
import { signaturePlaces, type PreparedScheme } from './preparedScheme.ts';
import type { Fields, RequestParts } from './requestParts.ts';
import type { RequestUrl } from './signedUrl.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import type { Place } from '../../protocol/signature.ts';
import type { Reason } from '../../protocol/reason.ts';

export interface Verification {
  readonly verdict: Verdict;
  readonly reason: Reason;
}

/** What a request is held against a scheme with, beside its secrets. */
export interface Circumstances {
  /** Milliseconds since the epoch: when the request was received. */
  readonly receivedAt: number;
  readonly url: RequestUrl;
  /** What is too old, or from the future, is Valid all the same. */
  readonly ignoreTimestamps: boolean;
}

/** The label of the secret that a signature is right with; undefined where it is right with none. */
export function verifyingLabel(reason: Reason | undefined): string | undefined {
  return reason?.code === 'matches' || reason?.code === 'expired' || reason?.code === 'lacks'
    ? reason.secretLabel
    : undefined;
}

/** A proof that covers nothing of the request is one of the sender only. */
export const matching = (reason: Extract<Reason, { readonly code: 'matches' }>): Verification => ({
  verdict: reason.coverage.kind === 'nothing' ? 'authenticated' : 'valid',
  reason,
});
export const malformed = (reason: Reason): Verification => ({ verdict: 'malformed', reason });
export const invalid = (reason: Reason): Verification => ({ verdict: 'invalid', reason });

export function absent(place: Place, { scheme }: PreparedScheme): Verification {
  const isOfSignature = signaturePlaces(scheme).some((own) => isDeepStrictEqual(own, place));
  const optional = scheme.isSigningOptional === true && isOfSignature ? { isOptional: true as const } : {};
  return { verdict: 'missing', reason: { code: 'absent', place, provider: scheme.name, ...optional } };
}

/** Says that there is nothing to check with yet: no secret is saved, or none that is a key of the scheme. */
export function withoutKey(place: Place, { scheme, secretLabels }: PreparedScheme): Verification {
  const { name } = scheme;
  return {
    verdict: 'noSecret',
    reason:
      secretLabels.length === 0
        ? { code: 'noSecret', place, provider: name }
        : { code: 'unusableSecret', provider: name, secretLabels },
  };
}

/** The one of the values at a place, or why there is not one; undefined for none. A header twice is nobody's. */
export function soleValue(place: Place, values: readonly string[]): string | Verification | undefined {
  const [value] = values;
  if (values.length > 1 && 'header' in place) {
    return malformed({ code: 'severalHeaders', header: place.header, count: values.length });
  }
  return value === '' ? malformed({ code: 'emptySignature', place }) : value;
}

/** The one value that has to be at a place, or why there is not one. */
export function oneValue(
  place: Place,
  parts: RequestParts,
  prepared: PreparedScheme,
  fields?: Fields,
): string | Verification {
  return soleValue(place, parts.valuesAt(place, fields)) ?? absent(place, prepared);
}
