import { Buffer } from 'node:buffer';
import { createHash, createHmac, verify as verifySignature, type KeyObject } from 'node:crypto';
import type { HashAlgorithm, HmacAlgorithm, PublicKeyAlgorithm, SignatureAlgorithm } from './scheme.ts';
import type { DigestEncoding, ProofKind } from '../../protocol/signature.ts';

interface AlgorithmFacts {
  readonly title: string;
  /** Of a signature; null where it is not the same for every key or message. */
  readonly bytes: number | null;
  /** Node's name of the hash; null where the algorithm brings its own. */
  readonly hash: string | null;
  readonly proof: ProofKind;
}

const facts = {
  'hmac-md5': { title: 'HMAC-MD5', bytes: 16, hash: 'md5', proof: 'hmac' },
  'hmac-sha1': { title: 'HMAC-SHA1', bytes: 20, hash: 'sha1', proof: 'hmac' },
  'hmac-sha256': { title: 'HMAC-SHA256', bytes: 32, hash: 'sha256', proof: 'hmac' },
  'hmac-sha384': { title: 'HMAC-SHA384', bytes: 48, hash: 'sha384', proof: 'hmac' },
  'hmac-sha512': { title: 'HMAC-SHA512', bytes: 64, hash: 'sha512', proof: 'hmac' },
  md5: { title: 'MD5', bytes: 16, hash: 'md5', proof: 'hash' },
  sha1: { title: 'SHA-1', bytes: 20, hash: 'sha1', proof: 'hash' },
  sha256: { title: 'SHA-256', bytes: 32, hash: 'sha256', proof: 'hash' },
  sha384: { title: 'SHA-384', bytes: 48, hash: 'sha384', proof: 'hash' },
  sha512: { title: 'SHA-512', bytes: 64, hash: 'sha512', proof: 'hash' },
  ed25519: { title: 'Ed25519', bytes: 64, hash: null, proof: 'publicKey' },
  'ecdsa-p256-sha256': { title: 'ECDSA P-256 with SHA-256', bytes: null, hash: 'sha256', proof: 'publicKey' },
  'rsa-sha256': { title: 'RSA with SHA-256', bytes: null, hash: 'sha256', proof: 'publicKey' },
} as const satisfies Readonly<Record<SignatureAlgorithm, AlgorithmFacts>>;

export const algorithms: Readonly<Record<SignatureAlgorithm, AlgorithmFacts>> = facts;

export function isPublicKey(algorithm: SignatureAlgorithm): algorithm is PublicKeyAlgorithm {
  return algorithms[algorithm].proof === 'publicKey';
}

/** The digest that a sender with this secret would have made. A plain hash has the secret in its pieces. */
export function digestOf(
  algorithm: HmacAlgorithm | HashAlgorithm,
  key: KeyObject,
  pieces: readonly Uint8Array[],
): Buffer {
  const { hash, proof } = facts[algorithm];
  const digest = proof === 'hash' ? createHash(hash) : createHmac(hash, key);
  for (const piece of pieces) {
    digest.update(piece);
  }
  return digest.digest();
}

/** A digest as it is written in a request. */
export function encodeDigest(digest: Buffer, encoding: DigestEncoding): string {
  return encoding === 'hex-upper' ? digest.toString('hex').toUpperCase() : digest.toString(encoding);
}

/** The hash of some bytes in lower-case hex. */
export function hexHash(algorithm: HashAlgorithm, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

/** Whether a public key made a signature; what is no signature at all is not one. */
export function publicKeyMatches(
  algorithm: PublicKeyAlgorithm,
  key: KeyObject,
  pieces: readonly Uint8Array[],
  signature: Uint8Array,
): boolean {
  try {
    return verifySignature(facts[algorithm].hash, Buffer.concat(pieces), key, signature);
  } catch {
    return false;
  }
}

/** Why a text is not the one canonical spelling of a digest of `bytes` bytes. */
export type DigestFault =
  | { readonly fault: 'length'; readonly expected: number }
  | { readonly fault: 'character'; readonly position: number; readonly uppercaseHex: boolean };

const alphabets: Readonly<Record<DigestEncoding, RegExp>> = {
  hex: /[^0-9a-f]/,
  'hex-upper': /[^0-9A-F]/,
  base64: /[^A-Za-z0-9+/=]/,
  base64url: /[^A-Za-z0-9_-]/,
};

/** Characters of a digest: hex has two for a byte, base64 four for three with padding, base64url no padding. */
export function digestLength(encoding: DigestEncoding, bytes: number): number {
  switch (encoding) {
    case 'hex':
    case 'hex-upper':
      return bytes * 2;
    case 'base64':
      return Math.ceil(bytes / 3) * 4;
    case 'base64url':
      return Math.ceil((bytes * 4) / 3);
  }
}

/** Characters without the padding at the end: in one pass, since senders write as many as they like. */
function unpaddedLength(text: string): number {
  let length = text.length;
  while (text[length - 1] === '=') {
    length -= 1;
  }
  return length;
}

/**
 * The bytes of a digest, or why the text is none: only the canonical spelling of exactly `bytes` bytes is one, of
 * any number of bytes where that is null.
 */
export function decodeDigest(
  text: string,
  encoding: DigestEncoding,
  bytes: number | null,
): Buffer | DigestFault {
  const expected = bytes === null ? text.length : digestLength(encoding, bytes);
  const position = text.search(alphabets[encoding]);
  if (position >= 0) {
    const uppercaseHex = encoding === 'hex' && text.length === expected && /^[0-9a-fA-F]*$/.test(text);
    return { fault: 'character', position, uppercaseHex };
  }
  if (text.length !== expected) {
    return { fault: 'length', expected };
  }
  const isHex = encoding === 'hex' || encoding === 'hex-upper';
  const decoded = Buffer.from(text, isHex ? 'hex' : encoding);
  if (isHex && decoded.length * 2 === text.length) {
    return decoded;
  }
  if (decoded.length !== (bytes ?? decoded.length)) {
    return { fault: 'character', position: text.indexOf('='), uppercaseHex: false };
  }
  // Base64 has spare bits in its last character: of the spellings that decode alike one is canonical (RFC 4648, 3.5).
  if (encodeDigest(decoded, encoding) !== text) {
    return { fault: 'character', position: unpaddedLength(text) - 1, uppercaseHex: false };
  }
  return decoded;
}
