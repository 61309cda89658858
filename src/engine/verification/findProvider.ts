import type { Detection } from '../../protocol/detection.ts';
import { isVerified } from '../../protocol/verdict.ts';
import type { Knowledge } from './knowledge.ts';
import type { PreparedScheme } from '../signature/preparedScheme.ts';
import { providerByMatch } from './sameSignature.ts';
import { handshakeOf, isPing } from '../signature/handshake.ts';
import { unknownSignature } from '../signature/unknownSignature.ts';
import type { Verification } from '../signature/verification.ts';
import { verifyRequest, type Case } from './verifyRequest.ts';

/** Whose a request is, why that is thought, and what its signature is worth. */
export interface Provider {
  readonly prepared: PreparedScheme;
  readonly detection: Detection;
  readonly verification: Verification;
}

/** The provider that is named for a request, by a person or by its source. */
function namedProvider(
  { source }: Case,
  knowledge: Knowledge,
  chosen: string | null,
): readonly [PreparedScheme, Detection] | undefined {
  const own = chosen === null ? undefined : knowledge.prepared(chosen, source);
  if (own !== undefined) {
    return [own, { by: 'chosen' }];
  }
  const ofSource =
    typeof source?.provider === 'string' ? knowledge.prepared(source.provider, source) : undefined;
  return source === undefined || ofSource === undefined
    ? undefined
    : [ofSource, { by: 'source', source: source.name }];
}

/**
 * The member of a family that a request is most likely of: the one whose saved secret matches, or else the only one
 * that has a secret, or else the one that the family is named after, which comes first.
 */
function memberOf(
  subject: Case,
  knowledge: Knowledge,
  family: string,
  headers: readonly string[],
): Provider | undefined {
  const held = knowledge.family(family, subject.source).map((prepared) => ({
    prepared,
    verification: verifyRequest(subject, prepared, knowledge.settings.ignoreTimestamps),
  }));
  const match = held.find(({ verification: { verdict } }) => isVerified(verdict) || verdict === 'expired');
  // Who signs so in another form than its usual one is told by a match alone.
  const withKey = held.filter(
    ({ prepared: { keys, scheme } }) => keys.length > 0 && scheme.family === family,
  );
  const only = withKey.length === 1 ? withKey[0] : undefined;
  const likely = match ?? only ?? held[0];
  const toldBy = match !== undefined ? 'match' : only !== undefined ? 'onlySecret' : 'nothing';
  const members = held.map(({ prepared: { scheme } }) => scheme.name);
  return likely === undefined
    ? undefined
    : { ...likely, detection: { by: 'family', members, headers, toldBy } };
}

/** Whether what senders of all kinds have may stand for what it shows. */
function isEvidence({ prepared, verification: { verdict, reason } }: Provider, subject: Case): boolean {
  const handshake = handshakeOf(prepared, subject.parts);
  const isTokenSaved = handshake?.rule.token !== undefined && handshake.result === 'answered';
  const isProven = isVerified(verdict) || verdict === 'expired' || isTokenSaved;
  const isEmpty = reason.code === 'emptySignature';
  return isProven || (!isEmpty && !subject.isIdle && unknownSignature(subject.parts) === undefined);
}

/** Whether only the path speaks for a source's provider, and probes, browsers and clients of an API find any path. */
function isStray(
  { prepared, detection, verification }: Provider,
  subject: Case,
  knowledge: Knowledge,
): boolean {
  return (
    detection.by === 'source' &&
    verification.verdict === 'missing' &&
    subject.isNoDelivery &&
    handshakeOf(prepared, subject.parts) === undefined &&
    !isPing(prepared.scheme, subject.parts) &&
    knowledge.detector.detect(subject.parts)?.isVague !== false
  );
}

type Hold = (prepared: PreparedScheme, detection: Detection) => Provider;

function providerOfSignature(subject: Case, knowledge: Knowledge): Provider | undefined {
  const match = providerByMatch(subject, knowledge);
  return match === undefined ? undefined : { ...match, detection: { by: 'match' } };
}

/** Whom the headers, the shape of the body or the query show. */
function shownProvider(subject: Case, knowledge: Knowledge, hold: Hold): Provider | undefined {
  const detected = knowledge.detector.detect(subject.parts);
  const prepared =
    detected === undefined ? undefined : knowledge.prepared(detected.scheme.id, subject.source);
  if (detected === undefined || prepared === undefined) {
    return undefined;
  }
  const { scheme, detection, isVague } = detected;
  const isFamily = scheme.family === scheme.id;
  const isOpen = scheme.family !== undefined && (isFamily || prepared.keys.length === 0);
  const member =
    isOpen && detection.by === 'headers'
      ? memberOf(subject, knowledge, scheme.family, detection.headers)
      : undefined;
  // What shows a member of its own is only taken for another one where that one's secret matches.
  const isTold = member !== undefined && (isFamily || isVerified(member.verification.verdict));
  const found = isTold ? member : hold(prepared, detection);
  return isVague && !isEvidence(found, subject) ? undefined : found;
}

/**
 * Whose a request is: what a person or its source says, else what it shows itself. Undefined where nothing tells: a
 * saved secret is no evidence, a signature that it made is. `chosen` is the scheme id that a person named for it.
 */
export function findProvider(
  subject: Case,
  knowledge: Knowledge,
  chosen: string | null,
): Provider | undefined {
  const hold: Hold = (prepared, detection) => {
    const verification = verifyRequest(subject, prepared, knowledge.settings.ignoreTimestamps);
    return { prepared, detection, verification };
  };
  const named = namedProvider(subject, knowledge, chosen);
  if (named !== undefined) {
    const found = hold(...named);
    return isStray(found, subject, knowledge) ? undefined : found;
  }
  return shownProvider(subject, knowledge, hold) ?? providerOfSignature(subject, knowledge);
}
