import { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { refusedBytesKept } from './capturedRequest.ts';

/** What became of a body; called once. */
export interface BodyEnd {
  /** All of the body, or what arrived of it. */
  ended(body: Uint8Array, complete: boolean): void;
  /** Called in place of `ended`, as soon as the body is known to be over the limit. */
  tooLarge(): void;
  /** After `tooLarge`: reading stopped, at the end of the body, at twice the limit or after two seconds. */
  drained(firstBytes: Uint8Array): void;
}

/** Milliseconds for which an oversized body is read on, so that its sender gets to see the answer. */
const drainTime = 2000;

/** Reads a body of at most `limit` bytes, counted as they come. */
export function readBody(request: IncomingMessage, limit: number, end: BodyEnd): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let settled = false;
  const settle = (complete: boolean): void => {
    if (!settled) {
      settled = true;
      const [only] = chunks;
      end.ended(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size), complete);
    }
  };
  request.on('data', (chunk: Buffer) => {
    if (settled) {
      return;
    }
    size += chunk.length;
    chunks.push(chunk);
    if (size > limit) {
      settled = true;
      end.tooLarge();
      drain(request, { chunks, size, limit }, end);
    }
  });
  request.on('end', () => settle(request.complete));
  request.on('close', () => settle(false));
  // The parser's complaint reaches the server as `clientError`; here it only must not be thrown.
  request.on('error', () => undefined);
}

interface Oversized {
  readonly chunks: readonly Buffer[];
  readonly size: number;
  readonly limit: number;
}

function drain(request: IncomingMessage, { chunks, size, limit }: Oversized, end: BodyEnd): void {
  const kept = Buffer.concat(chunks, size).subarray(0, refusedBytesKept);
  let received = size;
  let finished = false;
  const finish = (): void => {
    if (!finished) {
      finished = true;
      clearTimeout(timer);
      end.drained(Buffer.from(kept));
    }
  };
  const timer = setTimeout(finish, drainTime);
  request.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > 2 * limit) {
      finish();
    }
  });
  request.on('end', finish);
  request.on('close', finish);
}
