import assert from 'node:assert/strict';
import { constructionVariants } from '../../../../src/engine/diagnosis/constructions.ts';
import type { SignatureRule } from '../../../../src/engine/signature/scheme.ts';
import { placeOf } from './subjects.ts';

const rule = (algorithm: SignatureRule['algorithm']): SignatureRule => ({
  kind: 'signature',
  algorithm,
  encoding: 'hex',
  signature: [{ header: 'x' }],
  content: '{body}',
  key: { encoding: 'utf8' },
});

const ids = (algorithm: SignatureRule['algorithm'], how: string, hash: string): string =>
  placeOf(constructionVariants(rule(algorithm)), (value) => value.how === how && value.hash === hash).ids;

describe('how bytes may have become a digest', () => {
  it('begins with the rule’s own way', () => {
    const firsts = (['hmac-sha1', 'hmac-sha256', 'hmac-sha512', 'sha1', 'sha256'] as const).map(
      (algorithm) => {
        const [first] = constructionVariants(rule(algorithm));
        return [first?.value.how, first?.value.hash, first?.causes];
      },
    );
    assert.deepEqual(firsts, [
      ['hmac', 'sha1', []],
      ['hmac', 'sha256', []],
      ['hmac', 'sha512', []],
      ['hash', 'sha1', []],
      ['hash', 'sha256', []],
    ]);
  });

  it('has every way with every hash once, and one of them without a cause', () => {
    const all = [...constructionVariants(rule('hmac-sha256'))];
    assert.equal(new Set(all.map(({ value }) => `${value.how} ${value.hash}`)).size, 25);
    assert.equal(all.length, 25);
    assert.equal(all.filter(({ causes }) => causes.length === 0).length, 1);
  });

  it('names the hash that it is instead', () => {
    assert.equal(ids('hmac-sha256', 'hmac', 'md5'), 'algorithm-md5');
    assert.equal(ids('hmac-sha256', 'hmac', 'sha1'), 'algorithm-sha1');
    assert.equal(ids('hmac-sha1', 'hmac', 'sha256'), 'algorithm-sha256');
    assert.equal(ids('hmac-sha256', 'hmac', 'sha384'), 'algorithm-sha384');
    assert.equal(ids('hmac-sha256', 'hmac', 'sha512'), 'algorithm-sha512');
  });

  it('names the way that it is instead', () => {
    assert.equal(ids('hmac-sha256', 'hash', 'sha256'), 'hash-of-body');
    assert.equal(ids('hmac-sha256', 'secretFirst', 'sha256'), 'hash-of-secret-and-body');
    assert.equal(ids('hmac-sha256', 'secretLast', 'sha256'), 'hash-of-body-and-secret');
    assert.equal(ids('hmac-sha256', 'swapped', 'sha256'), 'arguments-swapped');
    assert.equal(ids('hmac-sha256', 'secretFirst', 'md5'), 'hash-of-secret-and-body algorithm-md5');
    assert.equal(ids('sha256', 'hmac', 'sha256'), 'algorithm-sha256');
  });

  it('says of a scheme with a private key that an HMAC is not its way', () => {
    assert.equal(ids('ed25519', 'hmac', 'sha256'), 'public-key-scheme');
  });
});
