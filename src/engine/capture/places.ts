import type { Socket } from 'node:net';
import type { Connection } from './connection.ts';

/** Connections of all servers of a listener together. */
export const mostConnections = 1024;

/** Milliseconds after which a connection gives its place to a new one, by what it is at. */
const patience = {
  /** It said nothing yet, or all that it asked is answered. */
  idle: 1000,
  /** It began a request and did not finish the headers, or does not take its answers. */
  beginning: 2000,
  /** No byte of the body that it began has come. */
  body: 5000,
} as const;

export interface PlacesOptions {
  readonly most?: number;
  /** Milliseconds, of a clock that never goes back. */
  readonly now?: () => number;
  /** Closes a connection that is in the middle of a request, and keeps what there is of that. */
  readonly cutShort: (socket: Socket, connection: Connection) => void;
}

/**
 * The places of connections. A new one always finds one while others are idle or have stalled: the one that has been
 * for longest goes, first of those that are owed nothing. A connection whose request is whole, or still arrives, is
 * left alone.
 */
export class Places {
  readonly #open = new Map<Socket, Connection>();
  readonly #options: PlacesOptions;
  readonly #most: number;
  readonly #now: () => number;

  constructor(options: PlacesOptions) {
    this.#options = options;
    this.#most = options.most ?? mostConnections;
    this.#now = options.now ?? ((): number => performance.now());
  }

  /** Gives a new connection a place; false where none can be had. */
  take(socket: Socket, connection: Connection): boolean {
    if (this.#open.size >= this.#most && !this.#makeRoom()) {
      return false;
    }
    connection.heard(this.#now());
    this.#open.set(socket, connection);
    socket.once('close', () => this.#open.delete(socket));
    return true;
  }

  /** Something came on a connection. */
  heard(connection: Connection): void {
    connection.heard(this.#now());
  }

  /** Ends the large body that has stalled for longest, where one has. */
  endStalledBody(): void {
    this.#close('body', ({ latest }) => latest?.hasRoom === true);
  }

  #makeRoom(): boolean {
    return this.#close('idle') || this.#close('beginning') || this.#close('body');
  }

  /** Closes the one that has been at this for longest. */
  #close(
    activity: keyof typeof patience,
    isMeant: (connection: Connection) => boolean = () => true,
  ): boolean {
    const before = this.#now() - patience[activity];
    let longest: [Socket, Connection] | undefined;
    for (const entry of this.#open) {
      const [socket, connection] = entry;
      const isOlder = connection.lastHeard <= Math.min(before, longest?.[1].lastHeard ?? before);
      if (isOlder && connection.activity(socket) === activity && isMeant(connection)) {
        longest = entry;
      }
    }
    if (longest === undefined) {
      return false;
    }
    const [socket, connection] = longest;
    this.#open.delete(socket);
    if (activity === 'idle') {
      socket.destroy();
    } else {
      this.#options.cutShort(socket, connection);
    }
    return true;
  }
}
