import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const endOfHead = Buffer.from('\r\n\r\n');
const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';

/** What one connection has said, cut by hand: no HTTP parser has had its say. */
export class Recording {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get #headEnd(): number {
    return this.#bytes.indexOf(endOfHead);
  }

  /** The lines of the head, each character one byte. */
  get #lines(): readonly string[] {
    return this.#bytes.toString('latin1', 0, this.#headEnd).split('\r\n');
  }

  get requestLine(): string {
    return this.#lines[0] ?? '';
  }

  get headers(): readonly (readonly [name: string, value: string])[] {
    return this.#lines.slice(1).map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')] as const;
    });
  }

  /** All that came behind the head, a second request that was smuggled in among it. */
  get rest(): Buffer {
    return this.#bytes.subarray(this.#headEnd + endOfHead.length);
  }

  valuesOf(name: string): readonly string[] {
    return this.headers.filter(([own]) => own.toLowerCase() === name).map(([, value]) => value);
  }
}

/** A TCP server that writes down what each connection says, to its end, and answers 200. */
export class Recorder {
  readonly #server: Server;
  readonly #recordings: Recording[] = [];
  #heard: () => void = () => undefined;

  constructor() {
    this.#server = createServer((socket) => this.#record(socket));
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
  }

  /** Resolves with what was recorded since the last time, as soon as that is this many connections. */
  async take(count: number): Promise<readonly Recording[]> {
    while (this.#recordings.length < count) {
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
    return this.#recordings.splice(0);
  }

  #record(socket: Socket): void {
    const chunks: Buffer[] = [];
    let answered = false;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      // The other side waits for an answer before it ends.
      if (!answered && isWhole(Buffer.concat(chunks))) {
        answered = true;
        socket.write(answer);
      }
    });
    socket.on('close', () => {
      this.#recordings.push(new Recording(Buffer.concat(chunks)));
      this.#heard();
    });
  }
}

function isWhole(bytes: Buffer): boolean {
  if (!bytes.includes(endOfHead)) {
    return false;
  }
  const recording = new Recording(bytes);
  return recording.rest.length >= Number(recording.valuesOf('content-length')[0] ?? 0);
}
