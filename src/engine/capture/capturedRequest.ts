import type { Refusal } from '../../protocol/reason.ts';

/** A request as it came, before anything is made of it. Header characters are bytes (latin1). */
export interface CapturedRequest {
  /** Milliseconds since the epoch, at the end of the headers. */
  readonly receivedAt: number;
  readonly remoteAddress: string;
  readonly httpVersion: string;
  readonly method: string;
  readonly target: string;
  /** Name, value, name, value, in order of arrival. */
  readonly rawHeaders: readonly string[];
  readonly rawTrailers: readonly string[];
  readonly body: Uint8Array;
  /** Milliseconds from the end of the headers to the end of the body. */
  readonly bodyMilliseconds: number;
  /** The Content-Length, null where there is none that is a number. */
  readonly declaredLength: number | null;
  /** False where the request ended before its body did. */
  readonly complete: boolean;
  /** Why it was not accepted, where it was not; `body` then holds the first bytes only. */
  readonly refusal: Refusal | null;
  /** It did not arrive here: a file had it. */
  readonly imported?: true;
}

/** Bytes kept of what was refused. */
export const refusedBytesKept = 16 * 1024;
