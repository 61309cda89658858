import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Arrived {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** An application of the person's own: keeps what it is sent and answers as it is told. */
export class App {
  readonly arrived: Arrived[] = [];
  readonly #server: Server;
  answer: (response: ServerResponse, request: Arrived) => void = (response) => response.end('thanks');
  /** Told of each request that has arrived whole, before it is answered. */
  onArrived: () => void = () => undefined;

  constructor() {
    this.#server = createServer((request: IncomingMessage, response) => {
      void buffer(request).then((body) => {
        const { method, url, rawHeaders } = request;
        const arrived = { method, url, rawHeaders, body };
        this.arrived.push(arrived);
        this.onArrived();
        this.answer(response, arrived);
      });
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves when so many requests have arrived. */
  async until(count: number): Promise<void> {
    while (this.arrived.length < count) {
      await new Promise<void>((resolve) => {
        this.onArrived = resolve;
      });
    }
  }

  /** How many are open. */
  connections(): Promise<number> {
    return new Promise((resolve) => this.#server.getConnections((_error, count) => resolve(count)));
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
