import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pairsOf } from '../../src/engine/signature/headers.ts';
import { accepts, type Oracle, type WebhookRequest } from './oracle.ts';

/** A request as an app has it; its URL is the one that it was sent to. */
async function requestOf(incoming: IncomingMessage): Promise<WebhookRequest> {
  const { method = '', url = '', headers, rawHeaders } = incoming;
  return {
    method,
    url: `http://${headers.host ?? ''}${url}`,
    headers: pairsOf(rawHeaders),
    body: await buffer(incoming),
  };
}

/** An app on loopback that answers 200 to what its vendor's library finds genuine, 401 to all else. */
export class VendorApp {
  readonly #server: Server;

  constructor(oracle: Oracle) {
    this.#server = createServer((incoming, response) => {
      void requestOf(incoming)
        .then((request) => accepts(oracle, request, [oracle.secret]))
        .then((isGenuine) => response.writeHead(isGenuine ? 200 : 401).end());
    });
  }

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
