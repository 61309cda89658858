/** Requests that go to one target at a time. */
const mostInFlight = 8;
/** Requests that wait for their turn at most, and the bytes of their bodies. */
const mostWaiting = 1000;
const mostWaitingBytes = 64 * 1024 * 1024;
/** Milliseconds after which the next request no longer waits for the answer to the one before. */
const patience = 1000;

/** What goes through a lane. */
export interface Load {
  /** Bytes. */
  readonly size: number;
  /** Sends it; resolves, and never rejects, when that has ended. */
  readonly run: () => Promise<void>;
}

/**
 * The way to one target. What goes there begins in the order of its arrival: each when the one before was answered,
 * or has had a second for it, so that one that hangs does not hold up all that follow.
 */
export class Lane<L extends Load> {
  #waiting: L[] = [];
  #waitingBytes = 0;
  #inFlight = 0;
  /** Set while the one that began last has its second. */
  #turn: NodeJS.Timeout | undefined;

  get waiting(): number {
    return this.#waiting.length;
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0 && this.#inFlight === 0;
  }

  /** False where too much is waiting already. */
  add(load: L): boolean {
    const isFull =
      this.#waiting.length >= mostWaiting ||
      (this.#waiting.length > 0 && this.#waitingBytes + load.size > mostWaitingBytes);
    if (isFull) {
      return false;
    }
    this.#waiting.push(load);
    this.#waitingBytes += load.size;
    if (this.#waiting.length === 1) {
      // The acknowledgements of this turn go out first.
      setImmediate(() => this.#next());
    }
    return true;
  }

  /** Takes out what is waiting and is not to go any more. */
  drop(isDropped: (load: L) => boolean): readonly L[] {
    const dropped = this.#waiting.filter(isDropped);
    this.#waiting = this.#waiting.filter((load) => !isDropped(load));
    this.#waitingBytes = this.#waiting.reduce((sum, { size }) => sum + size, 0);
    return dropped;
  }

  #next(): void {
    const [load] = this.#waiting;
    if (load === undefined || this.#turn !== undefined || this.#inFlight >= mostInFlight) {
      return;
    }
    this.#waiting.shift();
    this.#waitingBytes -= load.size;
    this.#inFlight += 1;
    const turn = setTimeout(() => this.#endTurn(turn), patience);
    this.#turn = turn;
    void load.run().finally(() => {
      this.#inFlight -= 1;
      this.#endTurn(turn);
    });
  }

  #endTurn(turn: NodeJS.Timeout): void {
    clearTimeout(turn);
    if (this.#turn === turn) {
      this.#turn = undefined;
    }
    this.#next();
  }
}
