import type { Answer, Reason } from '../protocol/event.ts';
import { answers } from './capture/answers.ts';
import type { CapturedRequest } from './capture/capturedRequest.ts';
import { idempotencyIdOf } from './delivery/attempts.ts';
import { findProvider, type Provider } from './findProvider.ts';
import type { Knowledge } from './knowledge.ts';
import { handshakeOf, type Handshake } from './signature/handshake.ts';
import type { PreparedScheme } from './signature/preparedScheme.ts';
import type { RequestParts } from './signature/requestParts.ts';
import { guessTitle, outcomeOf, plainTitle, titleOf } from './signature/title.ts';
import type { Verification } from './signature/verification.ts';
import type { Findings } from './store/storedEvent.ts';
import { Case } from './verifyRequest.ts';

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
  malformed: 'malformed HTTP',
  headersTooLarge: 'headers over the limit',
  timeout: 'request timed out',
  bodyTooLarge: 'body over the limit',
  connect: 'proxy request',
  notHttp: 'not HTTP',
  expectation: 'unknown Expect header',
} as const;

function refusedFindings(refusal: NonNullable<CapturedRequest['refusal']>, source: string | null): Findings {
  const reason: Reason = { code: 'refused', refusal };
  const title = refusedTitles[refusal.code];
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
  const isBad = verdict === 'invalid' || verdict === 'missing' || verdict === 'malformed';
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

function treat({ prepared, verification }: Provider, parts: RequestParts, isAnswered: boolean): Treatment {
  const handshake = handshakeOf(prepared, parts);
  const isSigned = handshake?.rule.signed === true;
  return {
    ...(isAnswered ? wantedAnswer(prepared, verification, handshake) : storedAnswer),
    handshake,
    verification:
      handshake === undefined || isSigned
        ? verification
        : unsignedHandshake(handshake, prepared.scheme.name, isAnswered),
  };
}

const nothingKnown: Treatment = {
  verification: { verdict: 'unsigned', reason: { code: 'unsigned', provider: null } },
  ...storedAnswer,
  handshake: undefined,
};

/**
 * What can be said of a captured request: whose it is, whether it is genuine, what it is about.
 * `chosen` is the scheme id that a person named for it.
 */
export function inspect(
  request: CapturedRequest,
  knowledge: Knowledge,
  chosen: string | null = null,
): Inspection {
  const source = knowledge.sources.of(request.target);
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
    provider === undefined ? nothingKnown : treat(provider, parts, knowledge.settings.answerHandshakes);
  const { verification, answer, answerTo, handshake } = treatment;
  const title = titleOf(scheme?.title ?? [], parts) ?? guessTitle(parts);
  return {
    findings: {
      provider: scheme?.id ?? null,
      source: sourceName,
      detection: provider?.detection ?? { by: 'nothing' },
      ...verification,
      title:
        handshake === undefined ? (title ?? plainTitle(parts)) : `handshake: ${title ?? scheme?.name ?? ''}`,
      outcome: outcomeOf(scheme?.outcome, parts.json),
    },
    answer,
    answerTo,
    offersSecret: handshake !== undefined && handshake.secret !== null,
    idempotencyId: idempotencyIdOf(scheme, parts),
  };
}
