import { DeliveryError } from './deliveryError.ts';
import type { HeaderPair } from '../../protocol/http.ts';

/** Methods whose requests have no body unless a length says so: Node adds no framing of its own to them. */
const withoutBody = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/** Whether a request may go without a length. */
export function needsNoLength(method: string, body: Uint8Array): boolean {
  return body.length === 0 && withoutBody.has(method);
}

/**
 * A request that could be read as two is never sent: one length, which is the body's, and no other framing.
 * @throws DeliveryError where it is otherwise.
 */
export function checkFraming({ method, headers, body }: Outgoing): void {
  const valuesOf = (name: string): string[] =>
    headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
  const lengths = valuesOf('content-length');
  const isFramed =
    lengths.length === 0
      ? needsNoLength(method, body)
      : lengths.length === 1 && lengths[0] === String(body.length);
  if (!isFramed || valuesOf('transfer-encoding').length > 0) {
    throw new DeliveryError('FRAMING', `the body has ${body.length} bytes, and the headers say otherwise`);
  }
}

/** A request as it goes out: nothing is added on the way but what a connection needs. */
export interface Outgoing {
  readonly method: string;
  /** The request target: path and query. */
  readonly path: string;
  /** In order, Host and Content-Length among them; each character is one byte (latin1). */
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array;
}
