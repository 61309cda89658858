import assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import { codingsOf, decodedBody, decodedLimit } from '../../../../src/engine/content/codings.ts';
import { partsOf } from './holding.ts';

const plain = Buffer.from('{"event":"order.paid","id":"o_7"}');
const coded = (value: string, body: Buffer): Buffer =>
  Buffer.from(decodedBody(['Content-Encoding', value], body));

describe('the content of a compressed body', () => {
  const single: readonly (readonly [string, (body: Buffer) => Buffer])[] = [
    ['gzip', (body) => zlib.gzipSync(body)],
    ['x-gzip', (body) => zlib.gzipSync(body)],
    ['GZIP', (body) => zlib.gzipSync(body)],
    ['deflate', (body) => zlib.deflateSync(body)],
    ['deflate', (body) => zlib.deflateRawSync(body)],
    ['br', (body) => zlib.brotliCompressSync(body)],
  ];
  for (const [name, encode] of single) {
    it(`is read: ${name}`, () => assert.deepEqual(coded(name, encode(plain)), plain));
  }

  it('is read: zstd, where this Node has it', function () {
    if (!('zstdCompressSync' in zlib)) {
      this.skip();
    }
    assert.deepEqual(coded('zstd', zlib.zstdCompressSync(plain)), plain);
  });

  it('is read through up to three codings, in the order of the header', () => {
    const two = zlib.gzipSync(zlib.brotliCompressSync(plain));
    assert.deepEqual(coded('br, gzip', two), plain);
    assert.deepEqual(
      coded('identity, br, br, gzip', zlib.gzipSync(zlib.brotliCompressSync(zlib.brotliCompressSync(plain)))),
      plain,
    );
    const four = zlib.gzipSync(zlib.gzipSync(two));
    assert.deepEqual(coded('br, gzip, gzip, gzip', four), four);
    assert.deepEqual(codingsOf(['content-encoding', 'br', 'Content-Encoding', ' x-gzip ,']), ['br', 'gzip']);
  });

  it('is the body as it came where it is plain already, damaged, cut off or of no known coding', () => {
    const zipped = zlib.gzipSync(Buffer.alloc(5_000, 'abcdefg'));
    const damaged = Buffer.from(zipped);
    damaged.writeUInt8(damaged.readUInt8(20) ^ 0xff, 20);
    const bodies: readonly (readonly [string, Buffer])[] = [
      ['gzip', plain],
      ['gzip', damaged],
      ['gzip', zipped.subarray(0, 30)],
      ['aws-chunked', plain],
      ['constructor', plain],
      ['gzip', Buffer.alloc(0)],
    ];
    for (const [name, body] of bodies) {
      assert.equal(decodedBody(['content-encoding', name], body), body, name);
    }
  });

  it('of a bomb is not read beyond what its size allows', () => {
    const bomb = zlib.gzipSync(Buffer.alloc(64 * 1024 * 1024));
    assert.ok(decodedLimit(bomb) < 64 * 1024 * 1024);
    assert.equal(decodedBody(['content-encoding', 'gzip'], bomb), bomb);
  });

  it('serves titles, facts and forms', () => {
    const parts = partsOf({ rawHeaders: ['Content-Encoding', 'gzip'], body: zlib.gzipSync(plain) });
    assert.deepEqual(parts.json, JSON.parse(plain.toString()));
    const form = partsOf({
      rawHeaders: ['Content-Encoding', 'gzip', 'Content-Type', 'application/x-www-form-urlencoded'],
      body: zlib.gzipSync(Buffer.from('a=b+c')),
    });
    assert.equal(form.form.get('a'), 'b c');
  });

  it('is never what is signed anew: its JSON is not the bytes', () => {
    const parts = partsOf({ rawHeaders: ['Content-Encoding', 'gzip'], body: zlib.gzipSync(plain) });
    assert.equal(parts.hasPlainJson, false);
    assert.equal(partsOf({ body: plain }).hasPlainJson, true);
  });
});
