import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { decodeDigest, keyOf } from '../../../../src/engine/signature/digest.ts';
import { compileTemplate, fillTemplate } from '../../../../src/engine/signature/template.ts';

describe('decodeDigest', () => {
  for (const encoding of ['hex', 'base64', 'base64url'] as const) {
    it(`reads back every ${encoding} digest of 20, 32 and 64 bytes`, () => {
      for (const length of [20, 32, 64]) {
        const digest = randomBytes(length);
        assert.deepEqual(decodeDigest(digest.toString(encoding), encoding, length), digest);
      }
    });
  }

  it('refuses the spellings of base64 that decode alike but are not canonical', () => {
    const canonical = Buffer.alloc(32, 7).toString('base64');
    const last = canonical.at(-2) ?? '';
    const other = canonical.slice(0, -2) + String.fromCharCode(last.charCodeAt(0) + 1) + '=';
    assert.deepEqual(Buffer.from(other, 'base64'), Buffer.from(canonical, 'base64'));
    assert.ok('fault' in decodeDigest(other, 'base64', 32));
    assert.ok('fault' in decodeDigest(canonical.replace('=', ''), 'base64', 32));
  });

  it('says where the first wrong character is', () => {
    const text = `${'0'.repeat(10)}g${'0'.repeat(53)}`;
    assert.deepEqual(decodeDigest(text, 'hex', 32), {
      fault: 'character',
      position: 10,
      uppercaseHex: false,
    });
  });
});

describe('keyOf', () => {
  it('takes a prefix off where it is there, and decodes the rest', () => {
    const rule = { encoding: 'base64', prefix: 'whsec_' } as const;
    assert.deepEqual(keyOf('whsec_AAEC', rule).export(), Buffer.from([0, 1, 2]));
    assert.deepEqual(keyOf('AAEC', rule).export(), Buffer.from([0, 1, 2]));
  });
});

describe('signed-content template', () => {
  const fill = (text: string): string =>
    Buffer.concat(
      fillTemplate(compileTemplate(text), {
        rawHeaders: ['X-Id', 'caf\u00e9'],
        body: Buffer.from([0xff, 0x00]),
      }),
    ).toString('latin1');

  it('joins text, header bytes and body bytes', () => {
    assert.equal(fill('v0:{header:x-id}:{body}'), 'v0:caf\u00e9:\u00ff\u0000');
  });

  it('says whether the body is covered', () => {
    assert.equal(compileTemplate('{header:a}').coversBody, false);
    assert.equal(compileTemplate('{body}').coversBody, true);
  });

  it('refuses a placeholder that it does not know', () => {
    assert.throws(() => compileTemplate('{bodies}'), TypeError);
  });
});
