import type { Buffer } from 'node:buffer';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Shows what each connection of an HTTP server begins with before the server's parser reads it: of a request that
 * the parser refuses, it only ever shows the last packet. Everything after goes to the parser directly.
 * A connection that says nothing for `timeout` milliseconds is closed. Returns what closes those that have said
 * nothing yet: the server does not know of them.
 */
export function readFirstBytes(
  server: Server,
  timeout: number,
  onFirstBytes: (socket: Socket, bytes: Buffer) => void,
): () => void {
  const silent = new Set<Socket>();
  const [parse] = server.listeners('connection');
  server.removeAllListeners('connection');
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.setTimeout(timeout, () => socket.destroy());
    socket.on('close', () => silent.delete(socket));
    // Until the parser takes over, a reset is nobody's business.
    socket.on('error', () => undefined);
    socket.once('data', (bytes: Buffer) => {
      silent.delete(socket);
      socket.setTimeout(0);
      socket.pause();
      onFirstBytes(socket, bytes);
      parse?.call(server, socket);
      socket.unshift(bytes);
      socket.resume();
    });
  });
  return () => silent.forEach((socket) => socket.destroy());
}
