import assert from 'node:assert/strict';
import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { unknownSignature } from '../../../../src/engine/signature/unknownSignature.ts';
import type { UnknownSignature } from '../../../../src/protocol/unknownSignature.ts';
import { describeReason } from '../../../../src/host/signature/reasonText.ts';
import { english } from '../../host/fakes.ts';
import { partsOf } from './holding.ts';
import type { Place } from '../../../../src/protocol/signature.ts';

const body = Buffer.from('{"order":7}');
const mac = (hash: string, encoding: 'hex' | 'base64' | 'base64url'): string =>
  createHmac(hash, 'secret').update(body).digest(encoding);
const { privateKey: ed25519 } = generateKeyPairSync('ed25519');
const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { privateKey: ec } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = `${encoded({ alg: 'HS256' })}.${encoded({ iss: 'acme' })}.${mac('sha256', 'base64url')}`;

function inHeader(name: string, value: string): UnknownSignature | undefined {
  return unknownSignature(partsOf({ rawHeaders: ['Host', 'localhost', name, value], body }));
}

function textOf(signature: UnknownSignature): string {
  return describeReason({ code: 'unrecognised', signature }, { t: english, signedContent: '' }).reason;
}

describe('a signature of no known scheme', () => {
  it('is never said to be of no known provider where one signs there', () => {
    const signature = inHeader('X-Signature', mac('sha256', 'hex'));
    assert.ok(signature !== undefined);
    const text = (alike: readonly string[]): string => {
      return describeReason({ code: 'unrecognised', signature, alike }, { t: english, signedContent: '' })
        .reason;
    };
    assert.equal(
      text(['Lemon Squeezy']),
      'X-Signature looks like an HMAC-SHA256 in hex, as used by Lemon Squeezy.',
    );
    assert.equal(text(['A', 'B']), 'X-Signature looks like an HMAC-SHA256 in hex, as used by A and B.');
    assert.equal(text([]), 'X-Signature looks like an HMAC-SHA256 in hex.');
  });

  const seen: readonly [name: string, value: string, looksLike: string][] = [
    ['X-Wobble-Signature', `sha512=${mac('sha512', 'hex')}`, 'an HMAC-SHA512 in hex'],
    ['X-Wobble-Signature', mac('sha512', 'hex'), 'an HMAC-SHA512 or an Ed25519 signature in hex'],
    ['X-Wobble-Signature-Ed25519', sign(null, body, ed25519).toString('hex'), 'an Ed25519 signature in hex'],
    [
      'acme-signature',
      sign(null, body, ed25519).toString('base64'),
      'an HMAC-SHA512 or an Ed25519 signature in Base64',
    ],
    ['X-Acme-Hmac-Sha256', mac('sha256', 'base64'), 'an HMAC-SHA256 in Base64'],
    ['X-Sign', mac('sha256', 'hex').toUpperCase(), 'an HMAC-SHA256 in upper-case hex'],
    ['X-Payload-Digest', mac('sha1', 'hex'), 'an HMAC-SHA1 in hex'],
    ['X-Webhooksignature', `t=1760000000,v1=${mac('sha256', 'hex')}`, 'an HMAC-SHA256 in hex'],
    ['Acme-Sig', `v1,${mac('sha256', 'base64')} v1,${mac('sha256', 'base64')}`, 'an HMAC-SHA256 in Base64'],
    ['XSignature', mac('sha384', 'base64url'), 'an HMAC-SHA384 in Base64'],
    ['X-Mac', mac('md5', 'hex'), 'an HMAC-MD5 in hex'],
    ['X-Hash', mac('sha256', 'hex'), 'an HMAC-SHA256 in hex'],
    ['X-Signature', sign('sha256', body, rsa).toString('base64'), 'an RSA signature in Base64'],
    ['X-Signature', sign('sha256', body, ec).toString('hex'), 'an ECDSA signature in hex'],
    [
      'X-Signature-ES256',
      sign('sha256', body, { key: ec, dsaEncoding: 'ieee-p1363' }).toString('base64'),
      'an ECDSA signature in Base64',
    ],
    ['X-Request-Signature-SHA-256', mac('sha256', 'hex'), 'an HMAC-SHA256 in hex'],
    ['X-Jws-Signature', jwt, 'a JSON Web Signature (JWT)'],
    ['X-Signature-Jwt', jwt, 'a JSON Web Signature (JWT)'],
    ['Signature', `sig1=:${mac('sha256', 'base64')}:`, 'an HTTP message signature'],
    ['Authorization', `HMAC-SHA256 ${mac('sha256', 'base64')}`, 'an HMAC-SHA256 in Base64'],
  ];
  for (const [name, value, looksLike] of seen) {
    it(`in ${name} looks like ${looksLike}`, () => {
      const found = inHeader(name, value);
      assert.ok(found !== undefined);
      assert.deepEqual(found.place, { header: name });
      const text = textOf(found).replace('Base64url', 'Base64');
      assert.equal(text, `${name} looks like ${looksLike}; no known provider signs so.`);
    });
  }

  it('may stand in the query or in the body', () => {
    const digest = mac('sha256', 'hex');
    const placeIn = (target: string, text: string, rawHeaders: readonly string[] = []): Place | undefined =>
      unknownSignature(partsOf({ target, rawHeaders, body: Buffer.from(text) }))?.place;
    assert.deepEqual(placeIn(`/hook?id=1&sign=${digest}`, ''), { query: 'sign' });
    assert.deepEqual(placeIn('/', JSON.stringify({ a: 1, signature: digest })), { json: 'signature' });
    assert.deepEqual(placeIn('/', JSON.stringify({ meta: { hmac: digest } })), { json: 'meta.hmac' });
    const form = ['Content-Type', 'application/x-www-form-urlencoded'];
    assert.deepEqual(placeIn('/', `a=1&p_signature=${digest}`, form), { form: 'p_signature' });
  });

  it('is the one whose name says most', () => {
    const digest = mac('sha256', 'hex');
    const rawHeaders = ['X-Hash', digest, 'X-Acme-Signature', digest];
    assert.deepEqual(unknownSignature(partsOf({ rawHeaders, body }))?.place, { header: 'X-Acme-Signature' });
  });

  const hash = (algorithm: string): string => createHash(algorithm).update(body).digest('hex');
  const innocent: readonly [name: string, value: string][] = [
    ['ETag', `"${mac('md5', 'hex')}"`],
    ['X-Request-Id', mac('md5', 'hex')],
    ['traceparent', `00-${mac('md5', 'hex')}-b7ad6b7169203331-01`],
    ['Cookie', `signature=${mac('sha256', 'hex')}`],
    ['Content-MD5', mac('md5', 'base64')],
    ['Content-Digest', `sha-256=:${mac('sha256', 'base64')}:`],
    ['Digest', `SHA-256=${mac('sha256', 'base64')}`],
    ['x-amz-content-sha256', mac('sha256', 'hex')],
    [
      'Authorization',
      `AWS4-HMAC-SHA256 Credential=AKIA/20261129/eu-west-1/s3/aws4_request, Signature=${mac('sha256', 'hex')}`,
    ],
    ['X-Commit-Hash', mac('sha1', 'hex')],
    ['X-Session-Hash', mac('md5', 'hex')],
    ['X-Artifact-Sha256', mac('sha256', 'hex')],
    // It says itself that it is of another algorithm than its length.
    ['X-Signature', `sha1=${mac('sha256', 'hex')}`],
    ['X-Acme-Hmac-Sha256', mac('sha1', 'hex')],
    ['X-Body-Hash', mac('sha256', 'hex')],
    ['X-Hash', hash('sha256')],
    ['X-Signature-Version', '1'],
    ['X-Signature-Algorithm', 'HmacSHA256'],
    ['X-Signature-Timestamp', '1760000000'],
    ['X-Signature', 'none'],
    ['X-Signature', '4fa2b3c4-0b7a-4a52-9f3c-5a7a6f4f1f11'],
    ['X-Assignment', mac('sha256', 'hex')],
    ['X-Token', mac('sha256', 'hex')],
    ['X-Design', mac('sha256', 'hex')],
    ['X-Machine', mac('sha256', 'hex')],
  ];
  for (const [name, value] of innocent) {
    it(`is not seen in ${name}: ${value.slice(0, 30)}`, () => {
      assert.equal(inHeader(name, value), undefined);
    });
  }

  it('is looked for in a long value in a moment, whatever it is', () => {
    for (const value of [
      '='.repeat(200_000),
      'a='.repeat(100_000),
      ','.repeat(200_000),
      'a.'.repeat(100_000),
    ]) {
      assert.equal(inHeader('X-Signature', value), undefined);
    }
  });
});
