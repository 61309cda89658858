import assert from 'node:assert/strict';
import { keysOf } from '../../../../src/engine/signature/keys.ts';
import type { KeyRule, Scheme, SignatureAlgorithm } from '../../../../src/engine/signature/scheme.ts';
import { decodeDigest, encodeDigest } from '../../../../src/engine/signature/digest.ts';
import { isSignedBy } from '../../../../src/engine/signature/verifiers/jwt.ts';
import { hold, prepare } from './holding.ts';
import { readBelowShared } from './vectors.ts';
import type { DigestEncoding } from '../../../../src/protocol/signature.ts';

interface Case {
  readonly tcId: number;
  readonly comment: string;
  readonly flags: readonly string[];
  readonly msg: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
}

interface MacCase extends Case {
  readonly key: string;
  readonly tag: string;
}

interface SignatureCase extends Case {
  readonly sig: string;
}

interface PublicKeyGroup {
  readonly publicKey: { readonly pk?: string };
  readonly publicKeyDer: string;
  readonly publicKeyPem: string;
  readonly publicKeyJwk?: unknown;
  readonly tests: readonly SignatureCase[];
}

interface File<G> {
  readonly numberOfTests: number;
  readonly testGroups: readonly G[];
}

type Shape = readonly [encoding: DigestEncoding, key: KeyRule, secret: string];

const encodings = ['hex', 'base64', 'base64url'] as const;

function read<G>(test: Mocha.Context, name: string): File<G> {
  return readBelowShared(test, `corpora/wycheproof/testvectors_v1/${name}_test.json`);
}

/** A signature of the body in a header. */
function schemeOf(algorithm: SignatureAlgorithm, encoding: DigestEncoding, key: KeyRule): Scheme {
  const signature = [{ header: 'X-Signature' }] as const;
  return {
    id: 'case',
    name: 'Case',
    docs: '',
    secretFormat: '',
    verify: { kind: 'signature', algorithm, encoding, signature, content: '{body}', key },
    detect: [],
    title: [],
  };
}

/** What is said of a message with these signature bytes, in a header with that encoding. */
function verdictOf(
  algorithm: SignatureAlgorithm,
  [encoding, key, secret]: Shape,
  message: string,
  signature: string,
): string {
  const rawHeaders = ['X-Signature', encodeDigest(Buffer.from(signature, 'hex'), encoding)];
  const request = { body: Buffer.from(message, 'hex'), rawHeaders };
  return hold(request, prepare(schemeOf(algorithm, encoding, key), secret)).verdict;
}

const macs = [
  ['hmac-sha1', 'hmac_sha1', 160],
  ['hmac-sha256', 'hmac_sha256', 256],
  ['hmac-sha512', 'hmac_sha512', 512],
] as const;

const publicKeys: readonly [SignatureAlgorithm, string][] = [
  ['ed25519', 'ed25519'],
  ['ecdsa-p256-sha256', 'ecdsa_secp256r1_sha256'],
  ['rsa-sha256', 'rsa_signature_2048_sha256'],
];

/** Every form in which that public key may be saved. */
function shapesOf(algorithm: SignatureAlgorithm, group: PublicKeyGroup): Shape[] {
  const { publicKey, publicKeyDer, publicKeyPem, publicKeyJwk } = group;
  const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
  const raw = algorithm === 'ed25519' ? publicKey.pk : undefined;
  return [
    ['base64', { encoding: 'spki-base64' }, base64(publicKeyDer)],
    ['hex', { encoding: 'pem' }, publicKeyPem],
    ...(publicKeyJwk === undefined
      ? []
      : [['base64url', { encoding: 'jwk' }, JSON.stringify(publicKeyJwk)] satisfies Shape]),
    ...(raw === undefined
      ? []
      : [
          ['hex', { encoding: 'ed25519-hex' }, raw] satisfies Shape,
          ['base64', { encoding: 'ed25519-base64' }, base64(raw)] satisfies Shape,
        ]),
  ];
}

describe('Wycheproof', () => {
  for (const [algorithm, file, bits] of macs) {
    it(`${algorithm}: whole tags are judged as they should be, shortened ones are malformed`, function () {
      const { testGroups, numberOfTests } = read<{ tagSize: number; tests: MacCase[] }>(this, file);
      let held = 0;
      for (const { tagSize, tests } of testGroups) {
        for (const { key, msg, tag, result, tcId } of tests) {
          for (const encoding of encodings) {
            const verdict = verdictOf(algorithm, [encoding, { encoding: 'hex' }, key], msg, tag);
            // The form comes first: providers send the whole digest, so a part of one is not looked at.
            const expected = tagSize === bits ? result : 'malformed';
            assert.equal(verdict, expected, `${tcId} as ${encoding}`);
          }
          held += 1;
        }
      }
      assert.equal(held, numberOfTests);
    });
  }

  for (const [algorithm, file] of publicKeys) {
    it(`${algorithm}: what is valid is, what is invalid is not, with the key in each of its forms`, function () {
      const { testGroups, numberOfTests } = read<PublicKeyGroup>(this, file);
      let held = 0;
      for (const group of testGroups) {
        const shapes = shapesOf(algorithm, group);
        for (const { msg, sig, result, tcId, flags } of group.tests) {
          for (const shape of shapes) {
            const isValid = verdictOf(algorithm, shape, msg, sig) === 'valid';
            const where = `${tcId} as ${shape[0]} with ${shape[1].encoding}`;
            assert.equal(isValid, result === 'valid', where);
            // One case is "acceptable", a PKCS #1 v1.5 padding without the NULL of its hash: we do not accept it.
            assert.ok(result !== 'acceptable' || flags.includes('MissingNull'), where);
          }
          held += 1;
        }
      }
      assert.equal(held, numberOfTests);
    });
  }

  it('ES256: two numbers side by side, as JWTs have them, are judged as they should be', function () {
    const { testGroups, numberOfTests } = read<PublicKeyGroup>(this, 'ecdsa_secp256r1_sha256_p1363');
    let held = 0;
    for (const { publicKeyPem, publicKeyJwk, tests } of testGroups) {
      const secrets = [publicKeyPem, JSON.stringify(publicKeyJwk)].map((value) => ({ label: 'key', value }));
      const keys = (['pem', 'jwk'] as const).flatMap((encoding) => keysOf(secrets, { encoding }, false));
      assert.equal(keys.length, publicKeyJwk === undefined ? 1 : 2);
      for (const { msg, sig, result, tcId } of tests) {
        const signature = decodeDigest(Buffer.from(sig, 'hex').toString('base64url'), 'base64url', null);
        assert.ok(Buffer.isBuffer(signature));
        const signed = Buffer.from(msg, 'hex').toString('utf8');
        for (const { key } of keys) {
          assert.equal(isSignedBy('ES256', key, { signed, signature }), result === 'valid', String(tcId));
        }
        held += 1;
      }
    }
    assert.equal(held, numberOfTests);
  });

  it('ECDSA in a header is DER: the same numbers side by side are no signature', function () {
    for (const { publicKeyPem, tests } of read<PublicKeyGroup>(this, 'ecdsa_secp256r1_sha256_p1363')
      .testGroups) {
      for (const { msg, sig, tcId } of tests) {
        const shape: Shape = ['base64', { encoding: 'pem' }, publicKeyPem];
        assert.notEqual(verdictOf('ecdsa-p256-sha256', shape, msg, sig), 'valid', String(tcId));
      }
    }
  });
});
