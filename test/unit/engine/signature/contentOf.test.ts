import assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import { contentOf } from '../../../../src/engine/content/contentOf.ts';

const plain = Buffer.from('{"event":"order.paid"}'.repeat(400));
const of = async (codings: string, body: Buffer) => {
  const content = await contentOf(['Content-Encoding', codings], body);
  return [content?.facts.state, content?.facts.coding, content?.body.length] as const;
};

describe('what is told of a Content-Encoding', () => {
  const zipped = zlib.gzipSync(plain);

  it('is nothing where there is none, or no body', async () => {
    assert.equal(await contentOf([], plain), null);
    assert.equal(await contentOf(['content-encoding', 'identity'], plain), null);
    assert.equal(await contentOf(['content-encoding', 'gzip'], Buffer.alloc(0)), null);
  });

  it('is that the body was decoded', async () => {
    assert.deepEqual(await of('gzip', zipped), ['whole', 'gzip', plain.length]);
    assert.deepEqual(await of('br, gzip', zlib.gzipSync(zlib.brotliCompressSync(plain))), [
      'whole',
      'br',
      plain.length,
    ]);
  });

  it('is what went wrong', async () => {
    assert.deepEqual(await of('gzip', plain), ['notEncoded', 'gzip', plain.length]);
    assert.deepEqual(await of('br', plain), ['notEncoded', 'br', plain.length]);
    assert.deepEqual(await of('gzip, gzip', zipped), ['notEncoded', 'gzip', plain.length]);
    assert.deepEqual(await of('compress', plain), ['unknown', 'compress', plain.length]);
    assert.deepEqual(await of('br, br, br, gzip', zipped), ['tooMany', 'gzip', zipped.length]);
    const [early, , kept = 0] = await of('gzip', zipped.subarray(0, zipped.length - 9));
    assert.equal(early, 'endsEarly');
    assert.ok(kept > 0);
    assert.equal((await of('br', Buffer.alloc(900, 0xff)))[0], 'damaged');
    const damaged = Buffer.from(zipped);
    damaged.writeUInt8(damaged.readUInt8(damaged.length - 6) ^ 0xff, damaged.length - 6);
    assert.equal((await of('gzip', damaged))[0], 'damaged');
  });

  it('goes through all codings of a body that is not all there', async () => {
    const twice = zlib.gzipSync(
      zlib.gzipSync(Buffer.from(Array.from({ length: 9000 }, (_, at) => at).join())),
    );
    const content = await contentOf(['Content-Encoding', 'gzip, gzip'], twice.subarray(0, twice.length - 9));
    assert.equal(content?.facts.state, 'endsEarly');
    assert.match(Buffer.from(content?.body ?? '').toString(), /^0,1,2,3,/);
  });

  it('is how a bomb begins', async () => {
    const bomb = zlib.gzipSync(Buffer.alloc(32 * 1024 * 1024));
    const [state, , length = 0] = await of('gzip', bomb);
    assert.equal(state, 'tooLarge');
    assert.ok(length >= 1024 * 1024 && length <= 16 * 1024 * 1024);
  });
});
