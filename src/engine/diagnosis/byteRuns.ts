/** Bytes that differ: from and to, the end not included, in each of two bodies. */
export interface Run {
  readonly received: readonly [number, number];
  readonly signed: readonly [number, number];
}

/** The first of them, and how many there are. */
export interface Runs {
  readonly runs: readonly Run[];
  readonly count: number;
}

/** So many equal bytes end a difference, where it is long; fewer do where it is short. */
const longestAnchor = 8;
/** A difference is longer than this only where nothing was found in it that both have. */
const maxReach = 512;
/** Comparisons in all: some tens of milliseconds. */
const maxSteps = 10_000_000;

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

function commonEnd(a: Uint8Array, b: Uint8Array): number {
  let length = 0;
  const most = Math.min(a.length, b.length);
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) {
    length += 1;
  }
  return length;
}

/** Walks two bodies from one difference to the next. */
class Walker {
  readonly #a: Uint8Array;
  readonly #b: Uint8Array;
  /** Length of what both end with. */
  readonly #end: number;
  #at = 0;
  #bt = 0;
  #steps = 0;

  constructor(a: Uint8Array, b: Uint8Array) {
    this.#a = a;
    this.#b = b;
    this.#end = commonEnd(a, b);
  }

  next(): Run | undefined {
    this.#skipEqual();
    const [aLeft, bLeft] = this.#left();
    if (aLeft === 0 && bLeft === 0) {
      return undefined;
    }
    const [aStart, bStart] = [this.#at, this.#bt];
    const [aLength, bLength] = this.#length(aLeft, bLeft);
    this.#at += aLength;
    this.#bt += bLength;
    return this.#whole({ received: [aStart, this.#at], signed: [bStart, this.#bt] });
  }

  #skipEqual(): void {
    while (
      this.#at < this.#a.length &&
      this.#bt < this.#b.length &&
      this.#a[this.#at] === this.#b[this.#bt]
    ) {
      this.#at += 1;
      this.#bt += 1;
    }
  }

  /** What is left of each before what both end with, of which a body may have passed a part. */
  #left(): readonly [number, number] {
    const [aLeft, bLeft] = [this.#a.length - this.#at, this.#b.length - this.#bt];
    const end = Math.min(this.#end, aLeft, bLeft);
    return [aLeft - end, bLeft - end];
  }

  /** How long the difference is on either side: the least after which both go on alike. */
  #length(aLeft: number, bLeft: number): readonly [number, number] {
    for (let sum = 1; sum <= maxReach && this.#steps < maxSteps; sum += 1) {
      for (let aLength = 0; aLength <= sum; aLength += 1) {
        const bLength = sum - aLength;
        if (aLength <= aLeft && bLength <= bLeft && this.#isAlike(aLength, bLength)) {
          return [aLength, bLength];
        }
      }
    }
    return [aLeft, bLeft];
  }

  #isAlike(aLength: number, bLength: number): boolean {
    const [at, bt] = [this.#at + aLength, this.#bt + bLength];
    const anchor = Math.min(longestAnchor, 1 + aLength + bLength);
    for (let index = 0; index < anchor; index += 1) {
      this.#steps += 1;
      const byte = this.#a[at + index];
      if (byte !== this.#b[bt + index]) {
        return false;
      }
      if (byte === undefined) {
        return true; // both end here
      }
    }
    return true;
  }

  /** With the characters that it would cut through. */
  #whole({ received, signed }: Run): Run {
    let [[aFrom, aTo], [bFrom, bTo]] = [received, signed];
    const [a, b] = [this.#a, this.#b];
    while (aFrom > 0 && bFrom > 0 && (isContinuation(a[aFrom]) || isContinuation(b[bFrom]))) {
      aFrom -= 1;
      bFrom -= 1;
    }
    while (isContinuation(a[aTo]) && isContinuation(b[bTo])) {
      aTo += 1;
      bTo += 1;
    }
    return { received: [aFrom, aTo], signed: [bFrom, bTo] };
  }
}

/** Runs of bytes that differ, `most` of them at most, in a time that grows with the length of the bodies. */
export function byteRuns(received: Uint8Array, signed: Uint8Array, most: number): Runs {
  const walker = new Walker(received, signed);
  const runs: Run[] = [];
  let count = 0;
  for (let run = walker.next(); run !== undefined; run = walker.next()) {
    count += 1;
    if (runs.length < most) {
      runs.push(run);
    }
  }
  return { runs, count };
}
