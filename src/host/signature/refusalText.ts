import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText, sizeText } from '../words/wording.ts';
import type { Refusal } from '../../protocol/reason.ts';
import type { Explanation } from './reasonWords.ts';

type Describe = (refusal: Refusal, t: Translate) => Explanation;

const limitText = ({ limit }: Refusal): string => sizeText(limit ?? 0);

const describers: Readonly<Record<Refusal['code'], Describe>> = {
  tls: (_, t) => ({
    reason: t('The sender speaks HTTPS to an HTTP port.'),
    advice: t('Use http:// in the URL, or put a TLS proxy before the listener.'),
  }),
  http2: (_, t) => ({
    reason: t('The sender speaks HTTP/2 without TLS; the listener speaks HTTP/1.1.'),
    advice: t('Let the sender or the proxy before the listener use HTTP/1.1.'),
  }),
  malformed: ({ detail }, t) => ({
    reason: t('What arrived is not well-formed HTTP: {0}.', detail),
    advice: t(
      'The first bytes are kept as the payload. A hand-written request or a broken proxy is the usual cause.',
    ),
  }),
  headersTooLarge: (refusal, t) => ({
    reason: t('The headers are larger than {0}.', limitText(refusal)),
    advice: t(
      'Look for cookies or tokens that a proxy adds; no provider’s webhook needs headers this large.',
    ),
  }),
  timeout: (_, t) => ({
    reason: t('The request was begun and not finished in time.'),
    advice: t(
      'The sender, or a proxy that buffers, stopped in the middle. What had arrived is kept as the payload.',
    ),
  }),
  bodyTooLarge: (refusal, t) => ({
    reason: t('The body is larger than {0}, the largest that is accepted.', limitText(refusal)),
    advice: t('The sender got a 413. To accept larger bodies, raise “Max Body Size”.'),
    setting: 'maxBodySize',
  }),
  connect: (_, t) => ({
    reason: t('The sender takes the listener for a proxy: it asked for a tunnel to another host.'),
    advice: t('Enter the URL as the webhook’s address, not as a proxy.'),
  }),
  notHttp: (_, t) => ({
    reason: t('What arrived is not HTTP.'),
    advice: t(
      'Something else connects to this port: a port scan, a health check, or a client of another protocol.',
    ),
  }),
  expectation: ({ detail }, t) => ({
    reason: t('The sender expects something that the listener does not do: {0}.', detail),
    advice: t('Remove the Expect header, or use Expect: 100-continue.'),
  }),
  tooManyConnections: ({ count = 1, limit = 0 }, t) => ({
    reason: t(
      'Within a second, {0} more connections were opened than the {1} that the listener keeps at a time.',
      numberText(count),
      numberText(limit),
    ),
    advice: t(
      'Their senders got a 503 before anything was read. Have the sender reuse connections, or open fewer at a time.',
    ),
  }),
  noRoom: (refusal, t) => ({
    reason: t(
      'Other bodies that were being received took all of the {0} that the listener keeps in memory.',
      limitText(refusal),
    ),
    advice: t(
      'The sender got a 503 and may try again. The first bytes are kept as the payload. Send fewer large bodies at a time.',
    ),
  }),
};

/** Why a request was not accepted, in plain words. */
export function describeRefusal(refusal: Refusal, t: Translate): Explanation {
  return describers[refusal.code]({ ...refusal, detail: displayText(refusal.detail) }, t);
}
