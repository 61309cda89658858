import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** An application that answers with bytes of its own making, right or wrong: no HTTP server stands before it. */
export class RawApp {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Connections that were made to it. */
  connections = 0;

  /** `serve` has each connection once it has said something. */
  constructor(serve: (socket: Socket) => void) {
    this.#server = createServer((socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => serve(socket));
    });
  }

  get openSockets(): number {
    return [...this.#sockets].filter(({ destroyed }) => !destroyed).length;
  }

  async listen(host = '127.0.0.1'): Promise<string> {
    this.#server.listen(0, host);
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#sockets.forEach((socket) => socket.destroy());
    this.#server.close();
  }
}

/** Writes pieces one after another for as long as the other side takes them. */
export function flood(socket: Socket, piece: string | Uint8Array): void {
  const write = (): void => {
    while (!socket.destroyed && socket.write(piece)) {
      // Until the other side is slower.
    }
  };
  socket.on('drain', write);
  write();
}
