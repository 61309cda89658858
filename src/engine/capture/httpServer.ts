import { Buffer } from 'node:buffer';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { codeOf } from '../../common/errors.ts';
import { answers, rawAnswer } from './answers.ts';
import { Backlog } from './backlog.ts';
import { BodyRoom, type BodyRoomOptions } from './bodyRoom.ts';
import { Connection } from './connection.ts';
import { Exchange, type CaptureSink, type Surroundings } from './exchange.ts';
import { readFirstBytes } from './firstBytes.ts';
import { HeldAnswers } from './heldAnswers.ts';
import { Inlet } from './inlet.ts';
import { Places } from './places.ts';
import { maxHeaderSize, refusalAnswer, refusalOf, refusedBytes } from './refusedRequest.ts';
import { TurnedAway } from './turnedAway.ts';

const serverOptions = {
  maxHeaderSize,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
  // A request without Host is worth a row, not a 400 that nobody sees.
  requireHostHeader: false,
} as const;

/** The sender went away: nothing is wrong with what it sent so far. */
const endOfConnection = new Set(['ECONNRESET', 'HPE_INVALID_EOF_STATE', 'EPIPE']);

/** The packet that the parser was at when it gave up; empty where it was at none. */
function rawPacketOf(error: Error): Buffer {
  return 'rawPacket' in error && Buffer.isBuffer(error.rawPacket) ? error.rawPacket : Buffer.alloc(0);
}

/** What ends a request for which nothing more came while others had no place. */
function outOfPatience(): Error {
  const error = new Error('It stalled, and others needed the connection');
  return Object.assign(error, { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
}

/** A server, and what closes the connections that it does not know of. */
export interface ClosableServer {
  readonly server: Server;
  closeSilent(): void;
}

/** An HTTP server that gives every request, readable or not, to a sink. `bodyLimit` is asked for each request. */
export class CaptureServer {
  readonly #sink: CaptureSink;
  readonly #surroundings: Surroundings;
  readonly #bodyLimit: () => number;
  readonly #held = new HeldAnswers();
  readonly #connections = new WeakMap<object, Connection>();
  readonly #backlog = new Backlog();
  readonly #places: Places;
  readonly #turnedAway: TurnedAway;

  constructor(
    sink: CaptureSink,
    bodyLimit: () => number,
    roomForBodies: Omit<BodyRoomOptions, 'isShort'> = {},
  ) {
    this.#sink = sink;
    this.#bodyLimit = bodyLimit;
    this.#turnedAway = new TurnedAway(sink);
    this.#places = new Places({ cutShort: (socket) => this.#clientError(outOfPatience(), socket) });
    const room = new BodyRoom({ ...roomForBodies, isShort: () => this.#places.endStalledBody() });
    this.#surroundings = { sink, held: this.#held, room, backlog: this.#backlog };
  }

  create(): ClosableServer {
    this.#held.begin();
    const server = createServer(serverOptions);
    // Node's default drops every header after about a thousand pairs without a word; maxHeaderSize is the bound.
    server.maxHeadersCount = 0;
    server.maxRequestsPerSocket = 0;
    server.on('request', (request, response) => this.#begin(request, response).capture(this.#bodyLimit()));
    server.on('checkContinue', (request, response) => this.#checkContinue(request, response));
    server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
      const detail = request.headers.expect ?? '';
      this.#begin(request, response).refuse({ code: 'expectation', detail }, answers.expectationFailed);
    });
    server.on('connect', (request, socket, head) => this.#connect(request, socket as Socket, head));
    server.on('clientError', (error, socket) => this.#clientError(error, socket as Socket));
    const closeSilent = readFirstBytes(server, serverOptions.headersTimeout, {
      takes: (socket) => this.#takes(socket),
      firstBytes: (socket, bytes) => {
        const connection = this.#connectionOf(socket);
        connection.firstBytes = bytes;
        return new Inlet(socket, connection, { turns: this.#backlog, places: this.#places });
      },
    });
    return { server, closeSilent };
  }

  #takes(socket: Socket): boolean {
    const isTaken = this.#places.take(socket, this.#connectionOf(socket));
    if (!isTaken) {
      this.#turnedAway.turnAway(socket);
    }
    return isTaken;
  }

  /** Until the next server is created nobody is kept waiting: who waits gets the answer now, or is hung up on. */
  endWaiting(): void {
    this.#held.endAll();
    this.#turnedAway.flush();
  }

  #connectionOf(socket: object): Connection {
    let connection = this.#connections.get(socket);
    if (connection === undefined) {
      connection = new Connection();
      this.#connections.set(socket, connection);
    }
    return connection;
  }

  #begin(request: IncomingMessage, response: ServerResponse): Exchange {
    const connection = this.#connectionOf(request.socket);
    const exchange = new Exchange(request, response, connection, this.#surroundings);
    connection.latest = exchange;
    connection.firstBytes = undefined;
    return exchange;
  }

  #checkContinue(request: IncomingMessage, response: ServerResponse): void {
    const exchange = this.#begin(request, response);
    const limit = this.#bodyLimit();
    if (exchange.isDeclaredOver(limit)) {
      exchange.refuse({ code: 'bodyTooLarge', detail: '', limit }, answers.bodyTooLarge);
    } else {
      response.writeContinue();
      exchange.capture(limit);
    }
  }

  #connect(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const line = `${request.method ?? ''} ${request.url ?? ''} HTTP/${request.httpVersion}\r\n`;
    const refusal = { code: 'connect', detail: '' } as const;
    const captured = refusedBytes(Buffer.from(line, 'latin1'), refusal, socket.remoteAddress ?? '');
    socket.on('error', () => undefined);
    socket.end(rawAnswer(answers.noTunnel));
    this.#sink.keepRefused({ ...captured, rawHeaders: request.rawHeaders, body: head }, answers.noTunnel);
  }

  /** Node's parser gave up, or the connection broke, or a timeout ran out. */
  #clientError(error: Error, socket: Socket): void {
    const connection = this.#connectionOf(socket);
    const { latest, firstBytes } = connection;
    const reading = latest?.isReading === true ? latest : undefined;
    const bytes = firstBytes ?? rawPacketOf(error);
    const refusal = refusalOf({ error, bytes });
    const answer = refusalAnswer(refusal);
    if (endOfConnection.has(codeOf(error)) && (reading !== undefined || bytes.length === 0)) {
      socket.destroy();
      return;
    }
    if (reading !== undefined) {
      const code = refusal.code === 'timeout' ? 'timeout' : 'malformed';
      socket.end(rawAnswer(answer));
      reading.parserFailed({ ...refusal, code });
      socket.destroySoon();
      return;
    }
    // A connection that never said anything is a browser's or a balancer's spare one, not a request.
    if (bytes.length > 0 || (refusal.code === 'timeout' && socket.bytesRead > 0)) {
      this.#sink.keepRefused(refusedBytes(bytes, refusal, socket.remoteAddress ?? ''), answer);
    }
    connection.whenQuiet(() => (socket.writable ? socket.end(rawAnswer(answer)) : socket.destroy()));
  }
}
