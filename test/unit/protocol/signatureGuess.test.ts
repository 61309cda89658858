import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import {
  bareForm,
  formOfPrefix,
  headerGuesses,
  idHeaders,
  likelyAlgorithms,
  readDigest,
  signatureForms,
  signatureIn,
  timePlaces,
  timeUnit,
} from '../../../src/protocol/signatureGuess.ts';
import type { HeaderPair } from '../../../src/protocol/http.ts';
import type { ByteEncoding } from '../../../src/protocol/signature.ts';

const bytes = (count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, (_, at) => (at * 37 + 251) % 256));
const digest = (count: number, encoding: ByteEncoding = 'hex'): string => bytes(count).toString(encoding);

describe('A digest', () => {
  it('is read in each encoding, with its length', () => {
    for (const count of [16, 20, 32, 48, 64]) {
      assert.deepEqual(readDigest(digest(count)), { encoding: 'hex', bytes: count });
      assert.deepEqual(readDigest(digest(count).toUpperCase()), { encoding: 'hex-upper', bytes: count });
      assert.deepEqual(readDigest(digest(count, 'base64')), { encoding: 'base64', bytes: count });
      assert.deepEqual(readDigest(digest(count, 'base64url')), { encoding: 'base64url', bytes: count });
    }
  });

  it('is none of what has other characters or lengths', () => {
    assert.deepEqual(['', '=', '==', 'a b', 'ä', 'abcde', '{"a":1}'].map(readDigest), [
      null,
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('The form of a signature header', () => {
  const first = (value: string) => signatureForms(value)[0];

  it('is guessed from its value', () => {
    const hex = digest(32);
    const base64 = digest(32, 'base64');
    assert.deepEqual(first(hex), bareForm);
    assert.deepEqual(first(base64), bareForm);
    assert.deepEqual(first(`sha256=${hex}`), { items: '', pair: '=', key: 'sha256' });
    assert.deepEqual(first(`hmac-sha256-hex=${hex}`), { items: '', pair: '=', key: 'hmac-sha256-hex' });
    assert.deepEqual(first(`sha256=${base64}`), { items: '', pair: '=', key: 'sha256' });
    assert.deepEqual(first(`t=1700000000,v1=${hex}`), { items: ',', pair: '=', key: 'v1' });
    assert.deepEqual(first(`ts=1700000000; h1=${hex}`), { items: ';', pair: '=', key: 'h1' });
    assert.deepEqual(first(`v1,${base64}`), { items: ' ', pair: ',', key: 'v1' });
    assert.deepEqual(first(`v1,${base64} v1,${base64}`), { items: ' ', pair: ',', key: 'v1' });
  });

  it('leaves the value alone as a choice, and offers no form twice', () => {
    const forms = signatureForms(`t=1700000000,v1=${digest(32)},v1=${digest(32)},v0=${digest(32)}`);
    assert.deepEqual(
      forms.map(({ key }) => key),
      ['v1', 'v0', ''],
    );
    assert.deepEqual(signatureForms('hello'), [bareForm]);
  });

  it('says which part is the signature', () => {
    const value = 't=1, v1=ab';
    assert.equal(signatureIn(value, { items: ',', pair: '=', key: 'v1' }), 'ab');
    assert.equal(signatureIn(value, { items: ',', pair: '=', key: 'v2' }), null);
    assert.equal(signatureIn(' ab ', bareForm), 'ab');
  });

  it('is a prefix that a person types', () => {
    assert.deepEqual(formOfPrefix('sha256='), { items: '', pair: '=', key: 'sha256' });
    assert.deepEqual(formOfPrefix(''), bareForm);
  });
});

describe('The algorithm of a signature', () => {
  it('is guessed from its length, and from what is named where two have that', () => {
    const first = (count: number, hint = ''): string | undefined => likelyAlgorithms(count, hint)[0];
    assert.deepEqual(
      [20, 32, 64, 71, 256].map((count) => first(count)),
      ['hmac-sha1', 'hmac-sha256', 'hmac-sha512', 'ecdsa-p256-sha256', 'rsa-sha256'],
    );
    assert.equal(first(64, 'X-Signature-Ed25519 '), 'ed25519');
  });
});

describe('The header of a signature', () => {
  const headers: readonly HeaderPair[] = [
    ['Host', 'localhost'],
    ['Content-Type', 'application/json'],
    ['traceparent', `00-${digest(16)}-${digest(8)}-01`],
    ['X-Request-Id', '0f8fad5b-d9cb-469f-a165-70867728950e'],
    ['X-Acme-Time', '1700000000'],
    ['X-Acme-Check', `sha256=${digest(32)}`],
    ['X-Acme-Signature', `sha256=${digest(32)}`],
    ['X-Acme-Signature', `sha256=${digest(32)}`],
    ['Content-Digest', digest(32)],
  ];

  it('is the one whose name and value look like it, then either; each header once', () => {
    const guesses = headerGuesses(headers);
    assert.deepEqual(
      guesses.filter(({ likely }) => likely).map(({ name }) => name),
      ['X-Acme-Signature', 'X-Acme-Check'],
    );
    assert.equal(guesses.length, headers.length - 1);
  });

  it('is not confused with ids and times', () => {
    assert.deepEqual(idHeaders(headers), ['X-Request-Id']);
    assert.deepEqual(timePlaces(headers, '', bareForm), [{ from: { header: 'X-Acme-Time' }, unit: 's' }]);
  });
});

describe('The time of a request', () => {
  it('is known by its digits', () => {
    assert.deepEqual(
      [
        '1700000000',
        '1700000000000',
        '2026-11-23T12:00:00Z',
        '2026-11-23T12:00:00.123+01:00',
        '17',
        'now',
      ].map(timeUnit),
      ['s', 'ms', 'iso', 'iso', null, null],
    );
  });

  it('stands in the signature first, then in the header that is named so', () => {
    const headers: readonly HeaderPair[] = [
      ['X-Number', '1700000001'],
      ['X-Timestamp', '1700000000'],
    ];
    const form = { items: ',', pair: '=', key: 'v1' };
    assert.deepEqual(timePlaces(headers, 't=1700000000000,v1=ab', form), [
      { from: { field: 't' }, unit: 'ms' },
      { from: { header: 'X-Timestamp' }, unit: 's' },
      { from: { header: 'X-Number' }, unit: 's' },
    ]);
  });
});
