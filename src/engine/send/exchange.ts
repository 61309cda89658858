import { Buffer } from 'node:buffer';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { pairsOf } from '../signature/headers.ts';
import { DeliveryError } from './deliveryError.ts';
import type { HeaderPair } from '../../protocol/http.ts';
import type { Outgoing } from './framing.ts';

/** Bytes kept of an answer. */
const answerLimit = 10 * 1024 * 1024;
/** Bytes that the headers of an answer may have. */
const headerLimit = 64 * 1024;
/** Informational answers (1xx) that may come before the one that counts. */
const mostInformational = 50;

/** An answer, as far as it came. */
export interface Answered {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: Buffer;
  /** Why it is not whole, null where it is. */
  readonly broken: unknown;
}

function answered({ statusCode = 0, rawHeaders }: IncomingMessage, body: Buffer, broken: unknown): Answered {
  return { status: statusCode, headers: pairsOf(rawHeaders), body, broken };
}

/** Reads an answer to its end, its limit or its break; what came is kept. */
class AnswerReader {
  readonly #response: IncomingMessage;
  readonly #done: (answer: Answered) => void;
  readonly #chunks: Buffer[] = [];
  #length = 0;

  constructor(response: IncomingMessage, done: (answer: Answered) => void) {
    this.#response = response;
    this.#done = done;
    response.on('data', (chunk: Buffer) => this.#take(chunk));
    response.on('end', () => this.finish(null));
    response.on('error', (error) => this.finish(error));
  }

  /** Only the first time counts. */
  finish(broken: unknown): void {
    this.#done(answered(this.#response, Buffer.concat(this.#chunks), broken));
  }

  #take(chunk: Buffer): void {
    const kept = chunk.subarray(0, answerLimit - this.#length);
    this.#chunks.push(kept);
    this.#length += kept.length;
    if (kept.length < chunk.length) {
      this.finish(new DeliveryError('ANSWER_TOO_LARGE', `more than ${answerLimit} bytes`));
      this.#response.destroy();
    }
  }
}

/** Ends a request whose informational answers do not end. */
function boundInformational(client: ClientRequest): void {
  let count = 0;
  client.on('information', () => {
    count += 1;
    if (count > mostInformational) {
      client.destroy(
        new DeliveryError('TOO_MANY_1XX', `more than ${mostInformational} informational answers`),
      );
    }
  });
}

/**
 * Sends a request over a connection of its own and reads the answer.
 * @throws Error with Node's or our own code where no answer came.
 */
export function exchange({ method, path, headers, body }: Outgoing, socket: Socket): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const client = request({
      createConnection: () => socket,
      method,
      path,
      headers: headers.flat(),
      setHost: false,
      maxHeaderSize: headerLimit,
    });
    let reader: AnswerReader | undefined;
    client.on('response', (response) => {
      reader = new AnswerReader(response, resolve);
    });
    client.on('error', (error) => {
      // What came before the fault is still to be read.
      process.nextTick(() => (reader === undefined ? reject(error) : reader.finish(error)));
    });
    // Another protocol would begin now, which nobody here speaks.
    const leave = (response: IncomingMessage): void => {
      resolve(answered(response, Buffer.alloc(0), null));
      socket.destroy();
    };
    client.on('upgrade', leave);
    client.on('connect', leave);
    boundInformational(client);
    // Bytes, never a text: a text would have its characters encoded anew.
    client.end(Buffer.from(body));
  });
}
