import { arranged, withNumbers, withStrings } from './arrange.ts';
import { sortedKeys } from './arrangements.ts';
import { dateOf, spelledDate } from './dates.ts';
import { ecmaFloat, floatText, isInteger } from './numberForms.ts';
import { usualDateForms } from './restoreDates.ts';
import { groupsOf, selections, type Selection } from './restoreGroups.ts';
import { Kind, type JsonTree, type KindOf } from './tree.ts';

/** What the value may have been before a runtime read and wrote it. */
export interface Restoration {
  /** The less likely, the greater. */
  readonly weight: number;
  readonly apply: (tree: JsonTree) => JsonTree;
}

const maxNumberForms = 64;
const maxEmptyForms = 96;

type Respelling = (text: string) => string;

/** 1 was 1.0. */
const wholeFloat: Respelling = (text) => (isInteger(text) ? `${text}.0` : text);
/** 1 was 1.00, and 1.5 was 1.50. */
const twoDecimals: Respelling = (text) => {
  if (isInteger(text)) {
    return `${text}.00`;
  }
  return /\.\d$/.test(text) ? `${text}0` : text;
};
/** 1000 was 1e3. */
const exponent: Respelling = (text) => {
  const parts = /^(-?\d*[1-9])(0{3,})$/.exec(text);
  return parts === null ? text : `${parts[1] ?? ''}e${String(parts[2]?.length ?? 0)}`;
};
const minusZero: Respelling = (text) => (text === '0' ? '-0' : text);
const minusZeroFloat: Respelling = (text) => (text === '0' ? '-0.0' : text);

function respelled(respelling: Respelling, selection: Selection, weight: number): Restoration {
  return {
    weight,
    apply: (tree) => {
      const indexes = new Set(selection.flat());
      return withNumbers(tree, (text, index) => (indexes.has(index) ? respelling(text) : text)) ?? tree;
    },
  };
}

function isNumber(tree: JsonTree, index: number, test: (text: string) => boolean): boolean {
  return tree.kinds[index] === Kind.number && test(tree.texts[index] ?? '');
}

function someNumber(tree: JsonTree, test: (text: string) => boolean): boolean {
  return tree.texts.some((_, index) => isNumber(tree, index, test));
}

/** A runtime that wrote `1.0` would not have written `1` for it: nothing is restored then. */
function numberForms(tree: JsonTree): readonly Restoration[] {
  if (someNumber(tree, (text) => text.endsWith('.0'))) {
    return [];
  }
  const fractions = groupsOf(tree, (index) => isNumber(tree, index, (text) => !isInteger(text)));
  const under = (test: (text: string) => boolean, most: number): readonly Selection[] =>
    selections(
      groupsOf(tree, (index) => isNumber(tree, index, test)),
      // Where one value of a key has a fraction, its others are of the same type.
      (key) => fractions.has(key),
      most,
    );
  const integers = under(isInteger, 32);
  const prices = under((text) => isInteger(text) || /\.\d\d?$/.test(text), 20);
  const round = under((text) => text.endsWith('000'), 6);
  const zeros = under((text) => text === '0', 5);
  return [
    ...integers.map((selection, at) => respelled(wholeFloat, selection, 4 + at * 0.4)),
    ...prices.map((selection, at) => respelled(twoDecimals, selection, 5 + at * 0.5)),
    ...round.map((selection, at) => respelled(exponent, selection, 9 + at)),
    ...zeros.map((selection, at) => respelled(minusZeroFloat, selection, 10 + at)),
    ...zeros.map((selection, at) => respelled(minusZero, selection, 10 + at)),
  ].slice(0, maxNumberForms);
}

/** Empty arrays, of which some become objects: an array's start and its end stand next to each other. */
function withObjects(tree: JsonTree, selection: Selection): JsonTree {
  const indexes = new Set(selection.flat());
  const kinds = tree.kinds.map((kind, index): KindOf => {
    if (indexes.has(index)) {
      return Kind.objectStart;
    }
    return indexes.has(index - 1) ? Kind.objectEnd : (kind as KindOf);
  });
  return { ...tree, kinds };
}

function isEmpty(tree: JsonTree, index: number, kind: KindOf): boolean {
  return tree.kinds[index] === kind && tree.ends[index] === index + 1;
}

/** Names that events give to objects without fixed members; other names in the plural are mostly of lists. */
const objectName =
  /(?:data|attributes|prop(?:ertie)?s|param(?:eter)?s|headers|options|settings|config|configuration|context|extra|extras|details|fields|custom|payload|object|links|mapping|variables|values)$/i;

const isObjectName = (key: string): boolean => objectName.test(key) || !/(?:s|list|array|items)$/i.test(key);

