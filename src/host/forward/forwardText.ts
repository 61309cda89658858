import type { EventDetail } from '../../protocol/event.ts';
import type { NotForwarded } from '../../protocol/forward.ts';
import type { TargetRefusal } from '../../protocol/targets.ts';
import type { AppView, FactView, LabelledValue } from '../../protocol/webview.ts';
import { deliveryLook, outcomeText } from '../replay/deliveryText.ts';
import { shortFailure } from '../replay/shortFailure.ts';
import { hostOf } from '../targets/target.ts';
import { targetRefusalText } from '../targets/targetRefusalText.ts';
import { displayText } from '../words/displayText.ts';
import { headerValue } from '../words/eventText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText, verdictName } from '../words/wording.ts';
import { passedOnWords } from '../replay/passedOnText.ts';
import type { Delivery } from '../../protocol/delivery.ts';

/** Why an event was not sent on, in two or three words. */
function shortReason(why: NotForwarded, t: Translate): string {
  switch (why.code) {
    case 'refused':
      return t('refused');
    case 'incomplete':
      return t('incomplete');
    case 'browser':
      return t('headers of a browser');
    case 'handshake':
      return t('a handshake, responded to here');
    case 'loop':
      return t('it came back');
    case 'notValid':
      return verdictName(why.verdict, t).toLowerCase();
    case 'target':
      return why.refusal === 'notAllowed' ? t('target not allowed yet') : t('target refused');
    case 'tooMany':
      return t('{0} were waiting', why.waiting);
    case 'stopped':
      return t('switched off meanwhile');
    case 'closed':
      return t('the window was closed');
    case 'failed':
      return displayText(why.detail, 80);
  }
}

function refusalText(refusal: TargetRefusal, host: string, t: Translate): string {
  return refusal === 'notAllowed'
    ? t('{0} is not this machine, and was not allowed yet: the row of the source allows it.', host)
    : targetRefusalText(host, refusal, t);
}

/** Of these, a switch of the source decides; the names of the switches are those of “Edit Source”. */
const ofSetting: ReadonlySet<NotForwarded['code']> = new Set(['browser', 'handshake', 'notValid']);

/** Why an event was not sent on, and what can be done for the next one. */
function whyText(why: NotForwarded, target: string, t: Translate): string {
  switch (why.code) {
    case 'refused':
      return t('The request was refused: there is no complete one to forward.');
    case 'incomplete':
      return t('The request ended before its body did: incomplete requests are not forwarded.');
    case 'browser':
      return t(
        'Its headers are those of a browser, which any web page can make send a request here. To forward such requests, too, turn on “Browser requests” of the source.',
      );
    case 'handshake':
      return t(
        'The listener responded to this question of the provider itself. To have the app respond, turn on “App responds to the sender” of the source.',
      );
    case 'loop':
      return t(
        'It was forwarded from here before, and came back: its “X-Forwarded-Host” is this listener. Does {0} forward to here?',
        hostOf(target),
      );
    case 'notValid':
      return t('This source forwards only valid events. Turn off “Only valid events” to forward all.');
    case 'target':
      return refusalText(why.refusal, hostOf(target), t);
    case 'tooMany':
      return t(
        '{0} events were waiting for {1}: no more wait at a time. Does the app respond?',
        numberText(why.waiting),
        hostOf(target),
      );
    case 'stopped':
      return t('Forwarding was switched off while it waited for its turn.');
    case 'closed':
      return why.begun
        ? t('The window was closed before {0} had responded; the app may have received it.', hostOf(target))
        : t('The window was closed while it waited for its turn.');
    case 'failed':
      return displayText(why.detail);
  }
}

function deliveredView(delivery: Delivery, t: Translate): AppView {
  const { target, answer, failure, passedOn } = delivery;
  const text =
    answer === null && failure !== null
      ? t('failed: {0}, {1}', hostOf(target), shortFailure(failure, t))
      : outcomeText(delivery, t);
  const note = passedOn === undefined ? '' : passedOnWords(passedOn, t);
  return { text: note === '' ? text : t('{0}, {1}', text, note), look: deliveryLook(delivery) };
}

function waitingView(target: string, t: Translate): AppView {
  return { text: t('waiting for {0}', hostOf(target)), look: 'waiting' };
}

/**
 * What came of sending an event to the person's app the last time, in a few words; null where it was not sent. `sentTo`
 * is the URL that it is on its way to again, null for none.
 */
export function appView(
  { deliveries: [newest], forward }: EventDetail,
  sentTo: string | null,
  t: Translate,
): AppView | null {
  if (sentTo !== null) {
    return waitingView(sentTo, t);
  }
  if (newest !== undefined) {
    return deliveredView(newest, t);
  }
  if (forward === null) {
    return null;
  }
  if (forward.why === null) {
    return waitingView(forward.target, t);
  }
  const reason = shortReason(forward.why, t);
  const isBegun = forward.why.code === 'closed' && forward.why.begun;
  return { text: isBegun ? t('no response: {0}', reason) : t('not sent: {0}', reason), look: 'unanswered' };
}

/** That the request has the headers of a browser. Whoever sends it can write them, too. */
export function browserFacts({ summary, headers }: EventDetail, t: Translate): readonly FactView[] {
  const origin = displayText(headerValue(headers, 'origin'), 80);
  return summary.fromBrowser
    ? [{ label: t('Headers of'), value: t('a browser'), ...(origin === '' ? {} : { note: origin }) }]
    : [];
}

/** Why an event was not sent on, with what to do, for the tab that lists where it went. */
export function notForwardedValues({ forward }: EventDetail, t: Translate): readonly LabelledValue[] {
  return forward === null || forward.why === null
    ? []
    : [
        {
          label: t('Not forwarded'),
          value: whyText(forward.why, forward.target, t),
          ...(ofSetting.has(forward.why.code) ? { setting: 'sources' } : {}),
        },
      ];
}
