import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Arrived {
  readonly line: string;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** An app on loopback that keeps what arrives, and answers as it is told. */
export class RecordingApp {
  readonly arrived: Arrived[] = [];
  readonly #server: Server;
  answer = { status: 200, body: 'taken' };

  private constructor() {
    this.#server = createServer((incoming, response) => {
      void buffer(incoming).then((body) => {
        const { method = '', url = '', rawHeaders } = incoming;
        this.arrived.push({ line: `${method} ${url}`, rawHeaders, body: body.toString('utf8') });
        response.writeHead(this.answer.status, { 'X-App': 'recording' }).end(this.answer.body);
      });
    });
  }

  static async start(): Promise<RecordingApp> {
    const app = new RecordingApp();
    app.#server.listen(0, '127.0.0.1');
    await once(app.#server, 'listening');
    return app;
  }

  get host(): string {
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  get newest(): Arrived | undefined {
    return this.arrived.at(-1);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** The value of a header that arrived; empty where there is none. */
export function headerOf({ rawHeaders }: Arrived, name: string): string {
  const at = rawHeaders.findIndex((each, index) => index % 2 === 0 && each.toLowerCase() === name);
  return rawHeaders[at + 1] ?? '';
}
