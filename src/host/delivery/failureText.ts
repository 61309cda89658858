import type { DeliveryFailure } from '../../protocol/delivery.ts';
import { displayText } from '../displayText.ts';
import type { Translate } from '../translate.ts';
import { hostOf } from './target.ts';
import { isTargetRefusal, targetRefusalText } from './targetRefusalText.ts';

type Words = (host: string, t: Translate) => string;

/** Why no answer came and what to do, by the code that Node gives (nodejs.org/api/errors.html). */
const byCode: Readonly<Record<string, Words>> = {
  ECONNREFUSED: (host, t) => t('Nothing listens at {0}: is your app running, and on that port?', host),
  ECONNRESET: (host, t) =>
    t(
      '{0} closed the connection before it answered: your app may have failed at this request, or speak HTTPS. Its log may say.',
      host,
    ),
  ETIMEDOUT: (host, t) =>
    t('{0} did not answer in time: your app may wait for something, or stand at a breakpoint.', host),
  EPIPE: (host, t) => t('{0} closed the connection before it had read the request.', host),
  ENOTFOUND: (host, t) => t('The name {0} is not known on this machine: use 127.0.0.1 in its place.', host),
};

const families: readonly (readonly [codes: RegExp, words: Words])[] = [
  [
    /^HPE_/,
    (host, t) =>
      t('{0} answered something that is not HTTP: if it speaks HTTPS, replay to https://{0}.', host),
  ],
  [
    /^(EPROTO|ERR_SSL_)/,
    (host, t) =>
      t('No TLS connection to {0} could be made: if it speaks plain HTTP, replay to http://{0}.', host),
  ],
  [
    /CERT|SIGNATURE|ISSUER/,
    (host, t) => t('The certificate of {0} is not trusted: replay to a plain HTTP port of your app.', host),
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

/** Why a delivery got no answer, in words with the remedy. */
export function failureText(target: string, failure: DeliveryFailure, t: Translate): string {
  const host = hostOf(target);
  if (isTargetRefusal(failure.code)) {
    return targetRefusalText(host, failure.code, t);
  }
  const words = wordsOf(failure);
  return words === undefined
    ? t('{0} gave no answer: {1}', host, displayText(failure.detail || failure.code))
    : words(host, t);
}
