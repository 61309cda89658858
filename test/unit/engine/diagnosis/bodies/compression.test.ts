import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { compressionVariants } from '../../../../../src/engine/diagnosis/bodies/compression.ts';
import { foundIn, provesEach } from './originals.ts';

const text = '{"name":"Acme Project","values":[1,2,3,4,5,6,7,8,9,10]}'.repeat(20);
const python = gzipSync(text, { level: 9 });
python.writeUInt8(255, 9);

describe('a compressed body', () => {
  provesEach([
    ['gzip came, its content was signed', gzipSync(text), text, 'body-compressed'],
    ['deflate came', deflateSync(text), text, 'body-compressed'],
    ['deflate without its header came', deflateRawSync(text), text, 'body-compressed'],
    ['Brotli came', brotliCompressSync(text), text, 'body-compressed'],
    ['gzip in gzip came', gzipSync(gzipSync(text)), text, 'body-compressed'],
    ['gzip was signed, its content came', text, gzipSync(text), 'body-decompressed'],
    ['gzip of Python was signed', text, python, 'body-decompressed'],
    ['deflate was signed', text, deflateSync(text), 'body-decompressed'],
  ]);

  it('says in what format', () => {
    assert.deepEqual(foundIn(deflateSync(text), text).details, [{ format: 'deflate' }]);
    assert.deepEqual(foundIn(gzipSync(gzipSync(text)), text).details, [{ format: 'gzip, gzip' }]);
  });

  it('is not compressed once more', () => {
    assert.ok(
      [...compressionVariants(gzipSync(text))].every(
        ({ causes: [first] }) => first?.id === 'body-compressed',
      ),
    );
  });

  it('is left alone where it is larger than 10 MiB inside', () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    assert.deepEqual(
      [...compressionVariants(bomb)].filter(({ causes: [first] }) => first?.id === 'body-compressed'),
      [],
    );
  });
});
