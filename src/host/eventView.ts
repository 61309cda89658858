import type { EventDetail, EventSummary, Fact, Reason } from '../protocol/event.ts';
import type { EventView, FactView } from '../protocol/webview.ts';
import { canBeExplained } from './diagnosis/canBeExplained.ts';
import { attemptsFact, attemptsView } from './delivery/attemptText.ts';
import { isWhole, replayProblem } from './delivery/deliveryText.ts';
import { deliveryValues } from './eventDetailText.ts';
import { displayText } from './displayText.ts';
import { headerValue } from './eventText.ts';
import { factName } from './factNames.ts';
import { forwardFacts } from './forwarding/forwardText.ts';
import { handshakeTodo } from './handshakeText.ts';
import { describeReason, type Explanation } from './reasonText.ts';
import { sentences } from './secretText.ts';
import { signatureValues } from './signatureValues.ts';
import type { Translate } from './translate.ts';
import { durationText, sizeText, verdictName, type Times } from './wording.ts';

/** What is not of the event itself. */
export interface ViewSurroundings {
  readonly pinned: boolean;
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
  /** The event brought a signing secret that is not saved. */
  readonly offersSecret: boolean;
}

export interface ViewWords {
  readonly t: Translate;
  readonly times: Times;
}

function factView(fact: Fact, { summary }: EventDetail, t: Translate): FactView {
  const label = factName(fact.label, t);
  switch (fact.kind) {
    case 'text':
      return { ...fact, label };
    case 'milliseconds':
      return { ...fact, label, value: durationText(Number(fact.value), t) };
    case 'outcome':
      return { ...fact, label, outcome: summary.outcome };
  }
}

function factsOf(detail: EventDetail, t: Translate): FactView[] {
  const attempts = attemptsFact(detail, t);
  return [
    ...detail.facts.map((fact) => factView(fact, detail, t)),
    ...(attempts === null ? [] : [attempts]),
    ...forwardFacts(detail, t),
  ];
}

function bodySizeText({ size, complete }: EventSummary, t: Translate): string {
  return complete ? sizeText(size) : t('{0}, incomplete', sizeText(size));
}

/** The title of an event's tab, which is as wide as its text. */
export function tabTitle({ summary }: EventDetail): string {
  return displayText(summary.title, 80);
}

/**
 * What is to be done first: saving a secret that is missing, explaining a failure, else giving the event to the
 * application that it is for; what cannot be given is looked at.
 */
function primaryAction(detail: EventDetail, { offersSecret }: ViewSurroundings): EventView['primaryAction'] {
  const { summary, reason } = detail;
  if (offersSecret) {
    return 'saveSecret';
  }
  const asksForSecret =
    reason.code === 'handshake' && (reason.result === 'noSecret' || reason.result === 'wrongToken');
  if (summary.verdict === 'noSecret' || asksForSecret) {
    return 'setSecret';
  }
  if (canExplain(detail)) {
    return 'explain';
  }
  return isWhole(detail) && reason.code !== 'handshake' ? 'replay' : 'openInEditor';
}

/** A question of a provider has no signature whose failure needs to be looked for. */
function canExplain({ summary, reason }: Pick<EventDetail, 'summary' | 'reason'>): boolean {
  return canBeExplained(summary) && reason.code !== 'handshake';
}

/** Whether the signature covers bytes that a handler could change before it verifies them. */
function canShowBreaks({ summary, signature }: EventDetail): boolean {
  return summary.size > 0 && signature !== null && signature.proof !== 'token';
}

/** Whether there is a digest to compute: not of a token, a JWT or what needs a private key. */
function canShowExpected({ signature, summary }: EventDetail): boolean {
  const isDigest = signature?.proof === 'hmac' || signature?.proof === 'hash';
  return isDigest && summary.verdict !== 'noSecret';
}

/**
 * The reason in words; a handshake that is signed has its own advice after that of its signature. A secret that it
 * brought is spoken of as long as it is not saved.
 */
function explanation(
  { reason, signature, handshake }: EventDetail,
  { offersSecret }: ViewSurroundings,
  t: Translate,
): Explanation {
  const own: Reason = reason.code === 'handshake' ? { ...reason, offersSecret } : reason;
  const words = describeReason(own, { t, signedContent: signature?.signedContent ?? '' });
  const isTold = handshake === null || reason.code === 'handshake';
  const todo = isTold ? '' : handshakeTodo({ ...handshake, offersSecret }, t);
  return { ...words, advice: sentences(words.advice, todo) };
}

/** An event in the words of the panel. */
export function eventView(
  detail: EventDetail,
  surroundings: ViewSurroundings,
  { t, times }: ViewWords,
): EventView {
  const { summary, reason, headers, trailers } = detail;
  const { pinned, hasNewer, hasOlder } = surroundings;
  return {
    id: summary.id,
    title: summary.title,
    verdict: summary.verdict,
    verdictWord: verdictName(summary.verdict, t),
    ...explanation(detail, surroundings, t),
    outcome: summary.outcome,
    method: displayText(summary.method, 40),
    target: detail.target,
    received: times.full(summary.receivedAt),
    sizeText: bodySizeText(summary, t),
    providerName: detail.providerName ?? '',
    facts: factsOf(detail, t),
    attempts: attemptsView(detail, { t, times }),
    headers,
    trailers,
    signature: signatureValues(detail, { t, times }),
    canShowExpected: canShowExpected(detail),
    canChooseProvider: reason.code !== 'refused',
    canExplain: canExplain(detail),
    canShowBreaks: canShowBreaks(detail),
    delivery: deliveryValues(detail, { t, times }),
    replayProblem: replayProblem(detail, t),
    canResign: isWhole(detail) && detail.signing === 'possible',
    contentType: headerValue(headers, 'content-type'),
    bodySize: summary.size,
    primaryAction: primaryAction(detail, surroundings),
    pinned,
    hasNewer,
    hasOlder,
  };
}
