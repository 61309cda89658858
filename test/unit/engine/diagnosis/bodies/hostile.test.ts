import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { plainBodyVariants } from '../../../../../src/engine/diagnosis/bodies/plain.ts';
import { bodySigns } from '../../../../../src/engine/diagnosis/bodies/signs.ts';
import { body as ordinary, isSame } from '../subjects.ts';
import { costOf } from '../../../../support/cost.ts';
import { limit } from '../../../../support/limits.ts';

const mebibyte = 1024 * 1024;

const hostile: Readonly<Record<string, () => Buffer>> = {
  'random bytes': () => randomBytes(mebibyte),
  'nested arrays': () => Buffer.alloc(mebibyte, '['),
  'nested objects': () => Buffer.from('{"a":'.repeat(200_000)),
  quotes: () => Buffer.alloc(mebibyte, '"'),
  backslashes: () => Buffer.from(`{"a":"${'\\'.repeat(mebibyte)}`),
  'closing brackets': () => Buffer.from(`[${'] '.repeat(mebibyte / 2)}x`),
  spaces: () => Buffer.alloc(mebibyte, ' '),
  'line ends': () => Buffer.alloc(mebibyte, '\r\n'),
  'percent signs': () => Buffer.from(`a=${'%'.repeat(mebibyte / 4)}`),
  ampersands: () => Buffer.from(`a=${'&a='.repeat(mebibyte / 8)}`),
  'a long word': () => Buffer.alloc(mebibyte, 'A'),
  commas: () => Buffer.from(`{"a":[${','.repeat(mebibyte)}`),
  'combining marks': () => Buffer.from(`"${'e\u0301\u0327'.repeat(100_000)}"`),
  'lone surrogates': () => Buffer.from(`{"a":"${'\\ud800'.repeat(10_000)}"}`),
  'one long string': () => Buffer.from(JSON.stringify({ a: 'x'.repeat(10 * mebibyte) })),
  'gzip of 256 MiB': () => gzipSync(Buffer.alloc(256 * mebibyte)),
  'Brotli of 64 MiB': () => brotliCompressSync(Buffer.alloc(64 * mebibyte)),
  'gzip in gzip of 64 MiB': () => gzipSync(gzipSync(Buffer.alloc(64 * mebibyte))),
};

describe('a hostile body', () => {
  for (const [name, make] of Object.entries(hostile)) {
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      it(`of ${name}, as ${type}, gives few variants, in time`, () => {
        const body = make();
        let count = 0;
        const cost = costOf(() => {
          for (const { value } of plainBodyVariants(body, type)) {
            assert.ok(value.length <= 40 * mebibyte);
            count += 1;
          }
          bodySigns(body, type);
        });
        assert.ok(count < 250, `${count}`);
        assert.ok(cost < 4000, `${cost}`);
      }).timeout(limit(20_000));
    }
  }
});

describe('an ordinary body', () => {
  it('has no variant twice, and not itself', () => {
    const all = [...plainBodyVariants(ordinary, 'application/json')];
    assert.equal(new Set(all.map(({ value }) => Buffer.from(value).toString('latin1'))).size, all.length);
    assert.ok(!all.some(({ value }) => isSame(ordinary)(value)));
    assert.ok(all.every(({ causes }) => causes.length > 0));
    assert.ok(all.length > 50 && all.length < 200, `${all.length}`);
  });
});
