import { Buffer } from 'node:buffer';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import { headerValues, pairsOf } from '../signature/headers.ts';
import { bytesOf } from '../requests/clientRequest.ts';

function fields(rawHeaders: readonly string[]): string {
  return pairsOf(rawHeaders)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
}

/** A body as it is framed by chunks: in one, since it is not kept how many there were. */
function chunked(body: Uint8Array, rawTrailers: readonly string[]): Buffer {
  const head = body.length === 0 ? '' : `${body.length.toString(16)}\r\n`;
  const end = body.length === 0 ? '' : '\r\n';
  return Buffer.concat([bytesOf(head), body, bytesOf(`${end}0\r\n${fields(rawTrailers)}\r\n`)]);
}

/** A request as the message that it was on the wire; of one that was refused, the bytes that are kept. */
export function rawMessage(request: CapturedRequest): Buffer {
  const { method, target, httpVersion, rawHeaders, rawTrailers, body, refusal } = request;
  if (refusal !== null && method === '') {
    return Buffer.from(body);
  }
  const head = bytesOf(`${method} ${target} HTTP/${httpVersion}\r\n${fields(rawHeaders)}\r\n`);
  const codings = headerValues(rawHeaders, 'transfer-encoding').join(',');
  const isChunked = /(^|,)[ \t]*chunked[ \t]*$/i.test(codings);
  return Buffer.concat([head, isChunked ? chunked(body, rawTrailers) : body]);
}
