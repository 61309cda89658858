import type { DigestEncoding } from '../../protocol/event.ts';

export type HmacAlgorithm = 'hmac-sha1' | 'hmac-sha256' | 'hmac-sha512';

/** Where a signed or signing value stands in a request. */
export interface HeaderSource {
  readonly header: string;
}

/** How a saved secret becomes the bytes of the HMAC key; `prefix` is taken off first where it is there. */
export interface KeyRule {
  readonly encoding: 'utf8' | 'base64' | 'hex';
  readonly prefix?: string;
}

/**
 * How a header holds its digests: split at `items` where given, each item a key and a value around `pair`;
 * only values with one of `keys` are signatures of this scheme, the others belong to other versions of it.
 */
export interface ParseRule {
  readonly items?: string;
  readonly pair: string;
  readonly keys: readonly string[];
}

/** A scheme in which both sides know a secret: the header holds an HMAC of `content`. */
export interface SignatureRule {
  readonly kind: 'signature';
  readonly algorithm: HmacAlgorithm;
  readonly encoding: DigestEncoding;
  /** Each of these that the request has may hold signatures; any of them may match. */
  readonly signature: readonly [HeaderSource, ...HeaderSource[]];
  /** Template over `{body}` and `{header:NAME}`. */
  readonly content: string;
  readonly key: KeyRule;
  readonly parse?: ParseRule;
  /** Headers without which nothing can be checked. */
  readonly requires?: readonly HeaderSource[];
}

/** What tells a provider's requests from others: a header, or JSON fields (dotted paths) that all hold a value. */
export interface DetectRule {
  readonly header: string;
  readonly json?: readonly string[];
}

/** Fields are dotted paths into the JSON body. */
export interface TitleRule {
  /** `{path}` stands for a field; a part in square brackets is left out when a field in it is absent. */
  readonly template: string;
  readonly outcome: {
    readonly field: string;
    readonly success: readonly string[];
    readonly failure: readonly string[];
  };
}

export type FactRule =
  | {
      readonly label: string;
      readonly field: string;
      readonly note?: string;
      readonly kind: 'text' | 'outcome';
    }
  /** The milliseconds between two fields that hold times. */
  | { readonly label: string; readonly kind: 'milliseconds'; readonly from: string; readonly to: string };

export interface Sample {
  readonly id: string;
  readonly label: string;
  /** The body as the sender would write it, for an event that ends at `now` (milliseconds). */
  readonly body: (now: number) => string;
}

/** A provider as a row of data: how it signs, how it is recognised, what is worth showing of its events. */
export interface Scheme {
  readonly id: string;
  readonly name: string;
  /** What to paste as the secret, in words. */
  readonly secretFormat: string;
  readonly verify: SignatureRule;
  readonly detect: DetectRule;
  readonly title: TitleRule;
  readonly facts: readonly FactRule[];
  readonly samples: readonly Sample[];
}
