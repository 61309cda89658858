import type { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import type { Exchange } from './exchange.ts';

/** What is going on on one connection. */
export class Connection {
  /** The request that is being read, or the last one that was. */
  latest: Exchange | undefined;
  /** What the connection began with, until the parser has made a request of it. */
  firstBytes: Buffer | undefined;
  #unanswered = 0;
  #whenQuiet: (() => void) | undefined;
  #whenGone: Set<() => void> | undefined;

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

  /** Runs when the socket has closed; what comes back forgets it. One listener for all: requests may be pipelined. */
  whenGone(socket: Socket, action: () => void): () => void {
    const actions = this.#whenGone ?? new Set();
    if (this.#whenGone === undefined) {
      this.#whenGone = actions;
      socket.once('close', () => [...actions].forEach((gone) => gone()));
    }
    actions.add(action);
    return () => actions.delete(action);
  }
}
