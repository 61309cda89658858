import type { Secret } from '../../protocol/engine.ts';
import type { EventDetail } from '../../protocol/event.ts';
import type { Fact } from '../../protocol/fact.ts';
import type { EventView, FactView } from '../../protocol/webview.ts';
import { bodySizeText, contentView, cutBodyNote, isWholeBody } from './contentText.ts';
import { canBeExplained } from '../signature/canBeExplained.ts';
import { attemptsView } from '../attempts/attemptText.ts';
import { isWhole, replayProblem } from '../replay/deliveryText.ts';
import { deliveryValues } from './eventDetailText.ts';
import { displayText } from '../words/displayText.ts';
import { hasContent } from '../events/eventKind.ts';
import { headerValue } from '../words/eventText.ts';
import { factView } from './factView.ts';
import { appView, browserFacts } from '../forward/forwardText.ts';
import { handshakeTodo } from '../signature/handshakeText.ts';
import { describeReason } from '../signature/reasonText.ts';
import { markedLabel, secretDay } from '../secrets/secretMark.ts';
import { sentences } from '../secrets/secretText.ts';
import { signatureValues } from './signatureValues.ts';
import type { Translate } from '../words/translate.ts';
import { verdictOffers, type NamedProvider } from '../signature/verdictOffers.ts';
import { verdictName } from '../words/wording.ts';
import type { Reason } from '../../protocol/reason.ts';
import type { ViewWords } from '../words/viewWords.ts';

/** What is not of the event itself. */
export interface ViewSurroundings {
  readonly pinned: boolean;
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
  /** The event brought a signing secret that is not saved. */
  readonly offersSecret: boolean;
  /** The secret that would re-sign it; undefined where none would. */
  readonly signer: Pick<Secret, 'label' | 'addedAt'> | undefined;
  /** URL of the app that it was sent to again and that has not responded yet; null for none. */
  readonly sentTo: string | null;
  /** Providers that an event which shows nobody may be of. */
  readonly likely: readonly NamedProvider[];
}

/** What stands in the title line is not told again. */
function factsOf(detail: EventDetail, words: ViewWords): FactView[] {
  const own = detail.facts.filter((fact) => fact !== outcomeFact(detail));
  return [...own.map((fact) => factView(fact, words)), ...browserFacts(detail, words.t)];
}

/** The fact that says whether it went well, where it does. */
function outcomeFact({ facts, summary }: EventDetail): Fact | undefined {
  return summary.outcome === 'unknown' ? undefined : facts.find(({ kind }) => kind === 'outcome');
}

/** What became of the thing that it reports, and of the event itself in the person's app. */
function outcomes(
  detail: EventDetail,
  { sentTo }: ViewSurroundings,
  t: Translate,
): Pick<EventView, 'outcome' | 'outcomeWord' | 'app'> {
  return {
    outcome: detail.summary.outcome,
    outcomeWord: outcomeWord(detail, t),
    app: appView(detail, sentTo, t),
  };
}

/** In the provider's own word, where it has one. */
function outcomeWord(detail: EventDetail, t: Translate): string {
  const { value = '' } = outcomeFact(detail) ?? {};
  if (value === '' || (/^[a-z]+$/i.test(value) && value !== 'true' && value !== 'false')) {
    return value;
  }
  return detail.summary.outcome === 'success' ? t('success') : t('failure');
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
  if (isWhole(detail) && reason.code !== 'handshake') {
    return 'replay';
  }
  return hasContent(summary) ? 'openInEditor' : null;
}

/** A question of a provider has no signature whose failure needs to be looked for. */
function canExplain({ summary, reason }: Pick<EventDetail, 'summary' | 'reason'>): boolean {
  return canBeExplained(summary) && reason.code !== 'handshake';
}

/** Whether the signature covers bytes that a handler could change before it verifies them: not fields or a form. */
function canShowBreaks({ summary, signature }: EventDetail): boolean {
  return summary.size > 0 && /\{(?:body|crc32)\}/.test(signature?.signedContent ?? '');
}

/** Whether there is a digest to compute: not of a token, a JWT, what needs a private key, or what is not all there. */
function canShowExpected({ signature, summary }: EventDetail): boolean {
  const isDigest = signature?.proof === 'hmac' || signature?.proof === 'hash';
  const isThere = signature?.absent.every((name) => name.startsWith('json:')) === true;
  return isDigest && isThere && summary.verdict !== 'noSecret';
}

/**
 * The reason in words; a handshake that is signed has its own advice after that of its signature. A secret that it
 * brought is spoken of as long as it is not saved.
 */
function explanation(
  detail: EventDetail,
  { offersSecret }: ViewSurroundings,
  t: Translate,
): Pick<EventView, 'reason' | 'advice' | 'setting' | 'warning'> {
  const { reason, signature, handshake } = detail;
  const own: Reason = reason.code === 'handshake' ? { ...reason, offersSecret } : reason;
  const { setting = null, ...words } = describeReason(own, {
    t,
    signedContent: signature?.signedContent ?? '',
  });
  const isTold = handshake === null || reason.code === 'handshake';
  const todo = isTold ? '' : handshakeTodo({ ...handshake, offersSecret }, t);
  return { ...words, setting, advice: sentences(words.advice, todo), warning: exposedText(detail, t) };
}

/** That the request itself gives a saved secret away; the secret is named, never shown. */
function exposedText({ exposed }: EventDetail, t: Translate): string {
  if (exposed === undefined) {
    return '';
  }
  const { at } = exposed;
  const [label, owner] = [displayText(exposed.label), displayText(exposed.owner)];
  const where =
    at === 'body'
      ? t('The body contains the saved secret “{0}” of {1} itself.', label, owner)
      : at === 'URL'
        ? t('The URL contains the saved secret “{0}” of {1} itself.', label, owner)
        : t('{0} contains the saved secret “{1}” of {2} itself.', displayText(at.header), label, owner);
  return sentences(where, t('Whoever sees this request knows it: stop sending it, and replace it.'));
}

/** What is told of the body, which the panel gets beside this. */
function bodyView(
  detail: EventDetail,
  t: Translate,
): Pick<EventView, 'hasContent' | 'contentType' | 'bodySize' | 'bodyIsWhole' | 'cutNote' | 'content'> {
  return {
    hasContent: hasContent(detail.summary),
    contentType: headerValue(detail.headers, 'content-type'),
    bodySize: detail.summary.size,
    bodyIsWhole: isWholeBody(detail),
    cutNote: cutBodyNote(detail, t),
    content: contentView(detail, t),
  };
}

/** Which secret “Replay Re-signed” signs with: its label and day, as no part of a secret goes to a page. */
function resignHint({ signer }: ViewSurroundings, { t, times }: ViewWords): string {
  return signer === undefined
    ? ''
    : t('Signs with {0}.', markedLabel(displayText(signer.label), secretDay(signer, times, t)));
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
    offers: verdictOffers(detail, surroundings.likely, t),
    ...outcomes(detail, surroundings, t),
    method: displayText(summary.method, 40),
    target: detail.target,
    received: times.zoned(summary.receivedAt),
    sizeText: bodySizeText(summary, t),
    providerName: detail.providerName ?? '',
    facts: factsOf(detail, { t, times }),
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
    resignHint: resignHint(surroundings, { t, times }),
    ...bodyView(detail, t),
    primaryAction: primaryAction(detail, surroundings),
    pinned,
    hasNewer,
    hasOlder,
  };
}
