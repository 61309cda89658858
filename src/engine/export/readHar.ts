import { Buffer } from 'node:buffer';
import { trimmed } from '../signature/headers.ts';
import { isHeaderValue, isTarget, isToken } from '../requests/clientRequest.ts';
import type { ImportedEvent } from './eventJson.ts';
import { FileReader, latin1Of, readAnswerBody, UnreadableError } from './fileReader.ts';
import type { HeaderPair, Answer } from '../../protocol/http.ts';

const authority = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i;

/** A character that no target holds, in percent encoding. */
const escaped = (character: string): string =>
  [...Buffer.from(character, 'utf8')]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');

/** The part of a URL that is sent, as it is written: a parser would write it in another way. */
function targetOf(url: string): string {
  const rest = url.replace(authority, '').replace(/#.*$/s, '');
  const target = rest.startsWith('/') ? rest : `/${rest}`;
  return target.replaceAll(/[^!-~]/gu, escaped);
}

const readPair = (item: FileReader): readonly [FileReader, FileReader] => [
  item.field('name'),
  item.field('value'),
];

/** Headers without those of HTTP/2 that begin with a colon: they are its request line. */
function readHeaders(reader: FileReader | undefined): HeaderPair[] {
  const items = reader?.items().filter((item) => !item.field('name').text().startsWith(':')) ?? [];
  return reader?.headers(readPair, items) ?? [];
}

/** With the Host that a request over HTTP/2 has in its URL only. */
function withHost(pairs: readonly HeaderPair[], url: string): readonly HeaderPair[] {
  const host = authority.exec(url)?.[1]?.replace(/^.*@/, '') ?? '';
  const hasHost = host === '' || pairs.some(([name]) => name.toLowerCase() === 'host');
  return hasHost ? pairs : [['Host', latin1Of(host).replaceAll(/[\0-\x20]/g, '')], ...pairs];
}

/** @throws UnreadableError where only the parts of a multipart body are given: its boundary is not known. */
function readBody(request: FileReader): Uint8Array {
  const reader = request.optional('postData');
  const text = reader?.optional('text');
  // Some write an empty text beside the parameters that they have taken the body apart into.
  if (reader === undefined || text === undefined || text.isEmpty()) {
    return formOf(
      reader,
      leniently(() => request.optional('bodySize')?.number(), undefined),
    );
  }
  const encoding = reader.optional('_encoding') ?? reader.optional('encoding');
  return text.body(encoding?.text() === 'base64');
}

/** `size` in bytes tells whether the parameters stand as they were sent (Chrome) or decoded. */
function formOf(reader: FileReader | undefined, size: number | undefined): Uint8Array {
  const params = reader?.optional('params')?.items() ?? [];
  const type = reader?.optional('mimeType')?.text() ?? '';
  if (params.length > 0 && !/^application\/x-www-form-urlencoded/i.test(type)) {
    throw new UnreadableError('request.postData.params', 'a form that can be written as it was sent');
  }
  const pairs = params.map((item): [string, string] => [
    item.field('name').text(),
    item.optional('value')?.text() ?? '',
  ]);
  const asTheyStand = pairs.map((pair) => pair.join('=')).join('&');
  const wasSent = asTheyStand.length === size && /^[!-~]*$/.test(asTheyStand);
  return Buffer.from(wasSent ? asTheyStand : new URLSearchParams(pairs).toString());
}

/** A part of the response; `otherwise` where it is none: a request is not lost for its response's sake. */
function leniently<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableError) {
      return otherwise;
    }
    throw error;
  }
}

/** The headers of a response that can be read. Several of one name may stand in one value, in lines of their own. */
function readAnswerHeaders(reader: FileReader): readonly HeaderPair[] {
  const items = leniently(() => reader.optional('headers')?.items() ?? [], []);
  const headers = items.flatMap((item) =>
    leniently(() => {
      const [name, value] = readPair(item).map((part) => part.text());
      return (value ?? '').split(/[\r\n]+/).map((line) => ({ name: name ?? '', value: trimmed(line) }));
    }, []),
  );
  const readable = headers.filter(({ name, value }) => isToken(latin1Of(name)) && isHeaderValue(value));
  return leniently(() => new FileReader(readable, '').headers(readPair), []);
}

function readAnswer(reader: FileReader | undefined): Answer | null {
  const status = leniently(() => reader?.optional('status')?.number() ?? 0, 0);
  if (reader === undefined || status === 0) {
    return null;
  }
  const body = leniently(() => {
    const content = reader.optional('content');
    const isBase64 = content?.optional('encoding')?.text() === 'base64';
    return readAnswerBody(content?.optional('text'), isBase64);
  }, '');
  return { status, headers: readAnswerHeaders(reader), body };
}

/** `1.1` of `HTTP/1.1`, `2` of `h2`; what nobody knows is taken for 1.1. */
const versionOf = (text: string): string => /(\d(\.\d)?)$/.exec(text)?.[1] ?? '1.1';

/** Reads an entry of a HAR file of ours, of a browser's, of a proxy's. @throws UnreadableError naming the place. */
export function readEntry(reader: FileReader): ImportedEvent {
  const request = reader.field('request');
  const url = request.field('url').text();
  // Only in files of ours: there, nothing is to be made up.
  const target = request.optional('_target')?.bytes(isTarget, 'a request target');
  const headers = readHeaders(request.optional('headers'));
  return {
    request: {
      receivedAt: reader.field('startedDateTime').time(),
      remoteAddress: reader.optional('_remoteAddress')?.text().slice(0, 100) ?? '',
      httpVersion: versionOf(request.optional('httpVersion')?.text() ?? ''),
      method: request.field('method').bytes(isToken, 'an HTTP method'),
      target: target ?? targetOf(url),
      rawHeaders: (target === undefined ? withHost(headers, url) : headers).flat(),
      rawTrailers: request.optional('_trailers')?.headers(readPair).flat() ?? [],
      body: readBody(request),
      bodyMilliseconds: 0,
      declaredLength: reader.optional('_declaredLength')?.number() ?? null,
      complete: reader.optional('_complete')?.isTrue() ?? true,
      refusal: null,
    },
    answer: readAnswer(reader.optional('response')),
  };
}
