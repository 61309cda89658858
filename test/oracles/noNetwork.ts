import { Socket } from 'node:net';

/** `net` hands its own arguments on as a list. */
function hostOf(args: readonly unknown[]): string {
  for (const value of args.flat()) {
    if (typeof value === 'object' && value !== null && 'host' in value) {
      return String(value.host);
    }
  }
  return String(args[0]);
}

/** Keeps what runs in between from reaching out: connections fail, and are counted. */
export class NoNetwork {
  readonly #attempts: string[] = [];
  readonly #connect = Socket.prototype.connect;

  constructor() {
    const attempts = this.#attempts;
    Socket.prototype.connect = function refuse(this: Socket, ...args: readonly unknown[]): never {
      attempts.push(hostOf(args));
      throw new Error('a test of signatures connects to nothing');
    };
  }

  /** The hosts that were tried. */
  get attempts(): readonly string[] {
    return this.#attempts;
  }

  dispose(): void {
    Socket.prototype.connect = this.#connect;
  }
}
