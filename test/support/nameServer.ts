import { Buffer } from 'node:buffer';
import { createSocket } from 'node:dgram';
import { Resolver as DnsResolver } from 'node:dns/promises';
import { once } from 'node:events';
import { isIPv6, SocketAddress } from 'node:net';
import type { Resolver } from '../../src/engine/targets/targets.ts';

const [typeA, typeAaaa] = [1, 28] as const;
/** A response without recursion, and that there is no such name. */
const [found, unknown] = [0x81_80, 0x81_83] as const;

/** The name in a question, as the bytes from `at` on have it, and where it ends. */
function nameAt(message: Buffer, at: number): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let end = at;
  for (let length = message[end] ?? 0; length > 0; length = message[end] ?? 0) {
    labels.push(message.toString('latin1', end + 1, end + 1 + length));
    end += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: end + 1 };
}

/** The 4 or 16 bytes of an address. */
function bytesOf(address: string): Buffer {
  if (!isIPv6(address)) {
    return Buffer.from(address.split('.').map(Number));
  }
  const { address: short } = new SocketAddress({ address, family: 'ipv6' });
  const hex = short.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = '', tail = ''] = hex.split('::');
  const words = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const [before, after] = [words(head), words(tail)];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const all = [...before, ...(hex.includes('::') ? zeros : []), ...after];
  return Buffer.from(all.map((word) => word.padStart(4, '0')).join(''), 'hex');
}

/** A name server on loopback that says what a test wants, another thing each time. */
export class NameServer {
  readonly #socket = createSocket('udp4');
  readonly #turns = new Map<string, (readonly string[])[]>();
  readonly #resolver = new DnsResolver({ tries: 1 });
  /** Questions for addresses of the fourth version that came, by name. */
  readonly asked = new Map<string, number>();

  async listen(): Promise<void> {
    this.#socket.on('message', (message, { port, address }) =>
      this.#socket.send(this.#response(message), port, address),
    );
    this.#socket.bind(0, '127.0.0.1');
    await once(this.#socket, 'listening');
    this.#resolver.setServers([`127.0.0.1:${this.#socket.address().port}`]);
  }

  /** The addresses of a name in each turn, and those of the last turn from then on. */
  knows(name: string, ...turns: (readonly string[])[]): void {
    this.#turns.set(name, turns);
  }

  /** Asks this server over the network, as the system's resolver asks one: both kinds of addresses, nothing kept. */
  readonly resolve: Resolver = async (name) => {
    const four = await this.#resolver.resolve4(name).catch(() => []);
    const six = await this.#resolver.resolve6(name).catch(() => []);
    const addresses = [
      ...four.map((address) => ({ address, family: 4 })),
      ...six.map((address) => ({ address, family: 6 })),
    ];
    if (addresses.length === 0) {
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
    }
    return addresses;
  };

  close(): void {
    this.#socket.close();
  }

  #response(query: Buffer): Buffer {
    const { name, end } = nameAt(query, 12);
    const type = query.readUInt16BE(end);
    const turns = this.#turns.get(name);
    const turn = this.asked.get(name) ?? 0;
    // The question for the other kind of addresses belongs to the same turn.
    const current = turns?.[Math.min(type === typeA ? turn : turn - 1, turns.length - 1)] ?? [];
    if (type === typeA) {
      this.asked.set(name, turn + 1);
    }
    const records = current
      .filter((address) => isIPv6(address) === (type === typeAaaa))
      .map((address) => this.#record(type, bytesOf(address)));
    const head = Buffer.alloc(12);
    query.copy(head, 0, 0, 2);
    head.writeUInt16BE(turns === undefined ? unknown : found, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(records.length, 6);
    return Buffer.concat([head, query.subarray(12, end + 4), ...records]);
  }

  /** A record of the name that was asked for, to be kept for no time at all. */
  #record(type: number, address: Buffer): Buffer {
    const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 0, 0, address.length]);
    return Buffer.concat([head, address]);
  }
}
