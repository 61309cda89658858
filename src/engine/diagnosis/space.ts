import type { Variant, Variants } from './hypothesis.ts';
import type { OddDigest } from './oddDigests.ts';
import type { Target } from './digestTexts.ts';

/** A secret as the bytes of a key, and as the text that `{secret}` stands for. */
export interface KeyMaterial {
  readonly key: Uint8Array;
  readonly text: Uint8Array;
  readonly label: string;
  /** What the saved secret should have been; absent where not only the saved copy can be at fault. */
  readonly corrected?: string;
}

/** What is hashed, made of a body and a secret's text. */
export type Framing = (body: Uint8Array, secret: Uint8Array) => readonly Uint8Array[];

/** How bytes become a digest. */
export interface Construction {
  /** Node's name of the hash. */
  readonly hash: 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** `swapped`: an HMAC with the content as its key and the secret as its content. */
  readonly how: 'hmac' | 'hash' | 'secretFirst' | 'secretLast' | 'swapped';
}

/** All that may have been otherwise, each in the order of its likelihood; the first is the thing as it is. */
export interface Space {
  readonly targets: readonly Variant<Target>[];
  readonly odd?: readonly OddDigest[];
  readonly secrets: Variants<KeyMaterial>;
  /** Thousands of guesses at what a secret has lost: tried last, with all else as it is. */
  readonly completions: Variants<KeyMaterial>;
  readonly bodies: Variants<Uint8Array>;
  readonly framings: Variants<Framing>;
  readonly constructions: Variants<Construction>;
}
