import { Buffer } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Refusal } from '../../protocol/event.ts';
import { answers } from './answers.ts';
import type { CapturedRequest } from './capturedRequest.ts';
import { readBody } from './readBody.ts';
import { refusalAnswer } from './refusedRequest.ts';

/** Takes what was captured. */
export interface CaptureSink {
  /** Calls `answer` once, after the event is stored or cannot be. */
  keep(request: CapturedRequest, answer: (answer: Answer) => void): void;
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
  const flat = flatHeaders.get(answer) ?? answer.headers.flat();
  flatHeaders.set(answer, flat);
  response.writeHead(answer.status, flat);
}

function send(response: ServerResponse, answer: Answer): void {
  writeHead(response, answer);
  response.end(answer.body);
}

/** One request and its answer. */
export class Exchange {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #sink: CaptureSink;
  readonly #receivedAt = Date.now();
  readonly #remoteAddress: string;
  readonly #declaredLength: number | null;
  #parserRefusal: Refusal | null = null;
  #reading = false;

  constructor(request: IncomingMessage, response: ServerResponse, sink: CaptureSink) {
    this.#request = request;
    this.#response = response;
    this.#sink = sink;
    this.#declaredLength = declaredLength(request);
    // A closed socket forgets it.
    this.#remoteAddress = request.socket.remoteAddress ?? '';
  }

  /** Whether its body is still arriving. */
  get isReading(): boolean {
    return this.#reading;
  }

  /** Whether the request says itself that its body is over the limit. */
  isDeclaredOver(limit: number): boolean {
    return this.#declaredLength !== null && this.#declaredLength > limit;
  }

  /** Node's parser gave up in the middle of this request. */
  parserFailed(refusal: Refusal): void {
    this.#parserRefusal = refusal;
  }

  /** Answers before any of the body is read. */
  refuse(refusal: Refusal, answer: Answer): void {
    send(this.#response, answer);
    this.#sink.keepRefused(this.#captured(Buffer.alloc(0), true, refusal), answer);
  }

  capture(limit: number): void {
    this.#reading = true;
    readBody(this.#request, limit, {
      ended: (body, complete) => this.#ended(body, complete),
      tooLarge: () => this.#writeTooLarge(),
      drained: (firstBytes) => this.#drained(firstBytes, limit),
    });
  }

  #ended(body: Uint8Array, complete: boolean): void {
    this.#reading = false;
    if (complete) {
      this.#sink.keep(this.#captured(body, true, null), (answer) => send(this.#response, answer));
    } else {
      const refusal = this.#parserRefusal;
      const answer = refusal === null ? null : refusalAnswer(refusal);
      this.#sink.keepRefused(this.#captured(body, false, refusal), answer);
    }
  }

  /** All of the answer, but not its end: ending it would close the connection under a sender that still writes. */
  #writeTooLarge(): void {
    writeHead(this.#response, answers.bodyTooLarge);
    this.#response.write(answers.bodyTooLarge.body);
  }

  #drained(firstBytes: Uint8Array, limit: number): void {
    this.#response.end();
    this.#request.socket.destroySoon();
    const refusal: Refusal = { code: 'bodyTooLarge', detail: '', limit };
    this.#sink.keepRefused(this.#captured(firstBytes, true, refusal), answers.bodyTooLarge);
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
