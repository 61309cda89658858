import type { DigestEncoding, Place } from './signature.ts';

/** What a value that looks like a signature may be, by its length and what stands beside it. */
export type SignatureKind =
  | 'hmac-md5'
  | 'hmac-sha1'
  | 'hmac-sha256'
  | 'hmac-sha384'
  | 'hmac-sha512'
  | 'ed25519'
  | 'ecdsa'
  | 'rsa'
  | 'jws'
  | 'http-message';

/** A value that looks like a signature, of no known scheme. */
export interface UnknownSignature {
  readonly place: Place;
  /** The likeliest first; at least one. */
  readonly kinds: readonly SignatureKind[];
  /** Null for what has an encoding of its own. */
  readonly encoding: DigestEncoding | null;
}
