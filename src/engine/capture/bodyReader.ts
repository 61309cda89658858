import { Buffer } from 'node:buffer';
import { smallBody } from './bodyRoom.ts';
import { refusedBytesKept } from './capturedRequest.ts';

/** Milliseconds for which an oversized body is read on, so that its sender gets to see the answer. */
const drainTime = 2000;

/** What to do when a body is not read to its end. */
export interface Oversize {
  /** At once: answer, but do not close. */
  refused(): void;
  /** Reading stopped: at the end of the body, at twice the limit, after two seconds, or because the sender left. */
  drained(firstBytes: Uint8Array): void;
}

/** The bytes that are kept of what is refused, in memory of their own. */
function firstOf(chunks: readonly Buffer[]): Buffer {
  const [only = Buffer.alloc(0)] = chunks;
  if (only.length === refusedBytesKept) {
    return only;
  }
  let length = 0;
  const first: Buffer[] = [];
  for (const chunk of chunks) {
    if (length < refusedBytesKept) {
      first.push(chunk.subarray(0, refusedBytesKept - length));
      length += chunk.length;
    }
  }
  return Buffer.concat(first);
}

/** Collects the chunks of one body, counting them against a limit (bytes). */
export class BodyReader {
  readonly #limit: number;
  readonly #oversize: Oversize;
  /** Bytes that are known to come, null where that is not known. */
  readonly #expected: number | null;
  /** A large body whose length is known, as far as it came: chunks and what is joined of them would be twice as much. */
  #whole: Buffer | undefined;
  #chunks: Buffer[] = [];
  #size = 0;
  #drainTimer: NodeJS.Timeout | undefined;
  #draining = false;

  constructor(limit: number, oversize: Oversize, expected: number | null = null) {
    this.#limit = limit;
    this.#oversize = oversize;
    this.#expected = expected !== null && expected > smallBody && expected <= limit ? expected : null;
  }

  /** True from the first byte over the limit on, or since it was given up. */
  get isRefused(): boolean {
    return this.#drainTimer !== undefined;
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  push(chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.isRefused) {
      this.#chunks = [firstOf([...this.#chunks, chunk])];
      if (this.#size > 2 * this.#limit) {
        this.endOfDraining();
      }
    } else if (this.#size > this.#limit) {
      this.giveUp(chunk);
    } else if (this.#expected === null) {
      this.#chunks.push(chunk);
    } else {
      this.#whole ??= Buffer.allocUnsafeSlow(this.#expected);
      chunk.copy(this.#whole, this.#size - chunk.length);
    }
  }

  /** All bytes so far, which are given away: an answer may wait for long. Not for a refused body. */
  takeBody(): Uint8Array {
    const whole = this.#whole?.subarray(0, this.#size);
    this.#whole = undefined;
    if (whole !== undefined) {
      return whole;
    }
    const chunks = this.#chunks;
    this.#chunks = [];
    const [only] = chunks;
    return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, this.#size);
  }

  /** Nothing more is read; does nothing a second time. */
  endOfDraining(): void {
    if (this.#draining) {
      this.#draining = false;
      clearTimeout(this.#drainTimer);
      this.#oversize.drained(Buffer.concat(this.#chunks));
    }
  }

  /** Keeps the first bytes, and only counts those that follow; `chunk` is the newest. */
  giveUp(chunk: Buffer = Buffer.alloc(0)): void {
    this.#draining = true;
    this.#chunks = [firstOf([this.#whole?.subarray(0, this.#size) ?? [], ...this.#chunks, chunk].flat())];
    this.#whole = undefined;
    this.#drainTimer = setTimeout(() => this.endOfDraining(), drainTime);
    this.#oversize.refused();
  }
}
