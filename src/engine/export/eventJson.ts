import { Buffer } from 'node:buffer';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import { pairsOf } from '../signature/headers.ts';
import { isTarget, isToken, utf8Of } from '../requests/clientRequest.ts';
import { readAnswerBody, type FileReader } from './fileReader.ts';
import type { ExportedEvent } from '../requests/masking.ts';
import type { HeaderPair, GivenAnswer, NoAnswer } from '../../protocol/http.ts';
import type { Refusal } from '../../protocol/reason.ts';

/** What a file of this form says that it is. */
export const eventsFormat = 'webhook-debugger-events';
/** Of the form; a reader takes this and the ones before it. */
export const eventsVersion = 1;

/** An event as a file gives it. */
export interface ImportedEvent {
  readonly request: CapturedRequest;
  readonly answer: GivenAnswer | null;
}

interface WrittenBody {
  readonly body: string;
  /** Where it is absent, the body is UTF-8 text. */
  readonly bodyEncoding?: 'base64';
}

function writtenBody(bytes: Uint8Array): WrittenBody {
  const text = utf8Of(bytes);
  return text === undefined
    ? { body: Buffer.from(bytes).toString('base64'), bodyEncoding: 'base64' }
    : { body: text };
}

function writtenAnswer(answer: GivenAnswer | null): object | null {
  return answer === null || 'unanswered' in answer || typeof answer.body === 'string'
    ? answer
    : { ...answer, ...writtenBody(answer.body) };
}

function writtenDelivery({ answer, at, ...rest }: ExportedEvent['deliveries'][number]): object {
  return {
    ...rest,
    at: new Date(at).toISOString(),
    answer: answer === null ? null : { ...answer, ...writtenBody(answer.body) },
  };
}

/**
 * An event as JSON, without loss: headers in order as name and value, each character one byte (latin1); the body as
 * text where it is UTF-8, else in base64.
 */
export function printEvent({ event, deliveries }: ExportedEvent): string {
  const { request, findings, answer } = event;
  const { rawHeaders, rawTrailers, body, receivedAt, ...rest } = request;
  return JSON.stringify({
    receivedAt: new Date(receivedAt).toISOString(),
    ...rest,
    headers: pairsOf(rawHeaders),
    trailers: pairsOf(rawTrailers),
    ...writtenBody(body),
    verdict: findings.verdict,
    title: findings.title,
    provider: findings.provider,
    source: findings.source,
    answer: writtenAnswer(answer),
    deliveries: deliveries.map(writtenDelivery),
  });
}

/** What stands around the events of a file, which are separated by commas. */
export function eventsFrame(now: number): { readonly head: string; readonly tail: string } {
  const fields = { format: eventsFormat, version: eventsVersion, exportedAt: new Date(now).toISOString() };
  return { head: `${JSON.stringify(fields).slice(0, -1)},"events":[`, tail: ']}' };
}

const refusals: Readonly<Record<Refusal['code'], Refusal['code']>> = {
  tls: 'tls',
  http2: 'http2',
  malformed: 'malformed',
  headersTooLarge: 'headersTooLarge',
  timeout: 'timeout',
  bodyTooLarge: 'bodyTooLarge',
  connect: 'connect',
  notHttp: 'notHttp',
  expectation: 'expectation',
  tooManyConnections: 'tooManyConnections',
  noRoom: 'noRoom',
};

function readRefusal(reader: FileReader | undefined): Refusal | null {
  if (reader === undefined) {
    return null;
  }
  const limit = reader.optional('limit')?.number();
  const count = reader.optional('count')?.number();
  return {
    code: reader.field('code').oneOf(Object.values(refusals)),
    detail: reader.field('detail').text(),
    ...(limit === undefined ? {} : { limit }),
    ...(count === undefined ? {} : { count }),
  };
}

const readPairs = (reader: FileReader | undefined): HeaderPair[] =>
  reader?.headers((item) => {
    const [name = item, value = item] = item.items();
    return [name, value];
  }) ?? [];

const isBase64 = (reader: FileReader): boolean =>
  reader.optional('bodyEncoding')?.oneOf(['base64', 'utf8']) === 'base64';

const unanswered: readonly NoAnswer['unanswered'][] = ['onPurpose', 'gaveUp', 'hungUp', 'senderLeft'];

function readAnswer(reader: FileReader | undefined): GivenAnswer | null {
  const none = reader?.optional('unanswered')?.oneOf(unanswered);
  if (reader !== undefined && none !== undefined) {
    return { unanswered: none, after: reader.field('after').number() };
  }
  const status = reader?.optional('status')?.number();
  if (reader === undefined || status === undefined) {
    return null;
  }
  const delay = reader.optional('delay')?.number();
  return {
    status,
    headers: readPairs(reader.optional('headers')),
    body: readAnswerBody(reader.optional('body'), isBase64(reader)),
    ...(delay === undefined ? {} : { delay }),
  };
}

/** @throws UnreadableError naming the place. */
export function readEvent(reader: FileReader): ImportedEvent {
  const refusal = readRefusal(reader.optional('refusal'));
  // The bytes that were refused may have held no request line.
  const isLine = (test: (text: string) => boolean) => (text: string) =>
    test(text) || (refusal !== null && text === '');
  return {
    request: {
      receivedAt: reader.field('receivedAt').time(),
      remoteAddress: reader.optional('remoteAddress')?.text().slice(0, 100) ?? '',
      httpVersion: reader.optional('httpVersion')?.text().slice(0, 10) ?? '1.1',
      method: reader.field('method').bytes(isLine(isToken), 'an HTTP method'),
      target: reader.field('target').bytes(isLine(isTarget), 'a request target'),
      rawHeaders: readPairs(reader.field('headers')).flat(),
      rawTrailers: readPairs(reader.optional('trailers')).flat(),
      body: reader.field('body').body(isBase64(reader)),
      bodyMilliseconds: reader.optional('bodyMilliseconds')?.number() ?? 0,
      declaredLength: reader.optional('declaredLength')?.number() ?? null,
      complete: reader.optional('complete')?.isTrue() ?? true,
      refusal,
    },
    answer: readAnswer(reader.optional('answer')),
  };
}
