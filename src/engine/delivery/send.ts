import { Buffer } from 'node:buffer';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { codeOf, messageOf } from '../../common/errors.ts';
import type { Delivery } from '../../protocol/event.ts';
import { pairsOf } from '../signature/headers.ts';
import type { Outgoing } from './outgoing.ts';
import type { Route } from './targets.ts';

/** Milliseconds in which an answer has to come, to its end. */
const usualTimeout = 30_000;
/** Bytes kept of an answer. */
const answerLimit = 10 * 1024 * 1024;

export interface SendLimits {
  /** Milliseconds to the end of the answer. */
  readonly timeout?: number;
  /** Ends the sending at once; the failure has the code `ABORT_ERR`. */
  readonly signal?: AbortSignal;
}

/** What became of a request that was sent. */
export type Sent = Pick<Delivery, 'at' | 'target' | 'milliseconds' | 'answer' | 'failure'>;

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

/** Connects to the addresses that were checked, and to no others. */
function checkedLookup({ resolve }: Route): LookupFunction {
  return (_name, _options, callback) => {
    resolve().then(
      (addresses) => callback(null, [...addresses]),
      (error: unknown) => callback(error instanceof Error ? error : new Error(messageOf(error)), []),
    );
  };
}

function begin(outgoing: Outgoing, route: Route, signal: AbortSignal): Promise<IncomingMessage> {
  const { url } = route;
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const client = request({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port || undefined,
      method: outgoing.method,
      path: outgoing.path,
      headers: outgoing.headers.flat(),
      setHost: false,
      lookup: checkedLookup(route),
      agent: false,
      signal,
    });
    client.on('error', reject);
    client.on('response', resolve);
    // Bytes, never a text: a text would have its characters encoded anew.
    client.end(Buffer.from(outgoing.body));
  });
}

/** Sends a request and reads its answer; never throws. A redirect is an answer like any other. */
export async function send(
  outgoing: Outgoing,
  route: Route,
  { timeout = usualTimeout, signal: cancelled }: SendLimits = {},
): Promise<Sent> {
  const at = Date.now();
  const start = performance.now();
  const took = (): number => performance.now() - start;
  const target = route.url.href;
  const tooLate = AbortSignal.timeout(timeout);
  try {
    const signal = cancelled === undefined ? tooLate : AbortSignal.any([tooLate, cancelled]);
    const response = await begin(outgoing, route, signal);
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
    const failure = tooLate.aborted
      ? { code: 'ETIMEDOUT', detail: `no answer within ${timeout / 1000} s` }
      : { code: codeOf(error), detail: messageOf(error) };
    return { at, target, milliseconds: took(), answer: null, failure };
  }
}
