/** Floods a listener in a way that is named; run as a child process, and killed when it is over. */
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const [port = '', kind = '', count = '0', each = '0'] = process.argv.slice(2);

async function opened(): Promise<Socket> {
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const head = (length: number): string =>
  `POST /flood HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`;

/** What is written on each connection. None reads: whatever comes back stays with the system. */
const floods: Readonly<Record<string, () => string | Buffer>> = {
  silent: () => '',
  halfOpen: () => 'POST /flood HTTP/1.1\r\nHost: a\r\n',
  pipelined: () => 'GET / HTTP/1.1\r\n\r\n'.repeat(Number(each)),
  stalled: () => Buffer.concat([Buffer.from(head(Number(each) + 1)), Buffer.alloc(Number(each), 0x20)]),
  large: () => Buffer.concat([Buffer.from(head(Number(each))), Buffer.alloc(Number(each), 0x20)]),
};

const bytes = floods[kind]?.() ?? '';
const sockets: Socket[] = [];
while (sockets.length < Number(count)) {
  sockets.push(await opened());
}
sockets.forEach((socket) => {
  socket.pause();
  socket.write(bytes);
});
process.send?.('sent');
