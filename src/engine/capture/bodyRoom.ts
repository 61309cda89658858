/** Bytes of a body that need no room: a usual webhook is never kept waiting. */
export const smallBody = 64 * 1024;
/** Bytes that all larger bodies may take together, from their beginning until they are stored. */
const bytesInAll = 256 * 1024 * 1024;
/** Milliseconds for which a body waits for room before its sender is told to try again. */
const longestWait = 10_000;
/** Milliseconds between two looks for a body that has stalled, while others wait. */
const betweenLooks = 1000;

/** Who waits for room, or has it. */
export interface Tenant {
  /** There is room: reading goes on. */
  readonly granted: () => void;
  /** There was none for so long that the sender should try again later. */
  readonly refused: () => void;
}

export interface BodyRoomOptions {
  /** Bytes that there are for all. */
  readonly bytes?: number;
  /** Milliseconds for which a body waits. */
  readonly wait?: number;
  /** Called again and again while somebody waits: a body that has stalled should give way. */
  readonly isShort: () => void;
}

interface Waiting extends Tenant {
  readonly bytes: number;
  readonly timer: NodeJS.Timeout;
}

/**
 * Bounds what bodies take in memory in sum: a large one has room for all of it before it is read, so that those that
 * are read can be finished, and the others wait their turn with their senders' systems keeping the bytes.
 */
export class BodyRoom {
  readonly #options: Required<BodyRoomOptions>;
  readonly #waiting = new Set<Waiting>();
  readonly #tenants = new Set<Waiting>();
  #taken = 0;
  #looking: NodeJS.Timeout | undefined;

  constructor({ bytes = bytesInAll, wait = longestWait, isShort }: BodyRoomOptions) {
    this.#options = { bytes, wait, isShort };
  }

  /** Bytes that there are for all. */
  get size(): number {
    return this.#options.bytes;
  }

  /**
   * Asks for room; a body that is larger than all there is gets it alone. Calls `granted` at once, later, or `refused`
   * instead. Returns what gives the room back, or ends the wait; a second call does nothing.
   */
  take(bytes: number, { granted, refused }: Tenant): () => void {
    const timer = setTimeout(() => {
      this.#waiting.delete(waiting);
      refused();
    }, this.#options.wait);
    const waiting: Waiting = { bytes, granted, refused, timer };
    this.#waiting.add(waiting);
    this.#next();
    this.#looking ??= this.#waiting.size > 0 ? setInterval(() => this.#look(), betweenLooks) : undefined;
    return () => this.#leave(waiting);
  }

  #look(): void {
    if (this.#waiting.size > 0) {
      this.#options.isShort();
    } else {
      clearInterval(this.#looking);
      this.#looking = undefined;
    }
  }

  #leave(tenant: Waiting): void {
    if (this.#waiting.delete(tenant)) {
      clearTimeout(tenant.timer);
    } else if (this.#tenants.delete(tenant)) {
      this.#taken -= tenant.bytes;
    }
    this.#next();
  }

  /** In the order in which they came: a small one does not pass a large one for ever. */
  #next(): void {
    for (const waiting of this.#waiting) {
      if (this.#taken > 0 && this.#taken + waiting.bytes > this.#options.bytes) {
        return;
      }
      this.#waiting.delete(waiting);
      clearTimeout(waiting.timer);
      this.#tenants.add(waiting);
      this.#taken += waiting.bytes;
      waiting.granted();
    }
  }
}
