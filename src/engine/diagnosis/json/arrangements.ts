import type { Arrangement, Member } from './arrange.ts';

type Comparison = (a: Member, b: Member) => number;

/** By code points, which is also the order of their UTF-8 bytes (Go, Python). */
function byCodePoint(a: Member, b: Member): number {
  if (a.key === b.key) {
    return 0;
  }
  for (let at = 0; ; at += 1) {
    const [one, other] = [a.key.charCodeAt(at), b.key.charCodeAt(at)];
    if (one !== other) {
      // The end of a text compares as NaN; halves of pairs stand for code points beyond all others.
      return weight(one) - weight(other);
    }
  }
}

function weight(unit: number): number {
  if (Number.isNaN(unit)) {
    return -1;
  }
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function isSorted(members: readonly Member[], comparison: Comparison): boolean {
  return members.every((member, at) => {
    const next = members[at + 1];
    return next === undefined || comparison(member, next) <= 0;
  });
}

function sorted(comparison: Comparison): Arrangement {
  return (members) =>
    isSorted(members, comparison) ? null : { members: members.toSorted(comparison), isList: false };
}

export const sortedKeys: Arrangement = sorted(byCodePoint);

/** By UTF-16 units, as Java compares strings. */
export const sortedByUnits: Arrangement = sorted((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1));

/** Of an array's index as ECMA-262 has it, or NaN: such keys come first, in ascending order. */
function indexOf(key: string): number {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1 ? Number(key) : Number.NaN;
}

export const indexesFirst: Arrangement = (members) => {
  const indexes = members.filter(({ key }) => !Number.isNaN(indexOf(key)));
  if (indexes.length === 0) {
    return null;
  }
  const others = members.filter(({ key }) => Number.isNaN(indexOf(key)));
  return {
    members: [...indexes.toSorted((a, b) => indexOf(a.key) - indexOf(b.key)), ...others],
    isList: false,
  };
};

/** The last value of a key that occurs more than once, in the place of the first. */
export const lastOfDuplicates: Arrangement = (members) => {
  const byKey = new Map(members.map((member) => [member.key, member]));
  return byKey.size === members.length ? null : { members: [...byKey.values()], isList: false };
};

export const withoutNulls: Arrangement = (members) =>
  members.some(({ isNull }) => isNull)
    ? { members: members.filter(({ isNull }) => !isNull), isList: false }
    : null;

/** As PHP's associative arrays: an object with the keys 0, 1, 2 ... in that order, or none, becomes a list. */
export const lists: Arrangement = (members) =>
  members.every(({ key }, at) => key === String(at)) ? { members, isList: true } : null;

/** One after the other. */
export function inTurn(arrangements: readonly Arrangement[]): Arrangement {
  return (members) =>
    arrangements.reduce<ReturnType<Arrangement>>(
      (before, arrangement) => arrangement(before?.members ?? members) ?? before,
      null,
    );
}
