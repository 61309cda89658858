import { Buffer } from 'node:buffer';
import { refusedBytesKept } from './capturedRequest.ts';

/** Milliseconds for which an oversized body is read on, so that its sender gets to see the answer. */
const drainTime = 2000;

/** What to do when a body is over the limit. */
export interface Oversize {
  /** At once: answer, but do not close. */
  tooLarge(): void;
  /** Reading stopped: at the end of the body, at twice the limit, after two seconds, or because the sender left. */
  drained(firstBytes: Uint8Array, limit: number): void;
}

/** Collects the chunks of one body, counting them against a limit (bytes). */
export class BodyReader {
  readonly #limit: number;
  readonly #oversize: Oversize;
  #chunks: Buffer[] = [];
  #size = 0;
  #drainTimer: NodeJS.Timeout | undefined;
  #draining = false;

  constructor(limit: number, oversize: Oversize) {
    this.#limit = limit;
    this.#oversize = oversize;
  }

  /** True from the first byte over the limit on. */
  get isOversized(): boolean {
    return this.#size > this.#limit;
  }

  push(chunk: Buffer): void {
    this.#size += chunk.length;
    if (!this.isOversized) {
      this.#chunks.push(chunk);
    } else if (this.#drainTimer === undefined) {
      this.#beginDraining(chunk);
    } else if (this.#size > 2 * this.#limit) {
      this.endOfDraining();
    }
  }

  /** All bytes so far, which are given away: an answer may wait for long. Not for an oversized body. */
  takeBody(): Uint8Array {
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
      this.#oversize.drained(Buffer.concat(this.#chunks), this.#limit);
    }
  }

  #beginDraining(chunk: Buffer): void {
    this.#draining = true;
    this.#chunks = [Buffer.concat([...this.#chunks, chunk]).subarray(0, refusedBytesKept)];
    this.#drainTimer = setTimeout(() => this.endOfDraining(), drainTime);
    this.#oversize.tooLarge();
  }
}
