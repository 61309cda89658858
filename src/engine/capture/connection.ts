import type { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import type { Refusal } from '../../protocol/reason.ts';

/** Requests of one connection that wait for their answers at a time: further ones are not read. */
const mostOwed = 64;

/** What a connection is at; `busy` is one that is owed an answer. */
export type Activity = 'idle' | 'beginning' | 'body' | 'busy';

/** What a connection has to know of a request that came on it. */
interface Latest {
  /** Whether its body is still arriving. */
  readonly isReading: boolean;
  /** Whether it is kept from going on with its body, which others have taken all the room of. */
  readonly isWaiting: boolean;
  /** Whether it has room for a large body. */
  readonly hasRoom: boolean;
  /** Node's parser gave up in the middle of it; the connection is about to close. */
  parserFailed(refusal: Refusal): void;
}

/** What is going on on one connection. */
export class Connection {
  /** The request that is being read, or the last one that was. */
  latest: Latest | undefined;
  /** What the connection began with, until the parser has made a request of it. */
  firstBytes: Buffer | undefined;
  #unanswered = 0;
  #beingStored = 0;
  #hasPipelined = false;
  #isBeginning = false;
  #lastHeard = 0;
  #whenQuiet: (() => void) | undefined;
  #whenGone: Set<() => void> | undefined;

  requestBegan(): void {
    this.#unanswered += 1;
    this.#hasPipelined ||= this.#unanswered > 1;
    this.#isBeginning = false;
  }

  requestAnswered(): void {
    this.#unanswered -= 1;
    if (this.#unanswered === 0) {
      this.#whenQuiet?.();
    }
  }

  storingBegan(): void {
    this.#beingStored += 1;
  }

  storingEnded(): void {
    this.#beingStored -= 1;
  }

  /** Whether a whole request of it waits to be stored: its answer is not known yet. */
  get isStoring(): boolean {
    return this.#beingStored > 0;
  }

  /** Whether so many answers are owed that nothing more is read. */
  get owesMany(): boolean {
    return this.#unanswered >= mostOwed;
  }

  /** Whether a request ever came before the one before it was answered. */
  get hasPipelined(): boolean {
    return this.#hasPipelined;
  }

  /** Something came, in milliseconds of the clock of `Places`. */
  heard(now: number): void {
    this.#lastHeard = now;
  }

  get lastHeard(): number {
    return this.#lastHeard;
  }

  /** Bytes are about to be read: unless they are of a body, a request is begun until they make one. */
  readOn(): void {
    this.#isBeginning ||= this.latest?.isReading !== true;
  }

  activity(socket: Socket): Activity {
    switch (true) {
      case this.latest?.isReading === true:
        return this.latest.isWaiting ? 'busy' : 'body';
      case this.#unanswered > 0:
        return 'busy';
      case this.#isBeginning || socket.writableLength > 0:
        return 'beginning';
      default:
        return 'idle';
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
