import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type Response = (response: ServerResponse, request: Arrived) => void;

/** Responds to whatever comes. */
export function always(status: number, body = ''): Response {
  return (response) => response.writeHead(status).end(body);
}

/** A person's app on a port of its own: keeps what it is sent and responds as it is told. */
export class App {
  readonly arrived: Arrived[] = [];
  readonly #server: Server;
  answer: Response = always(200, 'thanks');
  /** Told of each request that has arrived whole, before it is answered. */
  onArrived: () => void = () => undefined;

  constructor(tls?: { readonly key: string; readonly cert: string }) {
    this.#server = tls === undefined ? createServer() : createTlsServer(tls);
    this.#server.on('request', (request, response) => {
      void buffer(request).then((body) => {
        const { method = '', url = '', rawHeaders, headers } = request;
        const arrived = { method, url, rawHeaders, headers, body };
        this.arrived.push(arrived);
        this.onArrived();
        this.answer(response, arrived);
      });
    });
  }

  /** Resolves with its URL, without a path. */
  async listen(host = '127.0.0.1'): Promise<string> {
    this.#server.listen(0, host);
    await once(this.#server, 'listening');
    return `http://${host}:${this.port}`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Host and port as a person writes them. */
  get host(): string {
    return `localhost:${this.port}`;
  }

  /** Resolves when so many requests have arrived. */
  async until(count: number): Promise<void> {
    while (this.arrived.length < count) {
      await new Promise<void>((resolve) => {
        this.onArrived = resolve;
      });
    }
  }

  /** Resolves with the newest when so many requests have arrived. @throws where more have. */
  async newestOf(count: number): Promise<Arrived> {
    await this.until(count);
    const newest = this.arrived.at(-1);
    if (newest === undefined || this.arrived.length > count) {
      throw new Error(`${this.arrived.length} requests arrived instead of ${count}.`);
    }
    return newest;
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

/** The value of a header that arrived; empty where there is none. */
export function headerOf({ rawHeaders }: Arrived, name: string): string {
  const at = rawHeaders.findIndex((each, index) => index % 2 === 0 && each.toLowerCase() === name);
  return rawHeaders[at + 1] ?? '';
}
