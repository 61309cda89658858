import { BlockList, isIP } from 'node:net';
import type { TargetRefusal } from '../../protocol/targets.ts';

/** What an address is: of this machine, one that is never sent to, or any other (a private network's among them). */
export type AddressKind = 'loopback' | 'other' | TargetRefusal;

type Range = readonly [network: string, prefix: number];

function listOf(ranges: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) {
    list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}

const loopback = listOf([
  ['127.0.0.0', 8],
  ['::1', 128],
]);

/** Ranges that are never sent to (RFC 6890 and what clouds document), the closest description first. */
const refused: readonly (readonly [TargetRefusal, BlockList])[] = [
  [
    'metadata',
    listOf([
      ['169.254.169.254', 32],
      ['169.254.170.2', 32],
      ['100.100.100.200', 32],
      ['168.63.129.16', 32],
      ['192.0.0.192', 32],
      ['fd00:ec2::254', 128],
      ['fd20:ce::254', 128],
      ['fd00:42::42', 128],
      ['fd00:c1::a9fe:a9fe', 128],
    ]),
  ],
  [
    'linkLocal',
    listOf([
      ['169.254.0.0', 16],
      ['fe80::', 10],
    ]),
  ],
  [
    'unspecified',
    listOf([
      ['0.0.0.0', 8],
      ['::', 128],
    ]),
  ],
  [
    'multicast',
    listOf([
      ['224.0.0.0', 4],
      ['ff00::', 8],
    ]),
  ],
  ['broadcast', listOf([['255.255.255.255', 32]])],
  [
    'reserved',
    listOf([
      ['240.0.0.0', 4],
      ['192.0.0.0', 24],
      // Teredo: the address inside is disguised. Discard-only, site-local of old.
      ['2001::', 32],
      ['100::', 64],
      ['fec0::', 10],
    ]),
  ],
];

/** IPv6 ranges with an IPv4 address in them, and the 16-bit group at which that begins. */
const carriers: readonly (readonly [BlockList, group: number])[] = [
  // IPv4-compatible, IPv4-translated, NAT64 (well-known and local), 6to4.
  [listOf([['::', 96]]), 6],
  [listOf([['::ffff:0:0:0', 96]]), 6],
  [listOf([['64:ff9b::', 96]]), 6],
  [listOf([['64:ff9b:1::', 48]]), 6],
  [listOf([['2002::', 16]]), 1],
];

/** The eight 16-bit groups of an IPv6 address that is written as URLs write it: without dots. */
function groupsOf(address: string): number[] {
  const [head = '', tail = ''] = address.split('::');
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [first, last] = [read(head), read(tail)];
  const gap = address.includes('::') ? 8 - first.length - last.length : 0;
  return [...first, ...Array<number>(gap).fill(0), ...last];
}

/** As `URL` writes it: lower case, the longest run of zeros left out, no dots. */
function canonical(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** The IPv4 address that an IPv6 address carries; null where it carries none. */
function carried(address: string): string | null {
  const carrier = carriers.find(([list]) => list.check(address, 'ipv6'));
  if (carrier === undefined) {
    return null;
  }
  const groups = groupsOf(canonical(address));
  const [high = 0, low = 0] = groups.slice(carrier[1], carrier[1] + 2);
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** What an address of either family is. A zone (`fe80::1%eth0`) makes no difference. */
export function addressKind(text: string): AddressKind {
  const [address = ''] = text.split('%');
  const version = isIP(address);
  if (version === 0) {
    return 'reserved';
  }
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (loopback.check(address, family)) {
    return 'loopback';
  }
  const range = refused.find(([, list]) => list.check(address, family));
  if (range !== undefined) {
    return range[0];
  }
  const inner = version === 6 ? carried(address) : null;
  return inner === null || addressKind(inner) === 'other' ? 'other' : 'embedded';
}

/** Names under which clouds serve credentials to whoever asks. */
const metadataNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'metadata.platformequinix.com',
  'instance-data',
  'instance-data.ec2.internal',
]);

export function isMetadataName(name: string): boolean {
  return metadataNames.has(name);
}

/** `localhost` and the names under it are this machine's own (RFC 6761, section 6.3). */
export function isLocalhostName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost');
}
