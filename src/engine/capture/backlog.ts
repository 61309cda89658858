import type { Inlet, ReadingTurns } from './inlet.ts';

/** One of the two lines in which connections wait to be read. */
interface Line {
  /** Requests that wait for their answers, over all connections: from here on none of the line is read. */
  readonly most: number;
  /** Pieces that are read in a turn of the event loop. */
  readonly pieces: number;
  readonly inlets: Set<Inlet>;
}

/**
 * The requests that are whole and not answered yet. Connections are read in turns, a piece of each, while not too many
 * of them wait: a flood over many connections takes bounded memory. Those that send several requests at once leave
 * room for the others, so that a sender with one request is not kept waiting by them.
 */
export class Backlog implements ReadingTurns {
  readonly #usual: Line = { most: 512, pieces: 16, inlets: new Set() };
  readonly #pipelining: Line = { most: 128, pieces: 2, inlets: new Set() };
  #unanswered = 0;
  #isScheduled = false;

  /** A request is whole. */
  began(): void {
    this.#unanswered += 1;
  }

  /** It is stored, or cannot be, and its answer is known or waited for. */
  ended(): void {
    this.#unanswered -= 1;
  }

  mayRead(inlet: Inlet): boolean {
    return this.#hasRoom(this.#lineOf(inlet)) && inlet.isReady;
  }

  waits(inlet: Inlet): void {
    this.#lineOf(inlet).inlets.add(inlet);
    this.changed();
  }

  gone(inlet: Inlet): void {
    this.#usual.inlets.delete(inlet);
    this.#pipelining.inlets.delete(inlet);
  }

  /** A connection may have become readable: it was answered, or takes answers again. */
  changed(): void {
    if (!this.#isScheduled && this.#usual.inlets.size + this.#pipelining.inlets.size > 0) {
      this.#isScheduled = true;
      setImmediate(() => this.#round());
    }
  }

  #lineOf(inlet: Inlet): Line {
    return inlet.isPipelining ? this.#pipelining : this.#usual;
  }

  #hasRoom({ most }: Line): boolean {
    return this.#unanswered < most;
  }

  #round(): void {
    this.#isScheduled = false;
    const wasRead = [this.#usual, this.#pipelining].map((line) => this.#readSome(line));
    if (wasRead.includes(true)) {
      this.changed();
    }
  }

  /** Gives whether there was something that could be read. */
  #readSome(line: Line): boolean {
    let left = line.pieces;
    for (const inlet of [...line.inlets]) {
      if (left === 0 || !this.#hasRoom(line)) {
        break;
      }
      if (inlet.isReady) {
        left -= 1;
        line.inlets.delete(inlet);
        inlet.readPiece();
        if (inlet.isWaiting) {
          // To the end of the line.
          this.#lineOf(inlet).inlets.add(inlet);
        }
      }
    }
    return left < line.pieces;
  }
}
