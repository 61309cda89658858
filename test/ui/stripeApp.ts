import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Seconds that a signature may be old, as the vendor's libraries have it by default. */
const tolerance = 300;

/** The value of `Stripe-Signature` for a body that is sent at `time` (seconds). */
export function stripeSignature(body: string, secret: string, time: number): string {
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

/** An app that takes what is signed as Stripe does and not older than five minutes; it can be told to hold answers. */
export class StripeApp {
  readonly #server: Server;
  readonly #secret: string;
  /** Bodies in the order in which they arrived. */
  readonly arrived: string[] = [];
  /** While true, requests are not answered. */
  holds = false;

  constructor(secret: string) {
    this.#secret = secret;
    this.#server = createServer((incoming, answer) => void this.#take(incoming, answer));
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
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

  async #take(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = (await buffer(incoming)).toString('utf8');
    this.arrived.push(body);
    if (this.holds) {
      return;
    }
    const signature = String(incoming.headers['stripe-signature'] ?? '');
    const time = Number(/^t=(\d+),/.exec(signature)?.[1] ?? 0);
    if (signature !== stripeSignature(body, this.#secret, time)) {
      answer.writeHead(400).end('No signatures found matching the expected signature for payload.');
    } else if (time < Date.now() / 1000 - tolerance) {
      answer.writeHead(400).end('Timestamp outside the tolerance zone');
    } else {
      answer.writeHead(200).end('ok');
    }
  }
}
