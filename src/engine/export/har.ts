import { Buffer } from 'node:buffer';
import { headerValues, pairsOf } from '../signature/headers.ts';
import { utf8Of } from '../requests/clientRequest.ts';
import type { ExportedEvent } from '../requests/masking.ts';
import { type HeaderPair, statusOf, type GivenAnswer } from '../../protocol/http.ts';

interface NamedValue {
  readonly name: string;
  readonly value: string;
}

const named = (pairs: readonly HeaderPair[]): NamedValue[] => pairs.map(([name, value]) => ({ name, value }));

/** The cookies of `Cookie` headers. */
function cookiesOf(rawHeaders: readonly string[]): NamedValue[] {
  return headerValues(rawHeaders, 'cookie')
    .flatMap((value) => value.split(/; */))
    .filter(Boolean)
    .map((cookie) => {
      const [name = '', ...value] = cookie.split('=');
      return { name, value: value.join('=') };
    });
}

/** The URL that a request was made to, as far as it is one: the target as it came is kept beside it. */
function urlOf(target: string, rawHeaders: readonly string[]): URL {
  const [host = 'localhost'] = headerValues(rawHeaders, 'host');
  const origin = URL.canParse(`http://${host}/`) ? new URL(`http://${host}/`).origin : 'http://localhost';
  const text = target.startsWith('/') ? origin + target : origin;
  return new URL(URL.canParse(text) ? text : origin);
}

/**
 * HAR 1.2 has no word for a request's body that is no text: as others do, `_encoding` says what the `encoding` of an
 * answer's content says.
 */
function postData(body: Uint8Array, mimeType: string): object {
  const text = utf8Of(body);
  return text === undefined
    ? { mimeType, text: Buffer.from(body).toString('base64'), _encoding: 'base64' }
    : { mimeType, text };
}

interface Content {
  readonly size: number;
  readonly mimeType: string;
  readonly text: string;
  readonly encoding?: 'base64';
}

/** The body of an answer: that of an application may be any bytes. */
function contentOf(body: string | Uint8Array, mimeType: string): Content {
  const bytes = Buffer.from(body);
  const text = typeof body === 'string' ? body : utf8Of(body);
  return text === undefined
    ? { size: bytes.length, mimeType, text: bytes.toString('base64'), encoding: 'base64' }
    : { size: bytes.length, mimeType, text };
}

function responseOf(answer: GivenAnswer | null): object {
  const given = answer !== null && 'status' in answer ? answer : null;
  const type = given?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const content = contentOf(given?.body ?? '', type);
  return {
    status: statusOf(answer) ?? 0,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: named(given?.headers ?? []),
    content,
    redirectURL: '',
    headersSize: -1,
    bodySize: content.size,
  };
}

/** An event as an entry of a HAR file; what HAR has no word for is in fields that begin with an underscore. */
export function printEntry({ event }: ExportedEvent): string {
  const { request, answer } = event;
  const { method, target, httpVersion, rawHeaders, body, receivedAt, bodyMilliseconds } = request;
  const url = urlOf(target, rawHeaders);
  const [mimeType = ''] = headerValues(rawHeaders, 'content-type');
  return JSON.stringify({
    startedDateTime: new Date(receivedAt).toISOString(),
    time: bodyMilliseconds,
    request: {
      method,
      url: url.href,
      httpVersion: `HTTP/${httpVersion}`,
      cookies: cookiesOf(rawHeaders),
      headers: named(pairsOf(rawHeaders)),
      queryString: named([...url.searchParams]),
      ...(body.length === 0 ? {} : { postData: postData(body, mimeType) }),
      headersSize: -1,
      bodySize: body.length,
      _target: target,
      _trailers: named(pairsOf(request.rawTrailers)),
    },
    response: responseOf(answer),
    cache: {},
    timings: { send: bodyMilliseconds, wait: 0, receive: 0 },
    _remoteAddress: request.remoteAddress,
    _complete: request.complete,
    _declaredLength: request.declaredLength,
  });
}

/** What stands around the entries of a file, which are separated by commas. */
export const harFrame = {
  head: '{"log":{"version":"1.2","creator":{"name":"Webhook Debugger","version":"1"},"entries":[',
  tail: ']}}',
} as const;
