import { once } from 'node:events';
import type { Server } from 'node:http';
import express from 'express';

/** An app made with Express: reads each backup that is sent to it, and answers what it read. */
export class ExpressApp {
  readonly #server: Server;
  /** The backups that arrived, in order. */
  readonly names: string[];

  private constructor(server: Server, names: string[]) {
    this.#server = server;
    this.names = names;
  }

  /** On a free port where none is given. */
  static async start(port = 0): Promise<ExpressApp> {
    const names: string[] = [];
    const app = express();
    app.post('/hooks/backups', express.json(), (request, response) => {
      const { backup } = request.body as { readonly backup: { readonly name: string } };
      names.push(backup.name);
      response.status(201).set('X-App', 'express').json({ stored: backup.name });
    });
    const server = app.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new ExpressApp(server, names);
  }

  /** Host and port. */
  get host(): string {
    const address = this.#server.address();
    return `localhost:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
