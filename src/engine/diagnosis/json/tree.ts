/** What a token of a JSON tree is; an object or array has one where it starts and one where it ends. */
export const Kind = {
  objectStart: 0,
  objectEnd: 1,
  arrayStart: 2,
  arrayEnd: 3,
  key: 4,
  string: 5,
  number: 6,
  literal: 7,
} as const;

export type KindOf = (typeof Kind)[keyof typeof Kind];

/** A JSON value as its tokens in order, flat so that no depth of nesting needs a deep call stack. */
export interface JsonTree {
  /** A KindOf for each token. */
  readonly kinds: Uint8Array;
  /** As spelled: a key or string without its quotes, a number, a literal; empty for the others. */
  readonly texts: readonly string[];
  /** For a start the index of the token that ends it, for all others their own index. */
  readonly ends: Uint32Array;
  /** Where each token stands in the text that it was read from, in UTF-16 units. */
  readonly starts: Uint32Array;
  /** How many objects and arrays stand inside of one another. */
  readonly depth: number;
}

/** Deeper trees are refused: no runtime reads them by default. */
const maxDepth = 10_000;
/** A mebibyte of JSON has half of these at most; more could not be searched in the time of a diagnosis. */
const maxTokens = 1_000_000;

/** Collects tokens in order; the caller sees to it that they make a value. */
export class TreeBuilder {
  #kinds = new Uint8Array(256);
  #ends = new Uint32Array(256);
  #starts = new Uint32Array(256);
  readonly #texts: string[] = [];
  readonly #open: number[] = [];
  #depth = 0;

  /** Whether what is open is an object; undefined where nothing is. */
  get isInObject(): boolean | undefined {
    const last = this.#open.at(-1);
    return last === undefined ? undefined : this.#kinds[last] === Kind.objectStart;
  }

  /** False where the tree is too deep or too long to go on with. */
  add(kind: KindOf, text: string, start: number): boolean {
    const index = this.#texts.push(text) - 1;
    this.#grow(index);
    this.#kinds[index] = kind;
    this.#starts[index] = start;
    this.#ends[index] = index;
    if (kind === Kind.objectStart || kind === Kind.arrayStart) {
      this.#depth = Math.max(this.#depth, this.#open.push(index));
    } else if (kind === Kind.objectEnd || kind === Kind.arrayEnd) {
      this.#ends[this.#open.pop() ?? index] = index;
    }
    return this.#open.length <= maxDepth && index < maxTokens;
  }

  build(): JsonTree {
    const count = this.#texts.length;
    return {
      kinds: this.#kinds.subarray(0, count),
      texts: this.#texts,
      ends: this.#ends.subarray(0, count),
      starts: this.#starts.subarray(0, count),
      depth: this.#depth,
    };
  }

  #grow(index: number): void {
    if (index < this.#kinds.length) {
      return;
    }
    const size = index * 2;
    const [kinds, ends, starts] = [new Uint8Array(size), new Uint32Array(size), new Uint32Array(size)];
    kinds.set(this.#kinds);
    ends.set(this.#ends);
    starts.set(this.#starts);
    [this.#kinds, this.#ends, this.#starts] = [kinds, ends, starts];
  }
}
