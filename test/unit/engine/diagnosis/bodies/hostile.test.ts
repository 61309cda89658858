import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { plainBodyVariants } from '../../../../../src/engine/diagnosis/bodies/plain.ts';
import { bodySigns } from '../../../../../src/engine/diagnosis/bodies/signs.ts';
import { body as ordinary, isSame } from '../subjects.ts';
import { costOf } from '../../../../support/cost.ts';
import { limit } from '../../../../support/limits.ts';
import { isLong } from '../../../../support/long.ts';

const mebibyte = 1024 * 1024;
/** Bytes: enough for work that grows with its square to take minutes. */
const size = isLong ? mebibyte : mebibyte / 4;

const hostile: Readonly<Record<string, () => Buffer>> = {
  'random bytes': () => randomBytes(size),
  'nested arrays': () => Buffer.alloc(size, '['),
  'nested objects': () => Buffer.from('{"a":'.repeat(size / 5)),
  quotes: () => Buffer.alloc(size, '"'),
  backslashes: () => Buffer.from(`{"a":"${'\\'.repeat(size)}`),
  'closing brackets': () => Buffer.from(`[${'] '.repeat(size / 2)}x`),
  spaces: () => Buffer.alloc(size, ' '),
  'line ends': () => Buffer.alloc(size, '\r\n'),
  'percent signs': () => Buffer.from(`a=${'%'.repeat(size / 4)}`),
  ampersands: () => Buffer.from(`a=${'&a='.repeat(size / 8)}`),
  'a long word': () => Buffer.alloc(size, 'A'),
  commas: () => Buffer.from(`{"a":[${','.repeat(size)}`),
  'combining marks': () => Buffer.from(`"${'e\u0301\u0327'.repeat(size / 10)}"`),
  'lone surrogates': () => Buffer.from(`{"a":"${'\\ud800'.repeat(10_000)}"}`),
  'one long string': () => Buffer.from(JSON.stringify({ a: 'x'.repeat(10 * mebibyte) })),
  'gzip of 256 MiB': () => gzipSync(Buffer.alloc(256 * mebibyte)),
  'Brotli of 64 MiB': () => brotliCompressSync(Buffer.alloc(64 * mebibyte)),
  'gzip in gzip of 64 MiB': () => gzipSync(gzipSync(Buffer.alloc(64 * mebibyte))),
};

describe('a hostile body', () => {
  for (const [name, make] of Object.entries(hostile)) {
    describe(`of ${name}`, () => {
      let body: Buffer;
      before(() => {
        body = make();
      });

      for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
        it(`as ${type} gives few variants, in time`, () => {
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
    });
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
