import type { DeliveryAnswer, Delivery, DeliveryKind } from '../../protocol/delivery.ts';
import type { EventDetail } from '../../protocol/event.ts';
import type { SentRequest } from '../../protocol/sending.ts';
import type { AnswerView, DeliveryView } from '../../protocol/webview.ts';
import { displayText } from '../words/displayText.ts';
import { isText } from '../words/eventText.ts';
import { passedOnText } from './passedOnText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText, sizeText } from '../words/wording.ts';
import { brokenOffText, failureText } from './failureText.ts';
import { sentRequestView } from './sentRequestText.ts';
import { hostOf } from '../targets/target.ts';
import { isSuccess } from '../../protocol/http.ts';
import type { ViewWords } from '../words/viewWords.ts';

/** Whether there is a whole request to send again. */
export function isWhole({ summary, reason }: EventDetail): boolean {
  return summary.complete && reason.code !== 'refused';
}

/** Why an event cannot be sent again, empty where it can. */
export function replayProblem({ summary, reason }: EventDetail, t: Translate): string {
  if (reason.code === 'refused') {
    return t('This request was refused, so there is no whole request to send again.');
  }
  return summary.complete
    ? ''
    : t('This request ended before its body did: there is nothing whole to send again.');
}

/** `1.3 ms`, `12 ms`. */
export function millisecondsText(milliseconds: number, t: Translate): string {
  return t('{0} ms', numberText(Number(milliseconds.toFixed(milliseconds < 10 ? 1 : 0))));
}

/** What came of a delivery, in a sentence without its end. */
export function outcomeText({ target, answer, failure, milliseconds }: SentRequest, t: Translate): string {
  if (answer !== null) {
    return t('{0} responded {1} in {2}', hostOf(target), answer.status, millisecondsText(milliseconds, t));
  }
  return failure === null ? hostOf(target) : failureText(target, failure, t);
}

/** What came of a delivery that has just ended: “localhost:3000 answered 401 in 12 ms.” */
export function deliveryMessage(delivery: SentRequest, t: Translate): string {
  const { answer, failure } = delivery;
  const text = outcomeText(delivery, t);
  if (answer === null) {
    return text;
  }
  return failure === null ? `${text}.` : `${text}. ${brokenOffText(failure, t)}`;
}

/** The same of an event that was sent again, which it names. */
export function replayMessage(title: string, delivery: SentRequest, t: Translate): string {
  return t('“{0}”: {1}', displayText(title, 60), deliveryMessage(delivery, t));
}

/** Whether an answer ended before its end, other than that more came than is read. */
function brokeOff({ answer, failure }: Delivery): boolean {
  return answer !== null && failure !== null && failure.code !== 'ANSWER_TOO_LARGE';
}

/** Whether an app took a delivery. */
export function deliveryLook(delivery: Delivery): DeliveryView['look'] {
  const { answer } = delivery;
  if (answer === null) {
    return 'unanswered';
  }
  return !brokeOff(delivery) && isSuccess(answer.status) ? 'accepted' : 'refused';
}

function whyText({ target, answer, failure }: Delivery, t: Translate): string {
  if (failure === null) {
    return '';
  }
  return answer === null ? failureText(target, failure, t) : brokenOffText(failure, t);
}

function headline(delivery: Delivery, t: Translate): string {
  if (delivery.answer === null) {
    return t('{0}: no response', hostOf(delivery.target));
  }
  const outcome = outcomeText(delivery, t);
  return brokeOff(delivery) ? t('{0}, and broke off', outcome) : outcome;
}

/** What is said of an answer's body instead of, or above, its text. */
function bodyNote({ body, size, decoded }: DeliveryAnswer, readable: boolean, t: Translate): string {
  if (size === 0) {
    return t('The response has no body.');
  }
  if (!readable) {
    return t('The body of the response is not text: {0}.', sizeText(size));
  }
  if (decoded !== undefined) {
    const { encoding, isWhole: isAll, body: text } = decoded;
    return isAll
      ? t('Decoded from {0}:', encoding)
      : t('The first {0}, decoded from {1}:', sizeText(text.length), encoding);
  }
  return body.length < size ? t('The first {0} of {1}:', sizeText(body.length), sizeText(size)) : '';
}

/** The body of an answer as text, and what is said of it instead or above. */
export function answerBody(
  answer: DeliveryAnswer | null,
  t: Translate,
): Pick<AnswerView, 'body' | 'bodyNote'> {
  if (answer === null) {
    return { body: '', bodyNote: '' };
  }
  const bytes = answer.decoded?.body ?? answer.body;
  const readable = isText(bytes);
  const body = readable ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : '';
  return { body, bodyNote: bodyNote(answer, readable, t) };
}

function kindText(kind: DeliveryKind, t: Translate): string {
  switch (kind) {
    case 'replay':
      return t('Replayed');
    case 'resigned':
      return t('Replayed re-signed');
    case 'edited':
      return t('Edited and replayed');
    case 'forward':
      return t('Forwarded');
  }
}

function answerView(answer: DeliveryAnswer | null, t: Translate): AnswerView | null {
  if (answer === null) {
    return null;
  }
  const { status, headers } = answer;
  return { line: String(status), headers, ...answerBody(answer, t) };
}

/** Where a delivery really went: a target may be only the host that the captured path is sent to. */
function urlOf({ target, request }: Delivery): string {
  return request !== null && request.path.startsWith('/') && URL.canParse(target)
    ? new URL(target).origin + request.path
    : target;
}

/** A delivery in the words of the panel; `captured` is the event that it is of. */
export function deliveryView(
  delivery: Delivery,
  captured: EventDetail,
  { t, times }: ViewWords,
): DeliveryView {
  const { id, kind, at, answer, failure, milliseconds, passedOn } = delivery;
  const values = [
    { label: t('Target'), value: displayText(urlOf(delivery), 2000), code: true, copy: true },
    { label: t('Sent at'), value: times.zoned(at) },
    // An answer's time stands in the headline.
    { label: t('Took'), value: answer === null ? millisecondsText(milliseconds, t) : '' },
    { label: t('Why'), value: whyText(delivery, t) },
    { label: t('Sender'), value: passedOn === undefined ? '' : passedOnText(passedOn, t) },
    { label: t('Error'), value: failure === null ? '' : errorText(failure), code: true },
  ].filter(({ value }) => value !== '');
  return {
    id,
    time: times.row(at),
    headline: headline(delivery, t),
    kind: kindText(kind, t),
    look: deliveryLook(delivery),
    values,
    request: sentRequestView(delivery, captured, t),
    answer: answerView(answer, t),
  };
}

/** What Node says, for a search. */
export function errorText({ code, detail }: NonNullable<Delivery['failure']>): string {
  return displayText(detail.includes(code) ? detail : `${code} ${detail}`.trim());
}
