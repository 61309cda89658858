import { createServer, request } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { messageOf } from '../../src/common/errors.ts';

type Entries = Readonly<Record<string, string>>;

/** What a browser keeps for a workbench. */
export interface BrowserStorage {
  /** The entries of its localStorage. */
  readonly local: Entries;
  /** Those of the databases in which it remembers its views and editors, by the name of the database. */
  readonly states: Readonly<Record<string, Entries>>;
}

/** The object store in each of those databases. */
export const stateStore = 'ItemTable';

export interface DoorOptions {
  readonly port: number;
  readonly serverPort: number;
  /** Where the workbench is, such as `/?folder=...`. */
  readonly workbench: string;
  /** Called when a person arrives: ends the window that ran until then, and answers what it had stored. */
  readonly handOver: () => Promise<BrowserStorage>;
}

export const nothingStored: BrowserStorage = { local: {}, states: {} };

const localNames = new Set(['localhost', '127.0.0.1', '[::1]']);

function isLocal(message: IncomingMessage): boolean {
  return localNames.has((message.headers.host ?? '').replace(/:\d+$/, ''));
}

function arrivalPage(workbench: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Webhook Debugger</title><p>Opening VS Code ...</p><script>
// What is there already is a person's own.
const table = ${JSON.stringify(stateStore)};
const restore = ([name, entries]) => new Promise((done) => {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(table);
  opening.onerror = done;
  opening.onsuccess = () => {
    const change = opening.result.transaction(table, 'readwrite');
    for (const [key, value] of Object.entries(entries)) {
      change.objectStore(table).add(value, key).onerror = (event) => event.preventDefault();
    }
    change.oncomplete = change.onabort = () => { opening.result.close(); done(); };
  };
});
fetch('/handover', { method: 'POST' }).then((answer) => answer.json()).then(async ({ local, states }) => {
  for (const [name, value] of Object.entries(local)) {
    if (localStorage.getItem(name) === null) localStorage.setItem(name, value);
  }
  await Promise.all(Object.entries(states).map(restore));
  location.replace(${JSON.stringify(workbench)});
});
</script>`;
}

/**
 * The address that a person opens. Two windows are two extension hosts, and only one of them can have the
 * listener's port; so the window without a face, which ran until then, goes as the person's own arrives, and
 * what it kept (the demo secret, sealed by the server, and which views are open) is put into the person's browser.
 * The rest passes through.
 */
export class Door {
  readonly url: string;
  readonly #options: DoorOptions;
  readonly #server: Server;

  private constructor(options: DoorOptions) {
    this.#options = options;
    this.url = `http://localhost:${options.port}/`;
    this.#server = createServer((incoming, answer) => this.#request(incoming, answer));
    this.#server.on('upgrade', (incoming, socket: Socket, head) => this.#upgrade(incoming, socket, head));
  }

  static open(options: DoorOptions): Promise<Door> {
    const door = new Door(options);
    return new Promise((resolve, reject) => {
      door.#server.once('error', reject);
      door.#server.listen(options.port, '127.0.0.1', () => resolve(door));
    });
  }

  #request(incoming: IncomingMessage, answer: ServerResponse): void {
    if (!isLocal(incoming)) {
      answer.writeHead(403).end(`Open ${this.url}\n`);
    } else if (incoming.url === '/' && incoming.method === 'GET') {
      answer.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'no-store' });
      answer.end(arrivalPage(this.#options.workbench));
    } else if (incoming.url === '/handover' && incoming.method === 'POST') {
      void this.#handOver(answer);
    } else {
      this.#pass(incoming, answer);
    }
  }

  async #handOver(answer: ServerResponse): Promise<void> {
    let stored = nothingStored;
    try {
      stored = await this.#options.handOver();
    } catch (error) {
      console.error(messageOf(error));
    }
    answer.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(stored));
  }

  #pass(incoming: IncomingMessage, answer: ServerResponse): void {
    const { method, url: path, headers } = incoming;
    const passed = request(
      { host: '127.0.0.1', port: this.#options.serverPort, method, path, headers },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
        response.pipe(answer);
      },
    );
    passed.once('error', () => answer.destroy());
    answer.once('close', () => passed.destroy());
    incoming.pipe(passed);
  }

  #upgrade(incoming: IncomingMessage, socket: Socket, head: Buffer): void {
    if (!isLocal(incoming)) {
      socket.destroy();
      return;
    }
    const server = connect(this.#options.serverPort, '127.0.0.1');
    const raw = incoming.rawHeaders;
    const headers = raw.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${raw[at + 1] ?? ''}`] : []));
    server.write([`${incoming.method} ${incoming.url} HTTP/1.1`, ...headers, '', ''].join('\r\n'), 'latin1');
    server.write(head);
    server.pipe(socket).pipe(server);
    for (const [one, other] of [
      [server, socket],
      [socket, server],
    ] as const) {
      one.once('error', () => other.destroy()).once('close', () => other.destroy());
    }
  }
}
