import { withStringsAt } from './arrange.ts';
import { dateOf, inZone, spelledDate, type DateText } from './dates.ts';
import { groupsOf, selections } from './restoreGroups.ts';
import { Kind, type JsonTree } from './tree.ts';

type Respelling = (date: DateText) => DateText | undefined;

/** What a tree may have been before its dates were read and written. */
export type DateForm = (tree: JsonTree) => JsonTree;

function indexesOf(tree: JsonTree): readonly number[] {
  return [...tree.kinds.keys()].filter(
    (index) => tree.kinds[index] === Kind.string && dateOf(tree.texts[index] ?? '') !== undefined,
  );
}

function respelled(text: string, respelling: Respelling): string {
  const date = dateOf(text);
  const other = date === undefined ? undefined : respelling(date);
  return other === undefined ? text : spelledDate(other);
}

const inAll =
  (respelling: Respelling): DateForm =>
  (tree) =>
    withStringsAt(
      tree,
      () => true,
      (text) => respelled(text, respelling),
    );

const isUtc = ({ zone }: DateText): boolean => /^(?: ?(?:Z|UTC|[+-]00(?::?00)?))?$/.test(zone);

const fractions: readonly ((digits: string) => string)[] = [
  // JavaScript's toISOString has three digits where there may have been none.
  (digits) => digits.replace(/^0+$/, ''),
  (digits) => digits,
  (digits) => digits.padEnd(6, '0'),
  (digits) => digits.replace(/0+$/, ''),
  (digits) => digits.padEnd(3, '0'),
  (digits) => (digits === '' ? '' : digits.padEnd(6, '0')),
  (digits) => digits.padEnd(7, '0'),
];
/** As Go and JavaScript, Python and PHP, MySQL, Ruby and C write UTC; null for the zone as it is. */
const zones = [null, '+00:00', 'Z', '', ' UTC', '+0000', '+00'];

/** Every other spelling, the likeliest first: of UTC where the times are in it. */
const respellings: readonly Respelling[] = ['T', ' '].flatMap((separator) =>
  zones.flatMap((zone) =>
    fractions.map((fraction): Respelling => (date) => {
      const own = zone === null || !isUtc(date) ? date.zone : zone;
      return { ...date, separator, zone: own, fraction: fraction(date.fraction) };
    }),
  ),
);

/** Forms tried in all usual styles: dates of one document are mostly written by one program. */
const mostUsual = 8;

/** Those of some respellings that make other texts of these dates, none twice. */
function distinct(texts: readonly string[], all: readonly Respelling[]): Respelling[] {
  const seen = new Set([texts.join(' ')]);
  return all.filter((respelling) => {
    const count = seen.size;
    return seen.add(texts.map((text) => respelled(text, respelling)).join(' ')).size > count;
  });
}

const textsAt = (tree: JsonTree): string[] => [
  ...new Set(indexesOf(tree).map((index) => tree.texts[index] ?? '')),
];

/** A date with a blank in it is seldom what a program made of another one. */
export function usualDateForms(tree: JsonTree): DateForm[] {
  const texts = textsAt(tree);
  const isWritten = texts.some((text) => dateOf(text)?.separator === 'T');
  return isWritten ? distinct(texts, respellings).slice(0, mostUsual).map(inAll) : [];
}

/** Hours from UTC that zones have, and halves and quarters that some have: in minutes. */
const offsets = [
  ...Array.from({ length: 27 }, (_, hour) => (hour - 12) * 60).filter((minutes) => minutes !== 0),
  ...[330, 345, 570, -210],
].sort((a, b) => Math.abs(a) - Math.abs(b));

/** The dates in a zone that was lost when they were written in UTC. */
const inZones: readonly Respelling[] = offsets.flatMap((minutes) =>
  [fractions[0], fractions[1]].map((fraction): Respelling => (date) => {
    const moved = isUtc(date) ? inZone(date, minutes) : undefined;
    return moved === undefined ? undefined : { ...moved, fraction: fraction?.(date.fraction) ?? '' };
  }),
);

/** The dates in UTC, before a program wrote them in its own zone. */
const inUtc: readonly Respelling[] = ['Z', '+00:00'].flatMap((zone) =>
  [fractions[1], fractions[0]].map((fraction): Respelling => (date) => {
    const moved = isUtc(date) ? undefined : inZone(date, 0);
    return moved === undefined ? undefined : { ...moved, zone, fraction: fraction?.(date.fraction) ?? '' };
  }),
);

/** Dates that not all have their form under every key: some were written by another program before. */
function* inSome(tree: JsonTree): Generator<DateForm> {
  const dates = new Set(indexesOf(tree));
  const groups = groupsOf(tree, (index) => dates.has(index));
  const all = distinct(textsAt(tree), respellings);
  for (const selection of selections(groups, () => true, 32)) {
    const chosen = new Set(selection.flat());
    for (const respelling of chosen.size === dates.size ? [] : all) {
      yield (given) =>
        withStringsAt(
          given,
          (index) => chosen.has(index),
          (text) => respelled(text, respelling),
        );
    }
  }
}

/** Every fraction that the milliseconds of one date may be the beginning of. */
function* microseconds(tree: JsonTree): Generator<DateForm> {
  const [only = '', ...others] = textsAt(tree).filter((text) => !/^0*$/.test(dateOf(text)?.fraction ?? ''));
  if (others.length > 0 || dateOf(only)?.fraction.length !== 3) {
    return;
  }
  for (let more = 1; more < 1000; more += 1) {
    const end = String(more).padStart(3, '0');
    yield inAll((date) => ({ ...date, fraction: `${date.fraction}${end}` }));
  }
}

/** The less likely ones. */
export function* otherDateForms(tree: JsonTree): Generator<DateForm> {
  for (const respelling of distinct(textsAt(tree), [...respellings, ...inUtc, ...inZones])) {
    yield inAll(respelling);
  }
  yield* inSome(tree);
  yield* microseconds(tree);
}
