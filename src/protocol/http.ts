/** One header as it stood on the wire; each character is one byte (latin1), as Node's `rawHeaders` gives it. */
export type HeaderPair = readonly [name: string, value: string];

/** The HTTP answer that the sender was given. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  /** Bytes where it is an application's answer, of which the first 64 KiB are kept; else text. */
  readonly body: string | Uint8Array;
  /** Milliseconds for which it was held back on purpose; absent where it was given at once. */
  readonly delay?: number;
}

/** No answer was given to a request that arrived whole. */
export interface NoAnswer {
  /**
   * `onPurpose`: the sender is never answered, and has not gone yet as far as is known; `gaveUp`: then it ended the
   * connection; `hungUp`: then the listener did; `senderLeft`: it was to be answered and went away before.
   */
  readonly unanswered: 'onPurpose' | 'gaveUp' | 'hungUp' | 'senderLeft';
  /** Milliseconds from the end of the request to the end of the connection; 0 where it has not ended. */
  readonly after: number;
}

/** What became of a request's answer. */
export type GivenAnswer = Answer | NoAnswer;

/** The status that a sender saw, null where it saw none. */
export function statusOf(given: GivenAnswer | null): number | null {
  return given !== null && 'status' in given ? given.status : null;
}

/** Whether whoever was asked has taken the request (RFC 9110, section 15.3); `status` is null where none came. */
export function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
