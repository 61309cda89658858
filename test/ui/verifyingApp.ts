import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { signatureOf } from '../tools/webhook.ts';

/** What an app says of a request: that the HMAC over the JSON, parsed and written again, is the one that came. */
async function isTaken(incoming: IncomingMessage, secret: string): Promise<boolean> {
  const body = (await buffer(incoming)).toString('utf8');
  return incoming.headers['sb-signature'] === signatureOf(JSON.stringify(JSON.parse(body)), secret);
}

/** An app on loopback that makes the mistake of many: it verifies a body that it has written again. */
export class VerifyingApp {
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  /** Answers 200 where the signature is right as the app sees it, 401 otherwise. */
  static async start(secret: string): Promise<VerifyingApp> {
    const server = createServer((incoming, answer) => {
      isTaken(incoming, secret).then(
        (taken) => answer.writeHead(taken ? 200 : 401, { 'X-App': 'verifying' }).end(taken ? 'ok' : refusal),
        () => answer.writeHead(500).end(),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new VerifyingApp(server);
  }

  /** Host and port. */
  get host(): string {
    const address = this.#server.address();
    return `localhost:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** The body of the app's 401: markup, which has to stay text. */
export const refusal = '<b>invalid signature</b>';
