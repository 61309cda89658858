import type { RuntimeBreak } from '../../protocol/diagnosis.ts';
import type { EventDetail } from '../../protocol/event.ts';
import type { HandlerFaultView } from '../../protocol/webview.ts';
import { isVerified } from '../../protocol/verdict.ts';
import { rewriteActions } from '../diagnosis/breaksText.ts';
import { remedies } from '../diagnosis/remedies.ts';
import { runtimeName } from '../diagnosis/runtimeNames.ts';
import { displayText } from '../words/displayText.ts';
import { sentences } from '../secrets/secretText.ts';
import type { Translate } from '../words/translate.ts';
import { ageText, sizeText, spanText } from '../words/wording.ts';
import { hostOf } from '../targets/target.ts';
import type { Reason } from '../../protocol/reason.ts';
import type { Delivery } from '../../protocol/delivery.ts';

/** A handler that does not take what is right. */
interface Refusal {
  readonly detail: EventDetail;
  readonly reason: Extract<Reason, { readonly code: 'matches' }>;
  readonly delivery: Delivery;
  readonly status: number;
}

/** The newest delivery of a valid event, where it was answered 4xx; null otherwise. */
function refusalOf(detail: EventDetail): Refusal | null {
  const { summary, reason, deliveries } = detail;
  const [delivery] = deliveries;
  const status = delivery?.answer?.status ?? 0;
  const isRefused = delivery !== undefined && status >= 400 && status <= 499;
  return isVerified(summary.verdict) && reason.code === 'matches' && isRefused
    ? { detail, reason, delivery, status }
    : null;
}

/** The path that a delivery went to. */
function pathOf({ detail, delivery }: Refusal): string {
  const pathname = URL.canParse(delivery.target) ? new URL(delivery.target).pathname : '/';
  return displayText(pathname === '/' ? detail.summary.path : pathname, 120);
}

/** What a response says that speaks of something else than a signature (RFC 9110, section 15.5). */
function otherMeaning(refusal: Refusal, t: Translate): string {
  const { status, detail } = refusal;
  const method = displayText(detail.summary.method, 40);
  switch (status) {
    case 404:
    case 410:
      return t(
        '{0} is usually about the path: does the app have a route for {1} {2}?',
        status,
        method,
        pathOf(refusal),
      );
    case 405:
      return t('{0} is about the method: the route {2} does not take {1}.', status, method, pathOf(refusal));
    case 413:
      return t(
        '{0} is about the size: the app does not take this body ({1}).',
        status,
        sizeText(detail.summary.size),
      );
    case 415:
      return t('{0} is about the Content-Type: the app does not take this one.', status);
    case 429:
      return t('{0} is about the number of requests: the app takes no more just now.', status);
    default:
      return t('The body of the response or the log of the app may say why.');
  }
}

/** Whether a signature is refused with this status by most; another one gives no hint of why (RFC 9110, section 15.5). */
function isOfSignature({ status }: Refusal): boolean {
  return [400, 401, 403].includes(status);
}

/** That a byte-exact replay is older than the provider allows; empty where it is not. */
function tooOld({ detail: { signature, signing }, delivery, status }: Refusal, t: Translate): string {
  if (signature === null || signature.sentAt === null || signature.tolerance === null) {
    return '';
  }
  const age = (delivery.at - signature.sentAt) / 1000;
  return age <= signature.tolerance
    ? ''
    : sentences(
        t(
          'It responded {0}, and may be right to: the signature was made {1} before it was sent there, and {2} allows {3}. A handler that checks the time refuses it.',
          status,
          ageText(age, signature.tolerance, t),
          signature.provider,
          spanText(signature.tolerance, t),
        ),
        signing === 'possible'
          ? t('Use Replay Re-signed, or replay an event that has just arrived.')
          : t('Replay an event that has just arrived.'),
      );
}

function rightText({ reason }: Refusal, t: Translate): string {
  switch (reason.coverage.kind) {
    case 'body':
      return t('The sender and the way here are fine: the signature is right for these bytes.');
    case 'form':
    case 'partial':
      return t('The sender is fine: the signature is right for what it covers.');
    case 'nothing':
      return t('The sender is fine: the token is right.');
  }
}

