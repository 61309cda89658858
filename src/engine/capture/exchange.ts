import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answers } from './answers.ts';
import type { Backlog } from './backlog.ts';
import { BodyReader, type Oversize } from './bodyReader.ts';
import { smallBody, type BodyRoom } from './bodyRoom.ts';
import type { CapturedRequest } from './capturedRequest.ts';
import type { Connection } from './connection.ts';
import type { HeldAnswers, PlannedAnswer } from './heldAnswers.ts';
import { refusalAnswer } from './refusedRequest.ts';
import type { Refusal } from '../../protocol/reason.ts';
import type { Answer, GivenAnswer } from '../../protocol/http.ts';

/**
 * Answers a sender: at once, later or not at all. `given` hears of what became of it in the end, where that is not
 * what was planned.
 */
export type Reply = (planned: PlannedAnswer, given?: (answer: GivenAnswer) => void) => void;

/** Takes what was captured. */
export interface CaptureSink {
  /** Calls `reply` once, after the event is stored or cannot be. */
  keep(request: CapturedRequest, reply: Reply): void;
  /** For what gets no answer, or has had one. */
  keepRefused(request: CapturedRequest, answer: Answer | null): void;
}

/** Content-Length as a number of bytes, null where there is none. */
function declaredLength(request: IncomingMessage): number | null {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  return Number.isSafeInteger(length) ? length : null;
}

/** Header lists as `writeHead` takes them, made once for each answer. */
const flatHeaders = new WeakMap<Answer, string[]>();

function writeHead(response: ServerResponse, answer: Answer): void {
  let flat = flatHeaders.get(answer);
  if (flat === undefined) {
    flat = answer.headers.flat();
    flatHeaders.set(answer, flat);
  }
  response.writeHead(answer.status, flat);
}

/** What all exchanges of a server share. */
export interface Surroundings {
  readonly sink: CaptureSink;
  readonly held: HeldAnswers;
  readonly room: BodyRoom;
  readonly backlog: Backlog;
}

interface Rejection {
  readonly refusal: Refusal;
  readonly answer: Answer;
}

