import type { HeaderPair } from './http.ts';

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

/**
 * Why and how an event was sent on: by a person, as it came; with a signature made anew; as a person changed it; by
 * itself when it arrived.
 */
export type DeliveryKind = 'replay' | 'resigned' | 'edited' | 'forward';

/** A time that an event was sent on to an application of the person's own. */
export interface Delivery {
  readonly id: number;
  readonly kind: DeliveryKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** URL. */
  readonly target: string;
  /** The request as it was sent, but its body; null for deliveries of before this was kept. */
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: readonly HeaderPair[];
    /** The body differs from the captured one, by an edit or a signature in it. Absent of an edited one: not known. */
    readonly bodyIsNew?: boolean;
  } | null;
  /** Label of the secret that it was signed with here; absent where it was not, or that was not kept. */
  readonly secretLabel?: string;
  readonly milliseconds: number;
  /** Null where none came. */
  readonly answer: DeliveryAnswer | null;
  /** Why no answer came, or why it ends early. */
  readonly failure: DeliveryFailure | null;
  /** What the sender had of it, where it was to be given this answer. */
  readonly passedOn?: PassedOn;
}

/**
 * Given to the sender; not, since it came too late, or after the sender had left, was none, ended before its end, or
 * cannot be an answer.
 */
export type PassedOn = 'given' | 'late' | 'left' | 'noAnswer' | 'cutOff' | 'unusable';
