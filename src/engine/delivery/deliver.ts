import { Buffer } from 'node:buffer';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { codeOf, messageOf } from '../../common/errors.ts';
import type { Delivery, HeaderPair } from '../../protocol/event.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import { headerValues, pairsOf } from '../signature/headers.ts';

/** Milliseconds in which an answer has to come, to its end. */
const timeout = 30_000;
/** Bytes kept of an answer. */
const answerLimit = 10 * 1024 * 1024;

/** Headers of one connection only (RFC 9110, section 7.6.1), and those that are made anew. */
const notPassedOn = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
  'content-length',
]);

/** What a request is sent as; without what the event does not know. */
export type DeliveryResult = Omit<Delivery, 'id'>;

/** The headers as they came, in order, but for those of the connection; with the length of these bytes. */
export function headersFor(
  { rawHeaders, remoteAddress, body }: CapturedRequest,
  { host }: URL,
): HeaderPair[] {
  const named = headerValues(rawHeaders, 'connection').flatMap((value) =>
    value.toLowerCase().split(/\s*,\s*/),
  );
  const dropped = new Set([...notPassedOn, ...named]);
  const kept = pairsOf(rawHeaders).filter(([name]) => !dropped.has(name.toLowerCase()));
  const [originalHost = ''] = headerValues(rawHeaders, 'host');
  const added: HeaderPair[] = [
    ['X-Forwarded-Host', originalHost],
    ['X-Forwarded-For', remoteAddress],
    ['X-Forwarded-Proto', 'http'],
  ];
  const absent = added.filter(([name, value]) => value !== '' && headerValues(rawHeaders, name).length === 0);
  return [['Host', host], ...kept, ...absent, ['Content-Length', String(body.length)]];
}

/** The path of a target that has one of its own, with the query as it came; else the request's own. */
export function pathFor({ target }: CapturedRequest, { pathname, search }: URL): string {
  if (pathname === '/' && search === '') {
    return target;
  }
  const query = target.indexOf('?');
  return pathname + (search === '' && query >= 0 ? target.slice(query) : search);
}

function readAnswer(response: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      const room = answerLimit - length;
      chunks.push(chunk.subarray(0, Math.max(0, room)));
      length += chunk.length;
      if (length > answerLimit) {
        resolve(Buffer.concat(chunks));
        response.destroy();
      }
    });
    response.on('end', () => resolve(Buffer.concat(chunks)));
    response.on('error', reject);
  });
}

function send(captured: CapturedRequest, url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = send({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port || undefined,
      method: captured.method,
      path: pathFor(captured, url),
      headers: headersFor(captured, url).flat(),
      setHost: false,
      agent: false,
      signal,
    });
    outgoing.on('error', reject);
    outgoing.on('response', resolve);
    // Bytes, never a text: a text would have its characters encoded anew.
    outgoing.end(Buffer.from(captured.body));
  });
}

/** Sends a request on as it came, byte for byte. A redirect is an answer like any other. */
export async function deliver(captured: CapturedRequest, url: URL): Promise<DeliveryResult> {
  const at = Date.now();
  const start = performance.now();
  const took = (): number => performance.now() - start;
  const target = url.href;
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await send(captured, url, signal);
    const body = await readAnswer(response);
    const headers = pairsOf(response.rawHeaders);
    const status = response.statusCode ?? 0;
    return {
      at,
      target,
      milliseconds: took(),
      answer: { status, headers, body, size: body.length },
      failure: null,
    };
  } catch (error) {
    const failure = signal.aborted
      ? { code: 'ETIMEDOUT', detail: `no answer within ${timeout / 1000} s` }
      : { code: codeOf(error), detail: messageOf(error) };
    return { at, target, milliseconds: took(), answer: null, failure };
  }
}
