import type { EventDetail, HandshakeFacts, SignatureFacts } from '../../protocol/event.ts';
import { exposedSecret } from './exposedSecret.ts';
import type { Knowledge } from './knowledge.ts';
import { algorithms } from '../signature/digest.ts';
import { factsOf } from '../signature/facts.ts';
import { handshakeOf } from '../signature/handshake.ts';
import { pairsOf } from '../signature/headers.ts';
import { compileRule, preparedAsSentIn, type PreparedScheme } from '../signature/preparedScheme.ts';
import { placesOfItem, type RequestParts } from '../signature/requestParts.ts';
import type { Scheme, SignatureRule } from '../signature/scheme.ts';
import { signingFault } from '../signature/sign.ts';
import { filledTemplate, fillTemplate, signsSecret, signsUrl } from '../signature/template.ts';
import { verifyingLabel } from '../signature/verification.ts';
import { readSignature, statementsOf } from '../signature/verifiers/readSignature.ts';
import type { Case } from './verifyRequest.ts';
import { lastResponse } from '../store/lastResponse.ts';
import { summaryOf, type StoredEvent } from '../store/storedEvent.ts';
import type { Place, ProofKind } from '../../protocol/signature.ts';

type Signed = Pick<
  SignatureFacts,
  'signedContent' | 'absent' | 'signedBytes' | 'url' | 'sentAt' | 'tolerance'
>;

const nothingSigned: Signed = {
  signedContent: '',
  absent: [],
  signedBytes: null,
  url: null,
  sentAt: null,
  tolerance: null,
};

/** The secret whose text is in what was signed: the one that verifies, else the only one. */
function secretIn({ keys }: PreparedScheme, label: string | null): Uint8Array | undefined {
  const key = keys.find((own) => own.label === label) ?? (keys.length === 1 ? keys[0] : undefined);
  return key?.text;
}

/** What a request's signature is made over, as far as the request can be read. */
function signedBy(
  rule: SignatureRule,
  prepared: PreparedScheme,
  { parts, url }: Case,
  label: string | null,
): Signed {
  const compiled = compileRule(rule);
  const { content } = compiled;
  const [item = parts] = rule.each === undefined ? [] : parts.itemsAt(rule.each);
  const reading = readSignature(compiled, prepared, item);
  const secret = secretIn(prepared, label);
  const filling = {
    ...statementsOf(rule, item),
    ...{ parts: item, url: url.url, secret: secret ?? new Uint8Array(0), listed: rule.listed },
  };
  const { text: signedContent, absent } = filledTemplate(content, filling);
  // Of a JSON field that is absent providers sign the empty text.
  const isKnown =
    absent.every((name) => name.startsWith('json:')) &&
    (label !== null || url.isKnown || !compiled.needsUrl) &&
    (secret !== undefined || !signsSecret(content));
  return {
    signedContent,
    absent,
    signedBytes: isKnown ? fillTemplate(content, filling).reduce((sum, { length }) => sum + length, 0) : null,
    url: signsUrl(content) ? url.url : null,
    sentAt: ('verdict' in reading ? undefined : reading.sentAt) ?? null,
    tolerance: rule.timestamp?.tolerance ?? null,
  };
}

interface Proof extends Signed {
  readonly proof: ProofKind;
  readonly algorithm: string;
  readonly encoding: SignatureFacts['encoding'];
  readonly places: readonly Place[];
}

/** What a scheme's rule says of a request; undefined where there is nothing to verify. */
function proofOf(prepared: PreparedScheme, subject: Case, label: string | null): Proof | undefined {
  const { verify: rule } = prepared.scheme;
  switch (rule.kind) {
    case 'signature': {
      const { title: algorithm, proof } = algorithms[rule.algorithm];
      const places = placesOfItem(rule);
      const { encoding } = rule;
      return { proof, algorithm, encoding, places, ...signedBy(rule, prepared, subject, label) };
    }
    case 'token':
      return { proof: 'token', algorithm: '', encoding: null, places: [rule.from], ...nothingSigned };
    case 'jwt': {
      const signedContent = rule.bodyHash === undefined ? '' : '{body}';
      const signed = { ...nothingSigned, signedContent, signedBytes: subject.parts.request.body.length };
      const places = [{ header: rule.header }];
      return { proof: 'jwt', algorithm: rule.algorithm, encoding: null, places, ...signed };
    }
    case 'builtin': {
      const places = [{ json: 'Signature' }];
      return { proof: 'publicKey', algorithm: 'RSA', encoding: 'base64', places, ...nothingSigned };
    }
    case 'none':
      return undefined;
  }
}

