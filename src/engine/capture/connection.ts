import type { Buffer } from 'node:buffer';
import type { Exchange } from './exchange.ts';

/** What is going on on one connection. */
export class Connection {
  /** The request that is being read, or the last one that was. */
  latest: Exchange | undefined;
  /** What the connection began with, until the parser has made a request of it. */
  firstBytes: Buffer | undefined;
  #unanswered = 0;
  #whenQuiet: (() => void) | undefined;

  requestBegan(): void {
    this.#unanswered += 1;
  }

  requestAnswered(): void {
    this.#unanswered -= 1;
    if (this.#unanswered === 0) {
      this.#whenQuiet?.();
    }
  }

  /** Runs when every answer that is owed is out, so that nothing is written in between. */
  whenQuiet(action: () => void): void {
    if (this.#unanswered === 0) {
      action();
    } else {
      this.#whenQuiet = action;
    }
  }
}
