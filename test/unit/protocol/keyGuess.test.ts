import assert from 'node:assert/strict';
import { likelyKeys } from '../../../src/protocol/keyGuess.ts';

describe('The ways to make a key of a secret', () => {
  const encodingsOf = (secret: string, algorithm = 'hmac-sha256'): readonly string[] =>
    likelyKeys(secret, algorithm).map(({ encoding, prefix }) => `${prefix ?? ''}${encoding}`);

  it('are those that the text allows', () => {
    assert.deepEqual(encodingsOf('my secret!'), ['utf8']);
    assert.deepEqual(encodingsOf('deadbeef'), ['utf8', 'base64', 'hex']);
    assert.deepEqual(encodingsOf('DEADBEEF'), ['utf8', 'base64', 'hex']);
    assert.deepEqual(encodingsOf('c2VjcmV0LXM'), ['utf8', 'base64']);
  });

  it('leave a prefix out, as whole words before an underscore', () => {
    assert.deepEqual(encodingsOf('whsec_c2VjcmV0LXM='), ['utf8', 'whsec_utf8', 'whsec_base64']);
    assert.deepEqual(encodingsOf('acme_whs_0a0b'), [
      'utf8',
      'acme_utf8',
      'acme_whs_utf8',
      'acme_base64',
      'acme_whs_base64',
      'acme_whs_hex',
    ]);
  });

  it('are the forms of a public key', () => {
    assert.deepEqual(encodingsOf('ab'.repeat(32), 'ed25519'), ['ed25519-hex', 'spki-base64']);
    assert.deepEqual(encodingsOf('-----BEGIN PUBLIC KEY-----', 'rsa-sha256'), ['pem']);
    assert.deepEqual(encodingsOf('MIIB', 'rsa-sha256'), ['spki-base64']);
  });
});
