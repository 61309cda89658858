/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const characters = [
  ...'abcXYZ09 _-/\\"<>&\'=+`{}[]:,\b\f\n\r\t\u0001\u001f\u007f\u0085\u00a0éßЖ鍵\u2028\u2029😀👩\u200d\ue000',
];
/** Written alike by all, or with a fraction or an exponent by all: nothing of them is lost on the way. */
const numbers = [0, 1, -7, 4711, 1_700_000_000, 0.5, -2.25, 3.14159, 1e-7, 1.5e-9, 1e22, 2.5e30];

function pick<T>(random: () => number, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) {
    throw new RangeError('Nothing to pick from');
  }
  return item;
}

function randomText(random: () => number): string {
  return Array.from({ length: Math.floor(random() * 8) }, () => pick(random, characters)).join('');
}

/** Keys are no indexes of arrays, which Node would put in another order. */
function randomObject(random: () => number, depth: number): object {
  const members = Array.from({ length: Math.floor(random() * 5) }, (_, index) => [
    `k${index}${randomText(random)}`,
    randomValue(random, depth + 1),
  ]);
  return Object.fromEntries(members) as object;
}

/** A value that is an object at the top. */
export function randomValue(random: () => number, depth = 0): unknown {
  const kind = depth === 0 ? 0 : Math.floor(random() * (depth > 3 ? 3 : 5));
  switch (kind) {
    case 0:
      return depth > 3 ? null : randomObject(random, depth);
    case 1:
      return randomText(random);
    case 2:
      return pick(random, numbers);
    case 3:
      return pick(random, [true, false, null]);
    default:
      return Array.from({ length: Math.floor(random() * 4) }, () => randomValue(random, depth + 1));
  }
}
