import type { HeaderPair } from './event.ts';

/** What an application answered. */
export interface DeliveryAnswer {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  /** The first 64 KiB of the `size` bytes that were received. */
  readonly body: Uint8Array;
  readonly size: number;
  /** The body without its `Content-Encoding`, for reading; absent where it has none that can be taken off. */
  readonly decoded?: Decoded;
}

/** Why no answer came, or why one ends early. */
export interface DeliveryFailure {
  /** Node's, such as `ECONNREFUSED`, a `TargetRefusal`, or one of our own. */
  readonly code: string;
  readonly detail: string;
  /** Of the target, where it is not trusted. */
  readonly certificate?: Certificate;
}

export interface Decoded {
  /** Such as `gzip`. */
  readonly encoding: string;
  /** The first 64 KiB. */
  readonly body: Uint8Array;
  readonly isWhole: boolean;
}

/** What a certificate says of itself: anything. */
export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** The names that it is for, such as `DNS:localhost, IP Address:127.0.0.1`; empty where it has none. */
  readonly names: string;
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
  readonly validTo: number;
  /** SHA-256, as Node writes it: `AB:CD:...`. */
  readonly fingerprint: string;
}
