import { Buffer } from 'node:buffer';
import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Variant } from './hypothesis.ts';
import type { OddDigest } from './oddDigests.ts';
import type { Construction, KeyMaterial } from './space.ts';
import type { Target } from './digestTexts.ts';

const lengths: Readonly<Record<Construction['hash'], number>> = {
  md5: 16,
  sha1: 20,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};

/** Of each key that is tried with many bodies. */
const keyObjects = new WeakMap<Uint8Array, KeyObject>();

/** In Node 24, an HMAC with bytes for its key takes five times as long as one with the same key as an object. */
function keyObjectOf(key: Uint8Array): KeyObject {
  const made = keyObjects.get(key) ?? createSecretKey(key);
  keyObjects.set(key, made);
  return made;
}

function digest(
  { hash, how }: Construction,
  { key, text }: KeyMaterial,
  pieces: readonly Uint8Array[],
): Buffer {
  if (how === 'swapped') {
    return createHmac(hash, createSecretKey(Buffer.concat(pieces)))
      .update(text)
      .digest();
  }
  const made = how === 'hmac' ? createHmac(hash, keyObjectOf(key)) : createHash(hash);
  const before = how === 'secretFirst' ? [text] : [];
  const after = how === 'secretLast' ? [text] : [];
  for (const piece of [...before, ...pieces, ...after]) {
    made.update(piece);
  }
  return made.digest();
}

/** The received signatures, ready to be compared with many digests. */
export class Targets {
  readonly #whole = new Map<string, Variant<Target>>();
  readonly #beginnings: readonly Variant<Target>[];
  readonly #lengths: ReadonlySet<number>;
  readonly #odd: readonly OddDigest[];

  constructor(targets: readonly Variant<Target>[], odd: readonly OddDigest[] = []) {
    for (const target of targets.filter(({ value }) => value.isWhole)) {
      const name = Buffer.from(target.value.bytes).toString('latin1');
      // The first reading of the same bytes is the likelier one.
      this.#whole.set(name, this.#whole.get(name) ?? target);
    }
    this.#beginnings = targets.filter(({ value }) => !value.isWhole);
    this.#odd = odd;
    this.#lengths = new Set([
      ...[...this.#whole.keys()].map(({ length }) => length),
      ...odd.map(({ size }) => size),
    ]);
  }

  /** Whether a digest of this construction could be one of them at all. */
  admits({ hash }: Construction): boolean {
    return this.#lengths.has(lengths[hash]) || this.#beginnings.length > 0;
  }

  /** The received signature that these bytes give. */
  match(
    construction: Construction,
    key: KeyMaterial,
    pieces: readonly Uint8Array[],
  ): Pick<Variant<Target>, 'causes'> | undefined {
    const made = digest(construction, key, pieces);
    return (
      this.#whole.get(made.toString('latin1')) ??
      this.#beginnings.find(({ value: { bytes } }) => made.subarray(0, bytes.length).equals(bytes)) ??
      this.#oddly(made)
    );
  }

  #oddly(made: Buffer): Pick<Variant<Target>, 'causes'> | undefined {
    for (const { size, match, causes } of this.#odd) {
      const found = made.length === size ? match(made) : undefined;
      if (found !== undefined) {
        return { causes: [...causes, found] };
      }
    }
    return undefined;
  }
}
