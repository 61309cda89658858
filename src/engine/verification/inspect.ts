import { isFailed } from '../../protocol/verdict.ts';
import { answers } from '../capture/answers.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import { idempotencyIdOf } from '../attempts/attempts.ts';
import { findProvider, type Provider } from './findProvider.ts';
import type { Knowledge } from './knowledge.ts';
import { providersSigningAt } from './sameSignature.ts';
import { bodySigner } from '../signature/bodySigners.ts';
import { handshakeOf, isPing, type Handshake } from '../signature/handshake.ts';
import { asSentIn, ownHeaderOf, type PreparedScheme } from '../signature/preparedScheme.ts';
import { isInBody, nameOf, type RequestParts } from '../signature/requestParts.ts';
import type { Scheme } from '../signature/scheme.ts';
import { guessTitle, outcomeOf, requestTitle, titleOf } from '../signature/title.ts';
import { unknownSignature } from '../signature/unknownSignature.ts';
import { verifyingLabel, type Verification } from '../signature/verification.ts';
import { pathOf, type Findings } from '../store/storedEvent.ts';
import { Case } from './verifyRequest.ts';
import type { Place } from '../../protocol/signature.ts';
import type { Reason } from '../../protocol/reason.ts';
import type { Answer } from '../../protocol/http.ts';

export interface Inspection {
  readonly findings: Findings;
  /** What its sender is told once it is stored, where nobody wants it otherwise. */
  readonly answer: Answer;
  /** What the answer is to: a provider's question, a signature that the provider wants refused, or an event. */
  readonly answerTo: AnswerTo;
  /** It is a handshake that brings the signing secret of the events that follow. */
  readonly offersSecret: boolean;
  /** The id that stays the same when the sender tries again, null where there is none. */
  readonly idempotencyId: string | null;
}

export type AnswerTo = 'handshake' | 'rejected' | 'event';

const refusedTitles = {
  tls: 'TLS hello on the HTTP port',
  http2: 'HTTP/2 on the HTTP/1.1 port',
  malformed: 'Malformed HTTP',
  headersTooLarge: 'Headers over the limit',
  timeout: 'Request timed out',
  bodyTooLarge: 'Body over the limit',
  connect: 'Proxy request',
  notHttp: 'Not HTTP',
  expectation: 'Unknown Expect header',
  tooManyConnections: 'Too many connections',
  noRoom: 'Too much received at once',
} as const;

function refusedFindings(refusal: NonNullable<CapturedRequest['refusal']>, source: string | null): Findings {
  const reason: Reason = { code: 'refused', refusal };
  const { code, count } = refusal;
  const title = count === undefined ? refusedTitles[code] : `${refusedTitles[code]} (${count})`;
  return {
    provider: null,
    source,
    detection: { by: 'nothing' },
    verdict: 'refused',
    reason,
    title,
    outcome: 'unknown',
  };
}

/** What is to be said of a provider's request beside whose it is. */
interface Treatment {
  readonly verification: Verification;
  readonly answer: Answer;
  readonly answerTo: AnswerTo;
  readonly handshake: Handshake | undefined;
}

/** The status that a provider wants to see for a signature that is not right, where it tests for it. */
function rejection({ scheme, keys }: PreparedScheme, { verdict }: Verification): Answer | undefined {
  const isBad = isFailed(verdict) && verdict !== 'expired';
  return scheme.rejectWith === 401 && isBad && keys.length > 0 ? answers.unauthorized : undefined;
}

/** What a handshake comes to that has no signature; one that is signed keeps the verdict of its signature. */
function unsignedHandshake(
  { result, secret, byHand }: Handshake,
  provider: string,
  isAnswered: boolean,
): Verification {
  const offersSecret = secret !== null;
  return {
    verdict: 'unsigned',
    reason: {
      code: 'handshake',
      provider,
      result: isAnswered ? result : 'notAnswered',
      offersSecret,
      byHand,
    },
  };
}

const storedAnswer = { answer: answers.stored, answerTo: 'event' } as const;

/** What a provider wants to hear beside that an event is stored. */
function wantedAnswer(
  prepared: PreparedScheme,
  verification: Verification,
  handshake: Handshake | undefined,
): Pick<Treatment, 'answer' | 'answerTo'> {
  const rejected = rejection(prepared, verification);
  if (rejected !== undefined) {
    return { answer: rejected, answerTo: 'rejected' };
  }
  const answer = handshake?.answer ?? null;
  return answer === null ? storedAnswer : { answer, answerTo: 'handshake' };
}

