import type { DeliveryFailure } from '../../protocol/delivery.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { certificateProblem } from '../targets/certificateText.ts';
import { hostOf } from '../targets/target.ts';
import { isTargetRefusal, targetRefusalText } from '../targets/targetRefusalText.ts';

type Words = (host: string, t: Translate) => string;

/** Why no answer came and what to do, by Node's code (nodejs.org/api/errors.html) or our own. */
const byCode: Readonly<Record<string, Words>> = {
  ECONNREFUSED: (host, t) => t('Nothing listens at {0}: is your app running, and on that port?', host),
  ECONNRESET: (host, t) =>
    t(
      '{0} closed the connection before it responded: your app may have failed at this request, or speak HTTPS. Its log may say.',
      host,
    ),
  ETIMEDOUT: (host, t) =>
    t('{0} did not respond in time: your app may wait for something, or stand at a breakpoint.', host),
  EPIPE: (host, t) => t('{0} closed the connection before it had read the request.', host),
  ENOTFOUND: (host, t) =>
    t(
      'The name {0} is not known here: is it spelled right? An app on this machine is always at 127.0.0.1.',
      host,
    ),
  EAI_AGAIN: (host, t) => t('The name {0} could not be looked up: is there a network connection?', host),
  EHOSTUNREACH: (host, t) =>
    t('There is no way to {0}: is there a network connection, or a VPN missing?', host),
  ENETUNREACH: (host, t) =>
    t('There is no way to {0}: is there a network connection, or a VPN missing?', host),
  HPE_HEADER_OVERFLOW: (host, t) =>
    t('The response headers of {0} have more than 64 KB: they were not read to their end.', host),
  TOO_MANY_1XX: (host, t) =>
    t('{0} sent informational responses (1xx) without end, and no final one: see what it waits for.', host),
  FRAMING: (_host, t) =>
    t('This request was not sent: its length or its transfer coding is not that of its body.'),
  ABORT_ERR: (host, t) => t('The request to {0} was cancelled.', host),
  CLOSED: (host, t) => t('The request to {0} was ended: the window was closed.', host),
};

/** Why an answer ends early, by the same codes. */
const brokenByCode: Readonly<Record<string, (t: Translate) => string>> = {
  ANSWER_TOO_LARGE: (t) => t('The response has more than 10 MB: the rest was not read.'),
  ECONNRESET: (t) =>
    t(
      'The connection was closed before the end of the response: your app may have failed while it wrote it.',
    ),
  ETIMEDOUT: (t) => t('The response did not end in time: this is what came until then.'),
  ABORT_ERR: (t) => t('It was cancelled before the end of the response.'),
  CLOSED: (t) => t('The window was closed before the end of the response.'),
};

const families: readonly (readonly [codes: RegExp, words: Words])[] = [
  [
    /^HPE_/,
    (host, t) =>
      t('{0} responded with something that is not HTTP: if it speaks HTTPS, replay to https://{0}.', host),
  ],
  [
    /^(EPROTO|ERR_SSL_)/,
    (host, t) =>
      t('No TLS connection to {0} could be made: if it speaks plain HTTP, replay to http://{0}.', host),
  ],
  [
    /^ERR_(INVALID_CHAR|INVALID_HTTP_TOKEN|UNESCAPED_CHARACTERS)$/,
    (_host, t) => t('This request cannot be sent as it came.'),
  ],
];

function wordsOf({ code, detail }: DeliveryFailure): Words | undefined {
  // The engine's own limit has no code of the operating system's.
  const known = code === '' && detail.startsWith('no answer within') ? 'ETIMEDOUT' : code;
  return Object.hasOwn(byCode, known) ? byCode[known] : families.find(([codes]) => codes.test(known))?.[1];
}

const isCertificateCode = /CERT|SIGNATURE|ISSUER/;

/** Failures before a connection was there, or one that the request may go over. */
const beforeSending = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EPROTO', 'FRAMING'],
]);

/** Whether no byte of the request has left this machine, as far as the failure tells. */
export function wasNeverSent({ code, certificate }: DeliveryFailure): boolean {
  return (
    beforeSending.has(code) ||
    code.startsWith('ERR_SSL_') ||
    isTargetRefusal(code) ||
    certificate !== undefined ||
    isCertificateCode.test(code)
  );
}

/** Why a delivery got no answer, in words with the remedy. */
export function failureText(target: string, failure: DeliveryFailure, t: Translate): string {
  const host = hostOf(target);
  if (isTargetRefusal(failure.code)) {
    return targetRefusalText(host, failure.code, t);
  }
  if (failure.certificate !== undefined || isCertificateCode.test(failure.code)) {
    const remedy = t(
      'Replay an event there to be asked whether to accept it, or use a plain HTTP port of your app.',
    );
    return `${certificateProblem(host, failure, t)} ${remedy}`;
  }
  const words = wordsOf(failure);
  return words === undefined
    ? t('{0} gave no response: {1}', host, displayText(failure.detail || failure.code))
    : words(host, t);
}

/** Why an answer ends early, and what that means for what is shown of it. */
export function brokenOffText({ code, detail }: DeliveryFailure, t: Translate): string {
  const words = Object.hasOwn(brokenByCode, code) ? brokenByCode[code] : undefined;
  return words === undefined
    ? t('The response broke off, or went on with what is not HTTP: {0}', displayText(detail || code))
    : words(t);
}