/** The provider that an event is of, as the event has its form. */
function preparedOf(
  { findings: { provider } }: StoredEvent,
  { source, parts }: Case,
  knowledge: Knowledge,
): PreparedScheme | undefined {
  const prepared = provider === null ? undefined : knowledge.prepared(provider, source);
  return prepared && preparedAsSentIn(prepared, parts);
}

/** The signatures of a stored event, as they came. */
export function receivedSignatures(event: StoredEvent, knowledge: Knowledge): readonly string[] {
  const subject = knowledge.caseOf(event);
  const prepared = preparedOf(event, subject, knowledge);
  return (prepared && signatureFacts(event, prepared, subject))?.received ?? [];
}

function signatureFacts(
  { findings: { reason } }: StoredEvent,
  prepared: PreparedScheme,
  subject: Case,
): SignatureFacts | null {
  const matchedSecretLabel = verifyingLabel(reason) ?? null;
  const proof = proofOf(prepared, subject, matchedSecretLabel);
  if (proof === undefined) {
    return null;
  }
  const { places, ...facts } = proof;
  const place = places.find((own) => subject.parts.valuesAt(own).length > 0) ?? places[0] ?? { header: '' };
  return {
    ...facts,
    provider: prepared.scheme.name,
    place,
    received: subject.parts.valuesAt(place),
    matchedSecretLabel,
  };
}

function firstAt(place: Place | undefined, parts: RequestParts): string | null {
  return place === undefined ? null : (parts.valuesAt(place)[0] ?? null);
}

/** What a scheme knows of a request beside its signature. */
function aboutDelivery(
  scheme: Scheme | undefined,
  parts: RequestParts,
): Pick<EventDetail, 'facts' | 'idempotencyId' | 'attempt' | 'attemptsAtMost'> {
  return {
    facts: scheme === undefined ? [] : factsOf(scheme, parts),
    idempotencyId: firstAt(scheme?.idempotency, parts),
    attempt: firstAt(scheme?.attempt, parts),
    attemptsAtMost: scheme?.retries === undefined ? null : scheme.retries + 1,
  };
}

function handshakeFacts(prepared: PreparedScheme | undefined, parts: RequestParts): HandshakeFacts | null {
  const handshake = prepared === undefined ? undefined : handshakeOf(prepared, parts);
  return handshake === undefined
    ? null
    : { offersSecret: handshake.secret !== null, byHand: handshake.byHand };
}

/** What the store keeps beside the event itself, and what was read of its body. */
export type Kept = Pick<EventDetail, 'deliveries' | 'attempts' | 'forward' | 'content'>;

function signingOf(prepared: PreparedScheme | undefined): EventDetail['signing'] {
  return prepared === undefined || prepared.scheme.verify.kind === 'none'
    ? 'unsigned'
    : (signingFault(prepared) ?? 'possible');
}

/** Everything about a stored event but its body, as the host shows it; `signedBy` is the label of its secret. */
export function detailOf(
  event: StoredEvent,
  knowledge: Knowledge,
  kept: Kept = { deliveries: [], attempts: [], forward: null, content: null },
  signedBy = verifyingLabel(event.findings.reason),
): EventDetail {
  const { request, findings, answer } = event;
  const subject = knowledge.caseOf(event);
  const { source } = subject;
  const prepared = preparedOf(event, subject, knowledge);
  const response = lastResponse(kept.deliveries);
  const exposed = exposedSecret(subject.parts, prepared?.scheme, knowledge);
  return {
    summary: { ...summaryOf(event), ...(response === undefined ? {} : { response }) },
    providerName: prepared?.scheme.name ?? null,
    detection: findings.detection,
    reason: findings.reason,
    httpVersion: request.httpVersion,
    target: request.target,
    headers: pairsOf(request.rawHeaders),
    trailers: pairsOf(request.rawTrailers),
    remoteAddress: request.remoteAddress,
    answer,
    bodyMilliseconds: request.bodyMilliseconds,
    ...aboutDelivery(prepared?.scheme, subject.parts),
    signature: prepared === undefined ? null : signatureFacts(event, prepared, subject),
    signing: signingOf(prepared),
    signer: findings.provider === null ? null : knowledge.signer(findings.provider, source, signedBy),
    ...(exposed === undefined ? {} : { exposed }),
    handshake: handshakeFacts(prepared, subject.parts),
    ...kept,
  };
}
