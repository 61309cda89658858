import type { Buffer } from 'node:buffer';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** What hears of new connections before the server does. */
export interface Doorkeeper {
  /** False where the connection is not taken; it is dealt with then. */
  readonly takes: (socket: Socket) => boolean;
  /** The server's parser is about to read; what comes back is what reads for it from now on. */
  readonly firstBytes: (socket: Socket, bytes: Buffer) => { readonly open: (bytes: Buffer) => void };
}

/**
 * Shows what each connection of an HTTP server begins with before the server's parser reads it: of a request that
 * the parser refuses, it only ever shows the last packet.
 * A connection that says nothing for `timeout` milliseconds is closed. Returns what closes those that have said
 * nothing yet: the server does not know of them.
 */
export function readFirstBytes(server: Server, timeout: number, doorkeeper: Doorkeeper): () => void {
  const silent = new Set<Socket>();
  const [parse] = server.listeners('connection');
  server.removeAllListeners('connection');
  server.on('connection', (socket) => {
    if (!doorkeeper.takes(socket)) {
      return;
    }
    silent.add(socket);
    socket.setTimeout(timeout, () => socket.destroy());
    socket.on('close', () => silent.delete(socket));
    // Until the parser takes over, a reset is nobody's business.
    socket.on('error', () => undefined);
    socket.once('data', (bytes: Buffer) => {
      silent.delete(socket);
      socket.setTimeout(0);
      const inlet = doorkeeper.firstBytes(socket, bytes);
      parse?.call(server, socket);
      // The parser would take the bytes from the system itself; a listener has it read what the socket gives.
      socket.on('data', () => undefined);
      inlet.open(bytes);
    });
  });
  return () => silent.forEach((socket) => socket.destroy());
}
