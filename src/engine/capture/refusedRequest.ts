import { Buffer } from 'node:buffer';
import { codeOf, messageOf } from '../../common/errors.ts';
import { answers } from './answers.ts';
import { refusedBytesKept, type CapturedRequest } from './capturedRequest.ts';
import type { Refusal } from '../../protocol/reason.ts';
import type { Answer } from '../../protocol/http.ts';

/** Bytes of headers that Node's parser reads before it refuses. */
export const maxHeaderSize = 64 * 1024;

/** A TLS record of type handshake, version 3.x: how a ClientHello begins (RFC 8446, section 5.1). */
const isTls = (bytes: Uint8Array): boolean => bytes[0] === 0x16 && bytes[1] === 0x03;
const http2Preface = 'PRI * HTTP/2';
const requestLine = /^([A-Z-]{1,32}) (\S{1,65536}) HTTP\/(\d\.\d)\r?\n/;

/** What Node's parser knows when it gives up: the error, and the bytes that it was reading. */
export interface ParserError {
  readonly error: Error;
  readonly bytes: Uint8Array;
}

export function refusalOf({ error, bytes }: ParserError): Refusal {
  const detail = `${messageOf(error)} (${codeOf(error)})`;
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  switch (true) {
    case isTls(bytes):
      return { code: 'tls', detail };
    case start.startsWith(http2Preface):
      return { code: 'http2', detail };
    case codeOf(error) === 'HPE_HEADER_OVERFLOW':
      return { code: 'headersTooLarge', detail, limit: maxHeaderSize };
    case codeOf(error) === 'ERR_HTTP_REQUEST_TIMEOUT':
      return { code: 'timeout', detail };
    default:
      return { code: /HTTP\//.test(Buffer.from(bytes).toString('latin1')) ? 'malformed' : 'notHttp', detail };
  }
}

/** The answer to a request that was refused before the handler saw it. */
export function refusalAnswer({ code }: Refusal): Answer {
  switch (code) {
    case 'timeout':
      return answers.timeout;
    case 'headersTooLarge':
      return answers.headersTooLarge;
    case 'bodyTooLarge':
      return answers.bodyTooLarge;
    case 'connect':
      return answers.noTunnel;
    case 'expectation':
      return answers.expectationFailed;
    case 'tooManyConnections':
      return answers.tooManyConnections;
    case 'noRoom':
      return answers.noRoom;
    case 'tls':
    case 'http2':
    case 'malformed':
    case 'notHttp':
      return answers.badRequest;
  }
}

/** An event of bytes that never became a request; method and target are read from them where they begin like one. */
export function refusedBytes(bytes: Uint8Array, refusal: Refusal, remoteAddress: string): CapturedRequest {
  const kept = bytes.subarray(0, refusedBytesKept);
  const [, method = '', target = '', httpVersion = ''] =
    refusal.code === 'http2' ? [] : (requestLine.exec(Buffer.from(kept).toString('latin1')) ?? []);
  return {
    receivedAt: Date.now(),
    remoteAddress,
    httpVersion,
    method,
    target,
    rawHeaders: [],
    rawTrailers: [],
    body: kept,
    bodyMilliseconds: 0,
    declaredLength: null,
    complete: true,
    refusal,
  };
}
