import { Buffer } from 'node:buffer';
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { DigestEncoding } from '../../protocol/event.ts';
import type { HmacAlgorithm, KeyRule } from './scheme.ts';

interface Hash {
  readonly node: string;
  readonly title: string;
  readonly bytes: number;
}

export const hashes: Readonly<Record<HmacAlgorithm, Hash>> = {
  'hmac-sha1': { node: 'sha1', title: 'HMAC-SHA1', bytes: 20 },
  'hmac-sha256': { node: 'sha256', title: 'HMAC-SHA256', bytes: 32 },
  'hmac-sha512': { node: 'sha512', title: 'HMAC-SHA512', bytes: 64 },
};

/** The key bytes of a saved secret; a secret that is not of the rule's encoding gives whatever bytes it decodes to. */
export function keyOf(secret: string, rule: KeyRule): KeyObject {
  const text =
    rule.prefix !== undefined && secret.startsWith(rule.prefix) ? secret.slice(rule.prefix.length) : secret;
  return createSecretKey(Buffer.from(text, rule.encoding));
}

export function hmac(algorithm: HmacAlgorithm, key: KeyObject, pieces: readonly Uint8Array[]): Buffer {
  const mac = createHmac(hashes[algorithm].node, key);
  for (const piece of pieces) {
    mac.update(piece);
  }
  return mac.digest();
}

/** Why a text is not the one canonical spelling of a digest of `bytes` bytes. */
export type DigestFault =
  | { readonly fault: 'length'; readonly expected: number }
  | { readonly fault: 'character'; readonly position: number; readonly uppercaseHex: boolean };

const alphabets: Readonly<Record<DigestEncoding, RegExp>> = {
  hex: /[^0-9a-f]/,
  base64: /[^A-Za-z0-9+/=]/,
  base64url: /[^A-Za-z0-9_-]/,
};

/** Characters of a digest: hex has two for a byte, base64 four for three with padding, base64url no padding. */
export function digestLength(encoding: DigestEncoding, bytes: number): number {
  switch (encoding) {
    case 'hex':
      return bytes * 2;
    case 'base64':
      return Math.ceil(bytes / 3) * 4;
    case 'base64url':
      return Math.ceil((bytes * 4) / 3);
  }
}

/** The bytes of a digest, or why the text is none: only the canonical spelling of exactly `bytes` bytes is one. */
export function decodeDigest(text: string, encoding: DigestEncoding, bytes: number): Buffer | DigestFault {
  const expected = digestLength(encoding, bytes);
  const position = text.search(alphabets[encoding]);
  if (position >= 0) {
    const uppercaseHex = encoding === 'hex' && text.length === expected && /^[0-9a-fA-F]*$/.test(text);
    return { fault: 'character', position, uppercaseHex };
  }
  if (text.length !== expected) {
    return { fault: 'length', expected };
  }
  const decoded = Buffer.from(text, encoding);
  if (encoding === 'hex') {
    return decoded;
  }
  if (decoded.length !== bytes) {
    return { fault: 'character', position: text.indexOf('='), uppercaseHex: false };
  }
  // Base64 has spare bits in its last character: of the spellings that decode alike one is canonical (RFC 4648, 3.5).
  if (decoded.toString(encoding) !== text) {
    return { fault: 'character', position: text.replace(/=+$/, '').length - 1, uppercaseHex: false };
  }
  return decoded;
}
