import { Buffer } from 'node:buffer';
import { HumanError } from '../../common/errors.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import { passedOn } from '../send/outgoing.ts';
import { hasHeader, headerValues } from '../signature/headers.ts';
import type { HeaderPair } from '../../protocol/http.ts';

/** A request as another client is to send it: it makes the framing and the connection by itself. */
export interface ClientRequest {
  /** Such as `http://localhost:6464`: never the sender's word, which would choose where a pasted command sends to. */
  readonly origin: string;
  readonly method: string;
  /** Path and query as they came; each character is one byte, as in the headers. */
  readonly target: string;
  /** In order, without those of framing and connection; Host, in front, only where it is not that of the origin. */
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array;
  /** Whether a Content-Length is to be sent although there is no body. */
  readonly saysLength: boolean;
}

const token = /^[\w!#$%&'*+.^`|~-]+$/;
const lineBreak = /[\0\r\n]/;
/** Bytes that end a request line, or are no part of one. */
const noTarget = /[\0-\x20\x7f]/;

/** Whether a text is an HTTP token: the form of methods and header names (RFC 9110, section 5.6.2). */
export function isToken(text: string): boolean {
  return token.test(text);
}

/** Whether a text could be a request's target on the wire. */
export function isTarget(text: string): boolean {
  return text !== '' && !noTarget.test(text);
}

/** Whether a text can be the value of a header, each character one byte. */
export function isHeaderValue(text: string): boolean {
  return !lineBreak.test(text);
}

/** @throws HumanError where a part of the request would end its line and begin another. */
function check({ method, target, headers }: ClientRequest): void {
  if (!isToken(method) || !isTarget(target)) {
    throw new HumanError('The request line is not one that a client could send again.');
  }
  const broken = headers.find(([name, value]) => !isToken(name) || !isHeaderValue(value));
  if (broken !== undefined) {
    throw new HumanError(
      `The header ${JSON.stringify(broken[0])} is not one that a client could send again.`,
    );
  }
}

/**
 * A captured request for another client.
 * @throws HumanError where it was refused: what is kept of it is no request.
 */
export function clientRequest(
  { method, target, rawHeaders, body, refusal }: CapturedRequest,
  origin: string,
): ClientRequest {
  if (refusal !== null) {
    throw new HumanError('This request was refused: there is nothing that a client could send again.');
  }
  const { host } = new URL(origin);
  const hosts = headerValues(rawHeaders, 'host').filter((value) => value !== host);
  const headers = [...hosts.map((value): HeaderPair => ['Host', value]), ...passedOn(rawHeaders)];
  const saysLength = hasHeader(rawHeaders, 'content-length');
  const request = { origin, method, target, headers, body, saysLength };
  check(request);
  return request;
}

/** Bytes as the text whose UTF-8 they are, a byte order mark kept; undefined where they are none. */
export function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The bytes of a text of which each character is one. */
export function bytesOf(latin1: string): Buffer {
  return Buffer.from(latin1, 'latin1');
}
