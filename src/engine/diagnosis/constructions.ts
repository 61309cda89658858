import type { Cause, CauseId } from '../../protocol/diagnosis.ts';
import type { SignatureRule } from '../signature/scheme.ts';
import { cause, type Variant } from './hypothesis.ts';
import type { Construction } from './space.ts';

/** The commonest first. */
const hashes = [
  'sha256',
  'sha1',
  'sha512',
  'md5',
  'sha384',
] as const satisfies readonly Construction['hash'][];
type How = Construction['how'];

/** What each way other than an HMAC is the mark of, the commonest first. */
const ways: readonly (readonly [How, CauseId])[] = [
  ['hmac', 'algorithm-sha256'],
  ['secretFirst', 'hash-of-secret-and-body'],
  ['secretLast', 'hash-of-body-and-secret'],
  ['hash', 'hash-of-body'],
  ['swapped', 'arguments-swapped'],
];

interface Own {
  readonly hash: Construction['hash'];
  readonly how: How | 'privateKey';
}

const own: Readonly<Record<SignatureRule['algorithm'], Own>> = {
  'hmac-md5': { hash: 'md5', how: 'hmac' },
  'hmac-sha1': { hash: 'sha1', how: 'hmac' },
  'hmac-sha256': { hash: 'sha256', how: 'hmac' },
  'hmac-sha384': { hash: 'sha384', how: 'hmac' },
  'hmac-sha512': { hash: 'sha512', how: 'hmac' },
  md5: { hash: 'md5', how: 'hash' },
  sha1: { hash: 'sha1', how: 'hash' },
  sha256: { hash: 'sha256', how: 'hash' },
  sha384: { hash: 'sha384', how: 'hash' },
  sha512: { hash: 'sha512', how: 'hash' },
  ed25519: { hash: 'sha256', how: 'privateKey' },
  'ecdsa-p256-sha256': { hash: 'sha256', how: 'privateKey' },
  'rsa-sha256': { hash: 'sha256', how: 'privateKey' },
};

/** What one construction in place of another is the mark of. */
function causesOf({ hash, how }: Construction, expected: Own): Cause[] {
  const otherHash = hash === expected.hash ? [] : [cause(`algorithm-${hash}`, { expected: expected.hash })];
  if (how === expected.how) {
    return otherHash;
  }
  if (how === 'hmac') {
    return expected.how === 'privateKey'
      ? [cause('public-key-scheme', { received: 'hmac' }), ...otherHash]
      : [cause(`algorithm-${hash}`, { how: 'hmac', expected: expected.hash })];
  }
  const id = ways.find(([way]) => way === how)?.[1] ?? 'hash-of-body';
  return [cause(id, { hash }), ...otherHash];
}

/**
 * How bytes may have become the digest: as the rule has it, then with another hash, then in another way, then both.
 * A rule with a private key has no construction that is as it is.
 */
export function* constructionVariants({ algorithm }: SignatureRule): Generator<Variant<Construction>> {
  const expected = own[algorithm];
  const all = hashes.flatMap((hash) => ways.map(([how]): Construction => ({ hash, how })));
  const ranked = all
    .map((value) => ({
      value,
      isOwnHash: value.hash === expected.hash,
      isOwnWay: value.how === expected.how,
    }))
    .map(({ value, isOwnHash, isOwnWay }) => ({
      value,
      rank: isOwnWay ? (isOwnHash ? 0 : 1) : isOwnHash ? 2 : 3,
    }))
    .sort((a, b) => a.rank - b.rank);
  for (const { value } of ranked) {
    yield { value, causes: causesOf(value, expected) };
  }
}
