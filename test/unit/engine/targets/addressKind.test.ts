import assert from 'node:assert/strict';
import { addressKind } from '../../../../src/engine/targets/addressKind.ts';

const table: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '::ffff:7f00:1'],
  other: [
    ...['8.8.8.8', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '128.0.0.0', '126.255.255.255'],
    ...[
      '2606:4700::1111',
      'fd00::1',
      'fdab:cdef::254',
      '::ffff:10.0.0.1',
      '64:ff9b::8.8.8.8',
      '64:ff9b::a00:1',
    ],
    ...['2002:808:808::1', '169.253.255.255', '169.255.0.0', 'fd12::1'],
  ],
  metadata: [
    ...['169.254.169.254', '169.254.170.2', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
    ...[
      'fd00:ec2::254',
      'fd00:0ec2:0:0:0:0:0:0254',
      'FD00:EC2::254',
      'fd20:ce::254',
      '::ffff:169.254.169.254',
    ],
    '::ffff:a9fe:a9fe',
  ],
  linkLocal: ['169.254.0.1', '169.254.255.255', 'fe80::1', 'fe80::1%eth0', 'febf::1', '::ffff:169.254.1.1'],
  unspecified: ['0.0.0.0', '0.1.2.3', '::', '0:0:0:0:0:0:0:0', '::ffff:0.0.0.0'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1', '::ffff:224.0.0.1'],
  broadcast: ['255.255.255.255', '::ffff:255.255.255.255'],
  reserved: [
    '240.0.0.1',
    '192.0.0.8',
    '2001::1',
    '100::1',
    'fec0::1',
    'localhost',
    '',
    '127.1',
    '0177.0.0.1',
  ],
  embedded: [
    ...['64:ff9b::169.254.169.254', '64:ff9b::a9fe:a9fe', '64:ff9b::7f00:1', '64:ff9b:1::a9fe:a9fe'],
    ...['2002:a9fe:a9fe::', '2002:7f00:1::1', '::127.0.0.1', '::a9fe:a9fe', '::ffff:0:169.254.169.254'],
  ],
};

describe('The kind of an address', () => {
  for (const [kind, addresses] of Object.entries(table)) {
    it(`is ${kind}, however it is spelled`, () => {
      assert.deepEqual(
        addresses.map((address) => [address, addressKind(address)]),
        addresses.map((address) => [address, kind]),
      );
    });
  }
});
