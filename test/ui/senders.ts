import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Header lines in their order; a name may come twice. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

async function connected(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  socket.setTimeout(15_000, () => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes as they are. Answers what came back until the listener closed the connection. */
export async function sendBytes(port: number, bytes: string | Uint8Array): Promise<string> {
  const socket = await connected(port);
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  const closed = once(socket, 'close');
  socket.write(bytes);
  await closed;
  return answer;
}

function head(path: string, headers: HeaderLines, length: number): string {
  const own: HeaderLines = [
    ['Host', 'localhost'],
    ['Content-Length', String(length)],
    ['Connection', 'close'],
  ];
  const lines = [...own, ...headers].map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** A webhook whose body need not be text and whose headers need not be unlike. */
export interface OddWebhook {
  readonly port: number;
  readonly path: string;
  readonly body: string | Uint8Array;
  readonly headers?: HeaderLines;
}

/** Answers the status line that came back. */
export async function sendOdd({ port, path, body, headers = [] }: OddWebhook): Promise<string> {
  const bytes = Buffer.from(body);
  const start = Buffer.from(head(path, headers, bytes.length));
  const answer = await sendBytes(port, Buffer.concat([start, bytes]));
  return answer.split('\r\n')[0] ?? '';
}

/** Sends the body's beginning of a webhook that declares `length` bytes, and hangs up. */
export async function sendBeginning(
  { port, path, body, headers = [] }: OddWebhook,
  length: number,
): Promise<void> {
  const socket = await connected(port);
  const closed = once(socket, 'close');
  socket.write(head(path, headers, length));
  socket.end(body);
  await closed;
}

/**
 * Sends as vendors do: again after each back-off, until the answer is one of success or there is no back-off left.
 * Answers the statuses that came back.
 */
export async function sendUntilAccepted(
  send: () => Promise<number>,
  backOffs: readonly (() => Promise<unknown>)[],
): Promise<readonly number[]> {
  const statuses = [await send()];
  for (const backOff of backOffs) {
    if ((statuses.at(-1) ?? 0) < 300) {
      break;
    }
    await backOff();
    statuses.push(await send());
  }
  return statuses;
}
