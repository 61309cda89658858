import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { decodeDigest } from '../../../../src/engine/signature/digest.ts';
import { keysOf } from '../../../../src/engine/signature/keys.ts';
import type { KeyRule } from '../../../../src/engine/signature/scheme.ts';
import {
  compileTemplate,
  coversBody,
  coversForm,
  fillTemplate,
} from '../../../../src/engine/signature/template.ts';
import { partsOf } from './holding.ts';
import { costOf } from '../../../support/cost.ts';

describe('decodeDigest', () => {
  for (const encoding of ['hex', 'base64', 'base64url'] as const) {
    it(`reads back every ${encoding} digest of 20, 32 and 64 bytes`, () => {
      for (const length of [20, 32, 64]) {
        const digest = randomBytes(length);
        assert.deepEqual(decodeDigest(digest.toString(encoding), encoding, length), digest);
      }
    });
  }

  it('reads 64 KB of padding in a moment', () => {
    const fault = { fault: 'character', position: 64 * 1024, uppercaseHex: false };
    const padding = `${'='.repeat(64 * 1024)}x`;
    const cost = costOf(() => assert.deepEqual(decodeDigest(padding, 'base64', null), fault));
    assert.ok(cost < 200, `${cost}`);
  });

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

describe('keys', () => {
  const keyOf = (value: string, rule: KeyRule): Buffer | undefined =>
    keysOf([{ label: 'Secret 1', value }], rule, false)[0]?.key.export();

  it('have a prefix taken off where it is there, and the rest decoded', () => {
    const rule = { encoding: 'base64', prefix: 'whsec_' } as const;
    assert.deepEqual(keyOf('whsec_AAEC', rule), Buffer.from([0, 1, 2]));
    assert.deepEqual(keyOf('AAEC', rule), Buffer.from([0, 1, 2]));
    assert.deepEqual(keyOf('000102', { encoding: 'hex' }), Buffer.from([0, 1, 2]));
  });

  it('are none of a text that is no key', () => {
    assert.equal(keyOf('whsec_', { encoding: 'base64', prefix: 'whsec_' }), undefined);
    assert.equal(keyOf('0102 and more', { encoding: 'hex' }), undefined);
    for (const encoding of ['pem', 'spki-base64', 'ed25519-hex', 'ed25519-base64', 'jwk'] as const) {
      assert.equal(keyOf('a shared secret', { encoding }), undefined, encoding);
    }
  });

  it('are normalised where the vendor does it', () => {
    const rule = { encoding: 'utf8', normalize: 'NFKD' } as const;
    assert.deepEqual(keyOf('\u00e9', rule), Buffer.from('e\u0301'));
  });
});

describe('signed-content template', () => {
  const request = {
    method: 'PUT',
    target: '/hook?id=A%2FB&x=1',
    rawHeaders: ['X-Id', 'caf\u00e9', 'Content-Type', 'application/x-www-form-urlencoded'],
    body: Buffer.from('b=2&a=%C3%BC&b=1&b=2'),
  };
  const filled = (text: string, change: Partial<typeof request> = {}): string => {
    const filling = {
      parts: partsOf({ ...request, ...change }),
      fields: new Map([['t', '17']]),
      timestamp: '0017',
      url: 'https://example.com:8443/hook?id=A%2FB&x=1',
      secret: Buffer.from('s3cret'),
      listed: { names: { field: 't' }, split: ',', item: '{name}={value}', join: ';' },
    } as const;
    return Buffer.concat(fillTemplate(compileTemplate(text), filling)).toString('latin1');
  };

  it('joins text, header bytes and body bytes', () => {
    const body = Buffer.from([0xff, 0x00]);
    assert.equal(filled('v0:{header:x-id}:{body}', { body }), 'v0:caf\u00e9:\u00ff\u0000');
  });

  it('has the parts of the request that schemes sign', () => {
    assert.equal(filled('{method} {path} {timestamp}'), 'PUT /hook?id=A%2FB&x=1 0017');
    assert.equal(filled('{url}{secret}{field:t}'), 'https://example.com:8443/hook?id=A%2FB&x=1s3cret17');
    assert.equal(filled('{query:id}/{query:id|lower}'), 'A/B/a/b');
    assert.equal(filled('{crc32}', { body: Buffer.from('123456789') }), String(0xcbf43926));
  });

  it('has the values of a form in the order of their names, each value of a name once', () => {
    assert.equal(Buffer.from(filled('{form}'), 'latin1').toString(), 'aüb1b2');
    assert.equal(filled('{form}', { rawHeaders: [] }), '');
  });

  it('has the values of the headers that the request lists', () => {
    const rawHeaders = ['17', 'the listed one'];
    assert.equal(filled('{listed}', { rawHeaders }), '17=the listed one');
  });

  it('has the texts of JSON fields, numbers as they were written', () => {
    const body = Buffer.from('{"a":[{"n":1.50,"t":"x"}]}');
    assert.equal(filled('{json:a.0.n}:{json:a.0.t}:{json:a.0.absent}', { body }), '1.50:x:');
  });

  it('leaves an optional part out where something in it is absent', () => {
    assert.equal(filled('[id:{query:id};][none:{query:none};]end'), 'id:A/B;end');
  });

  it('says whether the body is covered', () => {
    const covers = (text: string): boolean => coversBody(compileTemplate(text));
    assert.equal(covers('{header:a}'), false);
    assert.equal(covers('{body}'), true);
    assert.equal(covers('{url}{form}'), false);
    const form = (text: string, change: Partial<typeof request> = {}): boolean =>
      coversForm(compileTemplate(text), partsOf({ ...request, ...change }));
    assert.equal(form('{url}{form}'), true);
    assert.equal(form('{url}{form}', { rawHeaders: [] }), false);
    assert.equal(form('{body}'), false);
  });

  it('refuses a placeholder that it does not know', () => {
    for (const text of ['{bodies}', '{body', 'body}', '[{body}', '{header:}', '{json:a|upper}']) {
      assert.throws(() => compileTemplate(text), TypeError, text);
    }
  });
});
