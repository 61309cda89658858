import { once } from 'node:events';
import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
} from 'node:http';

/** What a proxy that parses JSON and writes it again passes on: the same headers but for the body's length. */
function passedOn(headers: IncomingHttpHeaders, body: string): IncomingHttpHeaders {
  return { ...headers, 'content-length': String(Buffer.byteLength(body)) };
}

async function forward(incoming: IncomingMessage, port: number): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(Buffer.from(chunk as Uint8Array));
  }
  const body = JSON.stringify(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  const { method = 'POST', url: path = '/', headers } = incoming;
  const sent = request({ host: '127.0.0.1', port, method, path, headers: passedOn(headers, body) });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode ?? 502;
}

/** A proxy on loopback that writes the JSON of each request as Node does, as careless tunnels do. */
export class RewritingProxy {
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  /** `port` is where it passes requests on to. */
  static async start(port: number): Promise<RewritingProxy> {
    const server = createServer((incoming, answer) => {
      forward(incoming, port).then(
        (status) => answer.writeHead(status).end(),
        () => answer.writeHead(502).end(),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RewritingProxy(server);
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
