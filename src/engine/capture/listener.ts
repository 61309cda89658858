import type { Server } from 'node:http';
import { isIP, type ListenOptions } from 'node:net';
import { codeOf, messageOf } from '../../common/errors.ts';
import type { ListenerState } from '../../protocol/engine.ts';
import type { CaptureServer, ClosableServer } from './httpServer.ts';

/** How many ports above a taken one are tried. */
const portsTried = 20;
/** Milliseconds that requests in flight have to be answered when the listener stops. */
const stopGrace = 400;

/** This machine has no such address: not a failure for the second of two loopback addresses. */
const absentAddress = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'EPROTONOSUPPORT']);

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

function listen(server: Server, options: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ ...options, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close({ server, closeSilent }: ClosableServer): Promise<void> {
  return new Promise((resolve) => {
    closeSilent();
    const force = setTimeout(() => server.closeAllConnections(), stopGrace);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
  });
}

/** Addresses to bind for a configured host: loopback means both IPv4 and IPv6. */
function addressesOf(host: string): string[] {
  return loopback.has(host.toLowerCase()) ? ['127.0.0.1', '::1'] : [host];
}

type Failure = (ListenerState & { readonly kind: 'failed' })['why'];

function failureOf(error: unknown): Failure {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return 'portInUse';
    case 'EACCES':
    case 'EPERM':
      return 'notPermitted';
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'addressNotHere';
    default:
      return 'other';
  }
}

/** The port that the first of them has; undefined where there is none. */
function portOf([first]: readonly ClosableServer[]): number | undefined {
  const address = first?.server.address();
  return typeof address === 'object' ? address?.port : undefined;
}

/** Binds and unbinds; calls are carried out one after another. */
export class Listener {
  readonly #capture: CaptureServer;
  #servers: readonly ClosableServer[] = [];
  #state: ListenerState = { kind: 'stopped' };
  #queue: Promise<unknown> = Promise.resolve();

  constructor(capture: CaptureServer) {
    this.#capture = capture;
  }

  /** Where requests of our own reach the listener; undefined while it is stopped. */
  get address(): { readonly host: string; readonly port: number } | undefined {
    if (this.#state.kind !== 'listening') {
      return undefined;
    }
    const [host = '127.0.0.1'] = addressesOf(this.#state.host);
    const unspecified = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host];
    return { host: unspecified ?? host, port: this.#state.port };
  }

  /**
   * Port 0 is any that is free. Already listening there: nothing happens. Listening elsewhere: that is stopped first. A retry looks for no free
   * port where that one is still taken.
   */
  start(host: string, port: number, isRetry = false): Promise<ListenerState> {
    return this.#inTurn(async () => {
      const state = this.#state;
      if (state.kind === 'listening' && state.host === host && state.port === port) {
        return state;
      }
      await this.#close();
      this.#state = await this.#bind(host, port, isRetry);
      return this.#state;
    });
  }

  /** Stopped already: nothing happens. The port is free when this resolves. */
  stop(): Promise<ListenerState> {
    return this.#inTurn(async () => {
      await this.#close();
      return this.#state;
    });
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(action);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #close(): Promise<void> {
    const servers = this.#servers;
    this.#servers = [];
    this.#state = { kind: 'stopped' };
    this.#capture.endWaiting();
    await Promise.all(servers.map(close));
  }

  async #bind(host: string, port: number, isRetry: boolean): Promise<ListenerState> {
    try {
      this.#servers = await this.#open(host, port);
      return { kind: 'listening', host, port: portOf(this.#servers) ?? port };
    } catch (error) {
      const why = failureOf(error);
      const nextFreePort = why === 'portInUse' && !isRetry ? await this.#freePortAbove(host, port) : null;
      return { kind: 'failed', host, port, why, nextFreePort, detail: messageOf(error) };
    }
  }

  /** A server for each address: all of them or none. */
  async #open(host: string, port: number): Promise<ClosableServer[]> {
    const servers: ClosableServer[] = [];
    for (const address of addressesOf(host)) {
      const server = this.#capture.create();
      try {
        await listen(server.server, {
          host: address,
          port: portOf(servers) ?? port,
          ipv6Only: isIP(address) === 6 && address !== '::',
        });
        servers.push(server);
      } catch (error) {
        const isSecondLoopback = servers.length > 0 && absentAddress.has(codeOf(error));
        if (!isSecondLoopback) {
          await Promise.all(servers.map(close));
          throw error;
        }
      }
    }
    return servers;
  }

  async #freePortAbove(host: string, taken: number): Promise<number | null> {
    for (let port = taken + 1; port <= Math.min(taken + portsTried, 65_535); port += 1) {
      try {
        await Promise.all((await this.#open(host, port)).map(close));
        return port;
      } catch {
        // Taken as well.
      }
    }
    return null;
  }
}
