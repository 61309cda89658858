import { isVerified } from '../../protocol/verdict.ts';
import type { Knowledge } from './knowledge.ts';
import { signaturePlaces, type PreparedScheme } from '../signature/preparedScheme.ts';
import type { RequestParts } from '../signature/requestParts.ts';
import type { Scheme } from '../signature/scheme.ts';
import type { Verification } from '../signature/verification.ts';
import { verifyRequest, type Case } from './verifyRequest.ts';
import type { Place } from '../../protocol/signature.ts';

interface Checked {
  readonly prepared: PreparedScheme;
  readonly verification: Verification;
}

/** Tokens are left out: they have no form, so every header of that name would be one. */
const signs = ({ verify: { kind } }: Scheme): boolean => kind === 'signature' || kind === 'jwt';

function isSamePlace(one: Place, other: Place): boolean {
  const keyOf = (place: Place): string => JSON.stringify(place).toLowerCase();
  return keyOf(one) === keyOf(other);
}

/** Also those where it signs in another form. */
function allPlaces(scheme: Scheme): readonly Place[] {
  const others = scheme.otherForms?.flatMap(({ verify }) => verify.signature) ?? [];
  return [...signaturePlaces(scheme), ...others];
}

function preparedFor(
  subject: Case,
  knowledge: Knowledge,
  uses: (place: Place) => boolean,
): readonly PreparedScheme[] {
  return knowledge.schemes
    .filter((scheme) => signs(scheme) && allPlaces(scheme).some(uses))
    .flatMap(({ id }) => knowledge.prepared(id, subject.source) ?? []);
}

function checked(all: readonly PreparedScheme[], subject: Case, { settings }: Knowledge): Checked[] {
  return all.map((prepared) => {
    return { prepared, verification: verifyRequest(subject, prepared, settings.ignoreTimestamps) };
  });
}

/**
 * Names of the providers that sign in this place and in the form of this request: any of them may have sent it. Empty
 * where those that sign there do so in another form; undefined where none does.
 */
export function providersSigningAt(
  place: Place,
  subject: Case,
  knowledge: Knowledge,
): readonly string[] | undefined {
  const all = preparedFor(subject, knowledge, (own) => isSamePlace(own, place));
  const fitting = checked(all, subject, knowledge).filter(
    ({ verification: { verdict, reason } }) =>
      verdict !== 'missing' && verdict !== 'malformed' && reason.code !== 'wrongAlgorithm',
  );
  return all.length === 0 ? undefined : fitting.map(({ prepared: { scheme } }) => scheme.name);
}

function isThere(place: Place, parts: RequestParts): boolean {
  return !('json' in place) && parts.valuesAt(place).length > 0;
}

/** The provider whose saved secret made a signature of the request, whatever else of that provider is absent. */
export function providerByMatch(subject: Case, knowledge: Knowledge): Checked | undefined {
  const isPresent = (place: Place): boolean => isThere(place, subject.parts);
  return checked(
    preparedFor(subject, knowledge, isPresent).filter(({ keys }) => keys.length > 0),
    subject,
    knowledge,
  ).find(({ verification: { verdict } }) => isVerified(verdict) || verdict === 'expired');
}