/** What its signature is worth: a ping needs none. */
function judged({ prepared: { scheme }, verification }: Provider, parts: RequestParts): Verification {
  return verification.verdict === 'missing' && isPing(scheme, parts)
    ? { verdict: 'unsigned', reason: { code: 'unsigned', provider: scheme.name, ping: true } }
    : verification;
}

function treat(provider: Provider, parts: RequestParts, isAnswered: boolean): Treatment {
  const { prepared } = provider;
  const verification = judged(provider, parts);
  const { verdict, reason } = verification;
  const handshake = handshakeOf(prepared, parts, verifyingLabel(reason));
  const hasSignature = verdict !== 'missing' && verdict !== 'unsigned';
  const isSigned = hasSignature || handshake?.rule.signed === true;
  return {
    ...(isAnswered ? wantedAnswer(prepared, verification, handshake) : storedAnswer),
    handshake,
    verification:
      handshake === undefined || isSigned
        ? verification
        : unsignedHandshake(handshake, prepared.scheme.name, isAnswered),
  };
}

/** Who signs in that place and form: providers that are checked here, or another sender that signs in the body. */
function signersAt(place: Place, subject: Case, knowledge: Knowledge): readonly string[] | undefined {
  const signer = isInBody(place) ? bodySigner(subject.parts) : undefined;
  const isIt = signer !== undefined && signer.field === nameOf(place);
  return isIt ? [signer.sender] : providersSigningAt(place, subject, knowledge);
}

/** What is to be said of a request that shows no provider: what it shows, and what it does not. */
function unrecognised(subject: Case, knowledge: Knowledge): Treatment {
  const { onlyProvider } = knowledge;
  const signature = unknownSignature(subject.parts);
  const place = onlyProvider === undefined || subject.isIdle ? undefined : ownHeaderOf(onlyProvider);
  const hint =
    onlyProvider === undefined || place === undefined
      ? {}
      : { maybe: { provider: onlyProvider.name, place } };
  const alike = signature === undefined ? undefined : signersAt(signature.place, subject, knowledge);
  const shown = {
    ...(signature === undefined ? hint : { signature }),
    ...(alike === undefined ? {} : { alike }),
  };
  const reason: Reason = { code: 'unrecognised', ...shown };
  return { verification: { verdict: 'unrecognised', reason }, ...storedAnswer, handshake: undefined };
}

function titleFor({ request, parts }: Case, scheme: Scheme | undefined, treatment: Treatment): string {
  const { verification, handshake } = treatment;
  if (verification.reason.code === 'unsigned' && verification.reason.ping === true) {
    return 'Ping';
  }
  const title = titleOf(scheme?.title ?? [], parts) ?? guessTitle(parts);
  return handshake === undefined
    ? (title ?? requestTitle(request.method, pathOf(request.target)))
    : `Handshake: ${title ?? scheme?.name ?? ''}`;
}

/**
 * What can be said of a captured request: whose it is, whether it is genuine, what it is about.
 * `chosen` is the scheme id that a person named for it.
 */
export function inspect(
  request: CapturedRequest,
  knowledge: Knowledge,
  chosen: string | null = null,
  source = knowledge.sources.of(request.target),
): Inspection {
  const sourceName = source?.name ?? null;
  if (request.refusal !== null) {
    const findings = refusedFindings(request.refusal, sourceName);
    return { findings, ...storedAnswer, offersSecret: false, idempotencyId: null };
  }
  const subject = new Case(request, source);
  const { parts } = subject;
  const provider = findProvider(subject, knowledge, chosen);
  const scheme = provider?.prepared.scheme;
  const treatment =
    provider === undefined
      ? unrecognised(subject, knowledge)
      : treat(provider, parts, knowledge.settings.answerHandshakes);
  const { verification, answer, answerTo, handshake } = treatment;
  return {
    findings: {
      provider: scheme?.id ?? null,
      source: sourceName,
      detection: provider?.detection ?? { by: 'nothing' },
      ...verification,
      title: titleFor(subject, scheme, treatment),
      outcome: outcomeOf(scheme?.outcome, parts),
    },
    answer,
    answerTo,
    offersSecret: handshake !== undefined && handshake.secret !== null,
    idempotencyId: idempotencyIdOf(asSentIn(scheme, parts), parts),
  };
}
