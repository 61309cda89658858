import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { answers, rawAnswer } from './answers.ts';
import type { CaptureSink } from './exchange.ts';
import { mostConnections } from './places.ts';
import { refusedBytes } from './refusedRequest.ts';

/** Milliseconds that one row tells of. */
const perRow = 1000;

/** The connections that found no place: each is told so, and all of a second have one row. */
export class TurnedAway {
  readonly #sink: CaptureSink;
  #count = 0;
  #address = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(sink: CaptureSink) {
    this.#sink = sink;
  }

  /** Answers a connection without reading from it, and closes it. */
  turnAway(socket: Socket): void {
    this.#count += 1;
    this.#address = socket.remoteAddress ?? '';
    this.#timer ??= setTimeout(() => this.flush(), perRow);
    socket.on('error', () => undefined);
    socket.end(rawAnswer(answers.tooManyConnections));
    socket.destroySoon();
  }

  /** Has the row kept that is due, where one is. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#count > 0) {
      const refusal = {
        code: 'tooManyConnections',
        detail: '',
        limit: mostConnections,
        count: this.#count,
      } as const;
      this.#count = 0;
      const row = refusedBytes(Buffer.alloc(0), refusal, this.#address);
      this.#sink.keepRefused(row, answers.tooManyConnections);
    }
  }
}