/** One request and its answer. */
export class Exchange implements Oversize {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #connection: Connection;
  readonly #surroundings: Surroundings;
  readonly #receivedAt = Date.now();
  readonly #remoteAddress: string;
  readonly #declaredLength: number | null;
  #reading = false;
  #isWaiting = false;
  #rejection: Rejection | undefined;
  #giveBack: (() => void) | undefined;
  #parserRefusal: Refusal | null = null;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    connection: Connection,
    surroundings: Surroundings,
  ) {
    this.#request = request;
    this.#response = response;
    this.#connection = connection;
    this.#surroundings = surroundings;
    this.#declaredLength = declaredLength(request);
    // A closed socket forgets it.
    this.#remoteAddress = request.socket.remoteAddress ?? '';
    connection.requestBegan();
  }

  /** Whether its body is still arriving. */
  get isReading(): boolean {
    return this.#reading;
  }

  /** Whether it is kept from going on with its body, which others have taken all the room of. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Whether it has room for a large body. */
  get hasRoom(): boolean {
    return this.#giveBack !== undefined && !this.#isWaiting;
  }

  /** Whether the request says itself that its body is over the limit. */
  isDeclaredOver(limit: number): boolean {
    return this.#declaredLength !== null && this.#declaredLength > limit;
  }

  /** Node's parser gave up in the middle of this request; its connection is about to close. */
  parserFailed(refusal: Refusal): void {
    this.#parserRefusal = refusal;
  }

  /** Answers before any of the body is read. */
  refuse(refusal: Refusal, answer: Answer): void {
    this.#answer(answer);
    this.#surroundings.sink.keepRefused(this.#captured(Buffer.alloc(0), true, refusal), answer);
  }

  /** Reads the body, has the request kept, and answers. */
  capture(limit: number): void {
    const reader = new BodyReader(limit, this, this.#declaredLength);
    this.#rejection = {
      refusal: { code: 'bodyTooLarge', detail: '', limit },
      answer: answers.bodyTooLarge,
    };
    this.#reading = true;
    this.#request.on('data', (chunk: Buffer) => {
      reader.push(chunk);
      if (this.#giveBack === undefined && reader.size > smallBody) {
        this.#takeRoom(limit, reader);
      }
    });
    if (this.#declaredLength !== null && this.#declaredLength > smallBody) {
      this.#takeRoom(Math.min(this.#declaredLength, limit), reader);
    }
    this.#request.on('end', () => this.#ended(reader, this.#request.complete));
    this.#response.on('close', () => this.#ended(reader, false));
  }

  /** All of the answer, but not its end: ending it would close the connection under a sender that still writes. */
  refused(): void {
    const answer = this.#rejection?.answer ?? answers.bodyTooLarge;
    this.#giveBack?.();
    writeHead(this.#response, answer);
    this.#response.write(answer.body);
  }

  drained(firstBytes: Uint8Array): void {
    this.#reading = false;
    this.#response.end();
    this.#request.socket.destroySoon();
    if (this.#rejection !== undefined) {
      const { refusal, answer } = this.#rejection;
      this.#surroundings.sink.keepRefused(this.#captured(firstBytes, true, refusal), answer);
    }
  }

  /** Reads on when there is room for so many bytes; where none comes, the sender is told to try again. */
  #takeRoom(bytes: number, reader: BodyReader): void {
    const { room } = this.#surroundings;
    this.#isWaiting = true;
    this.#giveBack = room.take(bytes, {
      granted: () => {
        this.#isWaiting = false;
        this.#request.resume();
      },
      refused: () => {
        this.#isWaiting = false;
        this.#rejection = {
          refusal: { code: 'noRoom', detail: '', limit: room.size },
          answer: answers.noRoom,
        };
        this.#request.resume();
        reader.giveUp();
      },
    });
    if (this.#isWaiting) {
      this.#request.pause();
    }
  }

  #ended(reader: BodyReader, complete: boolean): void {
    if (!this.#reading) {
      return;
    }
    const { sink, backlog } = this.#surroundings;
    this.#reading = false;
    this.#isWaiting = false;
    if (reader.isRefused) {
      reader.endOfDraining();
    } else if (complete) {
      const request = this.#captured(reader.takeBody(), true, null);
      backlog.began();
      this.#connection.storingBegan();
      sink.keep(request, (planned, given) => {
        backlog.ended();
        this.#connection.storingEnded();
        this.#giveBack?.();
        this.#reply(planned, given);
        backlog.changed();
      });
    } else {
      const refusal = this.#parserRefusal;
      const answer = refusal === null ? null : refusalAnswer(refusal);
      sink.keepRefused(this.#captured(reader.takeBody(), false, refusal), answer);
      this.#giveBack?.();
    }
  }

  #reply(planned: PlannedAnswer, given: (answer: GivenAnswer) => void = () => undefined): void {
    if ('status' in planned && planned.delay === undefined) {
      this.#answer(planned);
      return;
    }
    const { socket } = this.#request;
    this.#surroundings.held.hold(planned, {
      answer: (answer) => this.#answer(answer),
      hangUp: () => socket.destroy(),
      whenGone: (action) => this.#connection.whenGone(socket, action),
      isGone: () => socket.destroyed,
      given,
    });
  }

  #answer(answer: Answer): void {
    writeHead(this.#response, answer);
    this.#response.end(answer.body);
    this.#connection.requestAnswered();
    this.#surroundings.backlog.changed();
  }

  #captured(body: Uint8Array, complete: boolean, refusal: Refusal | null): CapturedRequest {
    const { httpVersion, method = '', url = '', rawHeaders, rawTrailers } = this.#request;
    return {
      receivedAt: this.#receivedAt,
      remoteAddress: this.#remoteAddress,
      httpVersion,
      method,
      target: url,
      rawHeaders,
      rawTrailers,
      body,
      bodyMilliseconds: Date.now() - this.#receivedAt,
      declaredLength: this.#declaredLength,
      complete,
      refusal,
    };
  }
}