/** A runtime that wrote `{}` would not have written `[]` for it. */
function emptyForms(tree: JsonTree): readonly Restoration[] {
  if (tree.texts.some((_, index) => isEmpty(tree, index, Kind.objectStart))) {
    return [];
  }
  const groups = groupsOf(tree, (index) => isEmpty(tree, index, Kind.arrayStart));
  return selections(groups, isObjectName, maxEmptyForms).map((selection, at) => ({
    weight: 2.5 + at * 0.3,
    apply: (given) => withObjects(given, selection),
  }));
}

/** Sets of empty lists that are made objects at most: every one of twelve. */
const mostEmptyForms = 4096;

/** Every set of the empty lists as objects, for those that `restorationsOf` does not have. */
export function* otherEmptyForms(tree: JsonTree): Generator<Restoration['apply']> {
  if (tree.texts.some((_, index) => isEmpty(tree, index, Kind.objectStart))) {
    return;
  }
  const groups = groupsOf(tree, (index) => isEmpty(tree, index, Kind.arrayStart));
  for (const selection of selections(groups, isObjectName, mostEmptyForms)) {
    yield (given) => withObjects(given, selection);
  }
}

/** Digits of a fraction of a second: of microseconds, milliseconds and .NET's ticks. */
const fractionDigits = [6, 3, 7] as const;

const padded = (digits: number, keepsWhole: boolean) => (tree: JsonTree) =>
  withStrings(tree, (text) => {
    const date = dateOf(text);
    return date === undefined || (keepsWhole && date.fraction === '')
      ? text
      : spelledDate({ ...date, fraction: date.fraction.padEnd(digits, '0') });
  });

/**
 * Dates whose fraction lost the zeros at its end, as Json.NET writes them, which reads texts as dates. It would not
 * have written a zero there.
 */
function dateForms(tree: JsonTree): readonly Restoration[] {
  const dates = tree.texts.flatMap((text, index) =>
    tree.kinds[index] === Kind.string ? (dateOf(text) ?? []) : [],
  );
  if (dates.length === 0 || dates.some(({ fraction }) => fraction.endsWith('0'))) {
    return [];
  }
  const longest = dates.reduce((most, { fraction }) => Math.max(most, fraction.length), 0);
  // Whole seconds may have been written without a fraction before.
  const keeping = longest > 0 && dates.some(({ fraction }) => fraction === '') ? [false, true] : [false];
  return keeping.flatMap((keepsWhole) =>
    fractionDigits
      .filter((digits) => digits > longest || (digits === longest && !keepsWhole))
      .map((digits, at) => ({ weight: 2.8 + at * 0.3, apply: padded(digits, keepsWhole) })),
  );
}

/** Ids in Shopify's test notifications, which a double does not hold. */
const testIds = [
  '820982911946154508',
  '788032119674292922',
  '890088186047892319',
  '866550311766439020',
  '141249953214522974',
  '115310627314723954',
];
const roundedIds: ReadonlyMap<string, string> = new Map(
  testIds.map((id) => [floatText(Number(id), ecmaFloat), id]),
);

/** Known ids that were rounded, as they were. */
function wholeIds(tree: JsonTree): readonly Restoration[] {
  return someNumber(tree, (text) => roundedIds.has(text))
    ? [
        {
          weight: 0.5,
          apply: (given) => withNumbers(given, (text) => roundedIds.get(text) ?? text) ?? given,
        },
      ]
    : [];
}

function both(one: Restoration, other: Restoration): Restoration {
  return { weight: one.weight + other.weight, apply: (tree) => other.apply(one.apply(tree)) };
}

/** Keys in order. Of the value as it is this is made once, for it comes in many styles. */
function keysInOrder(value: JsonTree): Restoration {
  let known: JsonTree | undefined;
  return {
    weight: 3.5,
    apply: (given) =>
      given === value ? (known ??= arranged(value, sortedKeys)) : arranged(given, sortedKeys),
  };
}

/** The value as it is, and then what it may have been, in no order; at most 300. */
export function restorationsOf(tree: JsonTree): readonly Restoration[] {
  const asItIs: Restoration = { weight: 0, apply: (given) => given };
  const sorted = keysInOrder(tree);
  const empties = emptyForms(tree);
  const forms = numberForms(tree);
  const dates = dateForms(tree);
  // Rarer than all else that is restored: few bodies are made with the first of these alone.
  const otherDates = usualDateForms(tree).map((apply, at) => ({ weight: 12 + at * 0.4, apply }));
  const ids = wholeIds(tree);
  const values = [
    asItIs,
    ...ids,
    ...ids.flatMap((id) => empties.slice(0, 2).map((empty) => both(id, empty))),
    ...empties,
    ...dates,
    ...otherDates,
    ...forms,
    ...empties.slice(0, 2).flatMap((empty) => forms.slice(0, 6).map((form) => both(form, empty))),
    ...dates.slice(0, 2).flatMap((date) => forms.slice(0, 6).map((form) => both(form, date))),
  ];
  const usual = [asItIs, ...empties.slice(0, 12), ...forms.slice(0, 40)];
  return [...values, ...usual.map((value) => both(value, sorted))];
}
