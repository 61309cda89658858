import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { Connection } from './connection.ts';
import type { Places } from './places.ts';

/** The end of a request's headers, but for the first character, which may be in the packet before. */
const endOfHeaders = '\n\r\n';
/** Requests of one packet that are read at a time, where they are this short together. */
const requestsPerPiece = 8;
/** Bytes: pieces of a body that is full of blank lines are not smaller. */
const leastPiece = 1024;

/** How many bytes of a packet are read at once: all of it, unless many requests stand in it. */
export function pieceLength(packet: Buffer): number {
  if (packet.length <= leastPiece) {
    return packet.length;
  }
  let end = 0;
  for (let found = 0; found < requestsPerPiece; found += 1) {
    const at = packet.indexOf(endOfHeaders, end);
    if (at < 0) {
      return packet.length;
    }
    end = at + endOfHeaders.length;
  }
  return Math.max(end, leastPiece);
}

/** Whether a packet looks like more than one request. A body with a blank line may, too. */
export function looksLikeSeveral(packet: Buffer): boolean {
  const first = packet.indexOf(endOfHeaders);
  return first >= 0 && packet.indexOf(endOfHeaders, first + endOfHeaders.length) >= 0;
}

/** Decides when a connection may be read. */
export interface ReadingTurns {
  /** Whether a piece can be read at once; else `readPiece` is called in its turn. */
  mayRead(inlet: Inlet): boolean;
  waits(inlet: Inlet): void;
  gone(inlet: Inlet): void;
  /** It may be somebody's turn. */
  changed(): void;
}

export interface InletOptions {
  readonly turns: ReadingTurns;
  readonly places: Places;
}

/**
 * What stands between a socket and the parser of its server: a packet of 64 KiB holds thousands of small requests,
 * each of which becomes many times its size in memory, so it is handed on in pieces, as requests are answered.
 * Meanwhile nothing more is read from the socket, and the sender's own system keeps what it sends.
 */
export class Inlet {
  readonly #socket: Socket;
  readonly #connection: Connection;
  readonly #turns: ReadingTurns;
  readonly #places: Places;
  /** What came and is not read; null stands for the end. */
  #pending: (Buffer | null)[] = [];

  constructor(socket: Socket, connection: Connection, { turns, places }: InletOptions) {
    this.#socket = socket;
    this.#connection = connection;
    this.#turns = turns;
    this.#places = places;
  }

  /** From now on, the socket's data come through here; `bytes` came already. */
  open(bytes: Buffer): void {
    const read = this.#socket._read.bind(this.#socket);
    this.#socket.push = (packet: Buffer | null) => this.#take(packet);
    this.#socket._read = (size) => {
      if (this.#pending.length === 0) {
        read(size);
      }
    };
    this.#socket.on('resume', () => this.#turns.changed());
    this.#socket.on('drain', () => this.#turns.changed());
    this.#socket.once('close', () => {
      this.#pending = [];
      this.#turns.gone(this);
    });
    this.#take(bytes);
  }

  get connection(): Connection {
    return this.#connection;
  }

  /**
   * Whether the next piece would be read now: what was read before is, too, and its sender takes the answers. The end
   * is read when all requests before it are stored: Node closes a connection at its end, with or without the answers.
   */
  get isReady(): boolean {
    const { owesMany, isStoring } = this.#connection;
    const isEarlyEnd = isStoring && this.#pending[0] === null;
    return this.#socket.readableLength === 0 && !this.#socket.isPaused() && !owesMany && !isEarlyEnd;
  }

  /** Whether it sends requests before those before are answered. */
  get isPipelining(): boolean {
    const [next] = this.#pending;
    return (
      this.#connection.hasPipelined || (next instanceof Buffer && !this.#isBody && looksLikeSeveral(next))
    );
  }

  get isWaiting(): boolean {
    return this.#pending.length > 0;
  }

  /** Hands the next piece to the parser. */
  readPiece(): void {
    const packet = this.#pending.shift();
    if (packet === undefined) {
      return;
    }
    if (packet !== null) {
      this.#connection.readOn();
      // The whole packet of a body: it is one request, of which nothing is made before its end.
      const length = this.#isBody ? packet.length : pieceLength(packet);
      if (length < packet.length) {
        this.#pending.unshift(packet.subarray(length));
      }
      this.#push(packet.subarray(0, length));
    } else {
      this.#push(null);
    }
    if (this.#pending.length === 0) {
      // Only now more is wanted of the socket.
      this.#socket.read(0);
    }
  }

  get #isBody(): boolean {
    return this.#connection.latest?.isReading === true;
  }

  #push(piece: Buffer | null): boolean {
    return Readable.prototype.push.call(this.#socket, piece);
  }

  #take(packet: Buffer | null): boolean {
    this.#places.heard(this.#connection);
    this.#pending.push(packet);
    if (this.#pending.length === 1 && this.#turns.mayRead(this)) {
      this.readPiece();
    }
    if (this.#pending.length > 0) {
      this.#turns.waits(this);
      return false;
    }
    return true;
  }
}
