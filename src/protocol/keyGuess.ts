import { readDigest } from './signatureGuess.ts';

/** How a secret becomes a key, as `customProviders` has it. */
export interface Key {
  readonly encoding: string;
  readonly prefix?: string;
}

/** Characters: longer ones are no prefixes of secrets, as `whsec_` and `polar_whs_` are. */
const longestPrefix = 24;

/** The shortest and the longest text up to an underscore that may stand in front of a secret. */
function prefixesOf(secret: string): readonly string[] {
  const start = secret.slice(0, longestPrefix);
  const [longest] = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*_/i.exec(start) ?? [];
  const [shortest] = /^[a-z][a-z0-9]*_/i.exec(start) ?? [];
  return [...new Set([shortest, longest])].filter((prefix) => prefix !== undefined);
}

function publicKeys(secret: string, algorithm: string): readonly Key[] {
  if (secret.includes('-----BEGIN')) {
    return [{ encoding: 'pem' }];
  }
  const raw: Key = { encoding: /^[0-9a-f]{64}$/i.test(secret) ? 'ed25519-hex' : 'ed25519-base64' };
  return [...(algorithm === 'ed25519' ? [raw] : []), { encoding: 'spki-base64' }];
}

/** The encodings that a text may be decoded from; a text of any characters but spaces is the Base64 of something. */
function decodings(text: string): readonly string[] {
  switch (readDigest(text)?.encoding) {
    case 'hex':
    case 'hex-upper':
      return ['base64', 'hex'];
    case 'base64':
    case 'base64url':
      return ['base64'];
    case undefined:
      return [];
  }
}

/** The ways to make a key of a secret, the likeliest first. A proof tries them in turn. */
export function likelyKeys(secret: string, algorithm: string): readonly Key[] {
  if (/^(ed25519|ecdsa|rsa)/.test(algorithm)) {
    return publicKeys(secret, algorithm);
  }
  const prefixes = prefixesOf(secret);
  const texts: Key[] = [{ encoding: 'utf8' }, ...prefixes.map((prefix) => ({ encoding: 'utf8', prefix }))];
  const decoded = (prefixes.length === 0 ? [''] : prefixes).flatMap((prefix) =>
    decodings(secret.slice(prefix.length)).map((encoding): Key =>
      prefix === '' ? { encoding } : { encoding, prefix },
    ),
  );
  return [...texts, ...decoded];
}
