import { Buffer } from 'node:buffer';
import { createHash, createPublicKey, createSecretKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Secret } from '../../protocol/engine.ts';
import type { KeyRule } from './scheme.ts';

/** A saved secret, ready to verify with. */
export interface Key {
  readonly label: string;
  readonly key: KeyObject;
  /** What `{secret}` stands for in a signed content. */
  readonly text: Uint8Array;
}

/** What stands before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410, section 4). */
const ed25519Prefix = Buffer.from('302a300506032b6570032100', 'hex');

function spki(der: Buffer): KeyObject {
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}

function sharedKey(bytes: Buffer): KeyObject {
  if (bytes.length === 0) {
    throw new TypeError('Nothing is left of the secret when it is decoded.');
  }
  return createSecretKey(bytes);
}

/** @throws where the text is not a key of the rule's form. */
function keyOf(secret: string, { encoding, prefix, normalize }: KeyRule): KeyObject {
  const text = prefix !== undefined && secret.startsWith(prefix) ? secret.slice(prefix.length) : secret;
  switch (encoding) {
    case 'utf8':
      return sharedKey(Buffer.from(normalize === undefined ? text : text.normalize(normalize), 'utf8'));
    case 'base64':
      return sharedKey(Buffer.from(text, 'base64'));
    case 'hex':
      // Decoding stops at the first character that is no digit: what is left would be another key.
      return sharedKey(Buffer.from(/^[0-9a-f]*$/i.test(text) ? text : '', 'hex'));
    case 'sha1':
      return sharedKey(text === '' ? Buffer.alloc(0) : createHash('sha1').update(text).digest());
    case 'pem':
      return createPublicKey(text);
    case 'spki-base64':
      return spki(Buffer.from(text, 'base64'));
    case 'ed25519-base64':
    case 'ed25519-hex': {
      const raw = Buffer.from(text, encoding === 'ed25519-hex' ? 'hex' : 'base64');
      return spki(Buffer.concat([ed25519Prefix, raw]));
    }
    case 'jwk':
      return createPublicKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' });
  }
}

/** Undefined where the secret is not a key of the rule's form. */
function tryKeyOf({ label, value }: Secret, rule: KeyRule): Key | undefined {
  try {
    return { label, key: keyOf(value, rule), text: Buffer.from(value, 'utf8') };
  } catch {
    return undefined;
  }
}

/**
 * The saved secrets as keys; those that are none are left out. Where a public key is needed and the signed content
 * has a secret text in it as well, the secrets that are no key are that text, and each stands with each key.
 */
export function keysOf(secrets: readonly Secret[], rule: KeyRule, hasTextBesideKey: boolean): Key[] {
  const keys = secrets.flatMap((secret) => tryKeyOf(secret, rule) ?? []);
  if (!hasTextBesideKey) {
    return keys;
  }
  const texts = secrets.filter(({ label }) => !keys.some((key) => key.label === label));
  return keys.flatMap(({ label, key }) =>
    texts.map((secret) => ({
      label: `${label}, ${secret.label}`,
      key,
      text: Buffer.from(secret.value, 'utf8'),
    })),
  );
}
