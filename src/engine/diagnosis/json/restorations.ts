import { arranged, withNumbers } from './arrange.ts';
import { sortedKeys } from './arrangements.ts';
import { isInteger } from './numberForms.ts';
import { Kind, type JsonTree, type KindOf } from './tree.ts';

/** What the value may have been before a runtime read and wrote it. */
export interface Restoration {
  /** The less likely, the greater. */
  readonly weight: number;
  readonly apply: (tree: JsonTree) => JsonTree;
}

/** Tokens that are likely to be of one type: those under the same key, wherever it stands. */
type Groups = ReadonlyMap<string, readonly number[]>;

const maxNumberForms = 64;
const maxEmptyForms = 12;

/** Tokens that a test picks, by the key that they stand under, themselves or the arrays that they are in. */
function groupsOf(tree: JsonTree, isPicked: (index: number) => boolean): Groups {
  const groups = new Map<string, number[]>();
  const outer: string[] = [];
  let key = '';
  for (let index = 0; index < tree.kinds.length; index += 1) {
    const kind = tree.kinds[index];
    if (isPicked(index)) {
      const group = groups.get(key) ?? [];
      group.push(index);
      groups.set(key, group);
    }
    if (kind === Kind.key) {
      key = tree.texts[index] ?? '';
    } else if (kind === Kind.objectStart || kind === Kind.arrayStart) {
      outer.push(key);
    } else if (kind === Kind.objectEnd || kind === Kind.arrayEnd) {
      key = outer.pop() ?? '';
    }
  }
  return groups;
}

/** Groups that are restored together. */
type Selection = readonly (readonly number[])[];

const maxGroups = 32;
const maxPaired = 8;

/** All groups together, each alone, then each two of the first. */
function selections(groups: Groups): readonly Selection[] {
  const each = [...groups.values()];
  const first = each.slice(0, maxPaired);
  const pairs = first.flatMap((one, at) => first.slice(at + 1).map((other) => [one, other]));
  return [
    ...(each.length > 1 ? [each] : []),
    ...each.slice(0, maxGroups).map((group) => [group]),
    ...(each.length > 2 ? pairs : []),
  ];
}

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
  const integers = selections(groupsOf(tree, (index) => isNumber(tree, index, isInteger)));
  const prices = selections(
    groupsOf(tree, (index) => isNumber(tree, index, (text) => isInteger(text) || /\.\d\d?$/.test(text))),
  );
  const round = selections(groupsOf(tree, (index) => isNumber(tree, index, (text) => text.endsWith('000'))));
  const zeros = selections(groupsOf(tree, (index) => isNumber(tree, index, (text) => text === '0')));
  return [
    ...integers.slice(0, 28).map((selection, at) => respelled(wholeFloat, selection, 4 + at * 0.4)),
    ...prices.slice(0, 20).map((selection, at) => respelled(twoDecimals, selection, 5 + at * 0.5)),
    ...round.slice(0, 6).map((selection, at) => respelled(exponent, selection, 9 + at)),
    ...zeros.slice(0, 5).map((selection, at) => respelled(minusZeroFloat, selection, 10 + at)),
    ...zeros.slice(0, 5).map((selection, at) => respelled(minusZero, selection, 10 + at)),
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

/** A runtime that wrote `{}` would not have written `[]` for it. */
function emptyForms(tree: JsonTree): readonly Restoration[] {
  if (tree.texts.some((_, index) => isEmpty(tree, index, Kind.objectStart))) {
    return [];
  }
  return selections(groupsOf(tree, (index) => isEmpty(tree, index, Kind.arrayStart)))
    .slice(0, maxEmptyForms)
    .map((selection, at) => ({ weight: 2.5 + at * 0.4, apply: (given) => withObjects(given, selection) }));
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

/** The value as it is, and then what it may have been, in no order; at most 200. */
export function restorationsOf(tree: JsonTree): readonly Restoration[] {
  const asItIs: Restoration = { weight: 0, apply: (given) => given };
  const sorted = keysInOrder(tree);
  const empties = emptyForms(tree);
  const forms = numberForms(tree);
  const values = [
    asItIs,
    ...empties,
    ...forms,
    ...empties.slice(0, 2).flatMap((empty) => forms.slice(0, 6).map((form) => both(form, empty))),
  ];
  return [...values, ...values.slice(0, 90).map((value) => both(value, sorted))];
}