function statusText(refusal: Refusal, t: Translate): string {
  const host = hostOf(refusal.delivery.target);
  return isOfSignature(refusal)
    ? t('{0} responded {1}: its handler may have refused the signature.', host, refusal.status)
    : t('{0} responded {1}.', host, refusal.status);
}

function namesOf(breaks: readonly RuntimeBreak[]): string {
  return [...new Set(breaks.map(({ runtime }) => runtimeName(runtime)))].join(', ');
}

/** What the runtimes would make of the body that a signature covers. */
function writtenAgainText(breaks: readonly RuntimeBreak[], t: Translate): string {
  const [first, ...others] = breaks.filter((change) => change.first !== null);
  const keeping = breaks.filter((change) => change.first === null);
  if (first === undefined) {
    return t(
      'Parsing and writing this body again changes nothing. A handler that refuses the signature probably has another secret, another encoding, or reads another header.',
    );
  }
  const text = t(
    'A handler that parses this body and writes it again cannot verify this signature: {0} ({1}) would {2}. Use the raw body.',
    runtimeName(first.runtime),
    first.expression,
    rewriteActions(first, t),
  );
  const same = others.length === 0 ? '' : t('{0} would change it, too.', namesOf(others));
  const kept = keeping.length === 0 ? '' : t('{0} would write the same bytes.', namesOf(keeping));
  return sentences(text, same, kept);
}

function bodyText({ reason, detail }: Refusal, breaks: readonly RuntimeBreak[], t: Translate): string {
  if (reason.coverage.kind === 'nothing') {
    return t('A handler that refuses the token probably expects another one, or reads another header.');
  }
  if (reason.coverage.kind !== 'body' || detail.summary.size === 0) {
    return t(
      'A handler that refuses the signature probably has another secret, another encoding, or reads another header.',
    );
  }
  return breaks.length > 0
    ? writtenAgainText(breaks, t)
    : t(
        'A handler that refuses the signature probably verifies the body after decoding it, has another secret, another encoding, or reads another header.',
      );
}

function urlText({ detail: { signature }, delivery }: Refusal, t: Translate): string {
  return signature === null || signature.url === null
    ? ''
    : t(
        'The signature covers the URL {0}: a handler that takes it from the request, which went to {1}, verifies another one.',
        displayText(signature.url),
        displayText(delivery.target),
      );
}

/** Responses of frameworks to a form without their token: Laravel 419, Django 403, Rails 422. */
function forgeryText({ status }: Refusal, t: Translate): string {
  return [403, 419, 422].includes(status)
    ? t(
        'CSRF protection of a framework may respond like this (Django 403, Laravel 419, Rails 422): exempt the route of the webhook.',
      )
    : '';
}

/** Whether the runtimes have to be asked for what they would do to the body. */
export function needsBreaks(detail: EventDetail): boolean {
  const refusal = refusalOf(detail);
  return refusal !== null && refusal.reason.coverage.kind === 'body' && isOfSignature(refusal);
}

/**
 * What may be wrong where the newest delivery was responded 4xx although the signature is right here. `breaks` are of
 * the event's body. Null where there is no such fault.
 */
export function handlerFault(
  detail: EventDetail,
  breaks: readonly RuntimeBreak[],
  t: Translate,
): HandlerFaultView | null {
  const refusal = refusalOf(detail);
  if (refusal === null) {
    return null;
  }
  if (!isOfSignature(refusal)) {
    const causes = [otherMeaning(refusal, t), forgeryText(refusal, t)].filter(Boolean);
    return { sentence: sentences(rightText(refusal, t), statusText(refusal, t)), causes, remedies: [] };
  }
  const old = tooOld(refusal, t);
  const causes = [urlText(refusal, t), bodyText(refusal, breaks, t), forgeryText(refusal, t)].filter(Boolean);
  const isRewritten = needsBreaks(detail) && breaks.some(({ first }) => first !== null);
  return {
    sentence: sentences(rightText(refusal, t), old === '' ? statusText(refusal, t) : old),
    causes,
    remedies: isRewritten ? remedies(t) : [],
  };
}
