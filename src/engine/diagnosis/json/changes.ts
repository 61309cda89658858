import { Buffer } from 'node:buffer';
import type { CauseId } from '../../../protocol/diagnosis.ts';
import { arranged } from './arrange.ts';
import { inTurn, lastOfDuplicates, lists, sortedKeys } from './arrangements.ts';
import { isSameDate } from './dates.ts';
import { gapBefore, gapStart } from './gaps.ts';
import { isInteger } from './numberForms.ts';
import { spelledLength, spelledUnit, valueOf } from './spelling.ts';
import type { JsonText } from './tokens.ts';
import { Kind, type JsonTree } from './tree.ts';

/** `objects-listed`: an object with the keys 0, 1, 2 and a list, where one became the other. */
export type ChangeId = CauseId | 'objects-listed';

/** One way in which one writing of a value differs from another: what was and what became of it, first of all. */
export interface Change {
  readonly id: ChangeId;
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** Of the first in the bytes of what it became. */
  readonly offset: number;
}

interface Tally {
  readonly from: string;
  readonly to: string;
  /** In UTF-16 units. */
  readonly at: number;
  count: number;
}

const maxShown = 40;
/** What writers escape for the sake of HTML, and `"` where it is written as \u0022. */
const html = '<>&\'"=+`';

function idOfUnit(unit: string): CauseId {
  if (unit === '/') {
    return 'json-slashes';
  }
  return html.includes(unit) ? 'json-html' : 'json-unicode';
}

/** What a number's text says exactly: the same for two spellings of one number. */
function decimalOf(text: string): string {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  const exponent = Number(power) - fraction.length + digits.length - significant.length;
  return `${mantissa.startsWith('-') ? '-' : ''}${significant}e${significant === '' ? 0 : exponent}`;
}

class Comparison {
  readonly #tallies = new Map<ChangeId, Tally>();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get changes(): Change[] {
    return [...this.#tallies].map(([id, { from, to, at, count }]) => ({
      id,
      from: from.slice(0, maxShown),
      to: to.slice(0, maxShown),
      count,
      offset: Buffer.byteLength(this.#text.slice(0, at)),
    }));
  }

  add(id: ChangeId, from: string, to: string, at: number): void {
    const tally = this.#tallies.get(id);
    if (tally === undefined) {
      this.#tallies.set(id, { from, to, at, count: 1 });
    } else {
      tally.count += 1;
    }
  }

  /** Two spellings of a string; `at` is where the content of the second stands. */
  addStrings(from: string, to: string, at: number): void {
    let [fromAt, toAt] = [0, 0];
    while (fromAt < from.length && toAt < to.length) {
      const fromUnit = from.slice(fromAt, fromAt + spelledLength(from, fromAt));
      const toUnit = to.slice(toAt, toAt + spelledLength(to, toAt));
      if (fromUnit !== toUnit) {
        this.add(idOfUnit(spelledUnit(fromUnit)), fromUnit, toUnit, at + toAt);
      }
      fromAt += fromUnit.length;
      toAt += toUnit.length;
    }
  }

  addNumbers(from: string, to: string, at: number): void {
    const isRounded =
      isInteger(from) && !Number.isSafeInteger(Number(from)) && decimalOf(from) !== decimalOf(to);
    this.add(isRounded ? 'json-big-integers' : 'json-numbers', from, to, at);
  }
}

const alike = inTurn([lastOfDuplicates, lists, sortedKeys]);

/** Whether two trees have the same keys at the same tokens, so that nothing has to be brought in line. */
function isInLine(from: JsonTree, to: JsonTree): boolean {
  return (
    from.kinds.length === to.kinds.length &&
    from.kinds.every((kind, index) => {
      const [was, is] = [from.texts[index] ?? '', to.texts[index] ?? ''];
      return kind === to.kinds[index] && (kind !== Kind.key || was === is || valueOf(was) === valueOf(is));
    })
  );
}

function addTokens(comparison: Comparison, from: JsonTree, to: JsonTree): void {
  const [one, other] = isInLine(from, to) ? [from, to] : [arranged(from, alike), arranged(to, alike)];
  const isAligned =
    one.kinds.length === other.kinds.length && one.kinds.every((kind, index) => kind === other.kinds[index]);
  for (let index = 0; isAligned && index < one.kinds.length; index += 1) {
    const [was, is] = [one.texts[index] ?? '', other.texts[index] ?? ''];
    const start = other.starts[index] ?? 0;
    if (was !== is && other.kinds[index] === Kind.number) {
      comparison.addNumbers(was, is, start);
    } else if (was !== is && isSameDate(was, is)) {
      comparison.add('json-dates', was, is, start + 1);
    } else if (was !== is) {
      comparison.addStrings(was, is, start + 1);
    }
  }
}

function isSameKinds(from: JsonText, to: JsonText): boolean {
  return from.kinds.length === to.kinds.length && from.kinds.every((kind, index) => kind === to.kinds[index]);
}

function gapsOf(json: JsonText): string[] {
  return Array.from(json.kinds, (_, index) => gapBefore(json, index)).sort();
}

/** Where tokens only changed places, the gaps are compared in their own order; where some were left out, their kinds. */
function addMovedGaps(comparison: Comparison, from: JsonText, to: JsonText): void {
  const [one, other] = [gapsOf(from), gapsOf(to)];
  if (one.length === other.length) {
    const at = one.findIndex((gap, index) => gap !== other[index]);
    if (at >= 0) {
      comparison.add('json-whitespace', one[at] ?? '', other[at] ?? '', 0);
    }
    return;
  }
  const was = one.find((gap) => !other.includes(gap));
  const is = other.find((gap) => !one.includes(gap));
  if (was !== undefined && is !== undefined) {
    comparison.add('json-whitespace', was, is, 0);
  }
}

function addGaps(comparison: Comparison, from: JsonText, to: JsonText): void {
  if (!isSameKinds(from, to)) {
    addMovedGaps(comparison, from, to);
    return;
  }
  for (let index = 0; index < to.kinds.length; index += 1) {
    const [was, is] = [gapBefore(from, index), gapBefore(to, index)];
    if (was !== is) {
      comparison.add('json-whitespace', was, is, gapStart(to, index));
    }
  }
}

function isLineEnd(gap: string): boolean {
  return gap === '\n' || gap === '\r\n';
}

function addEnd(comparison: Comparison, from: JsonText, to: JsonText): void {
  const [was, is] = [gapBefore(from, from.kinds.length), gapBefore(to, to.kinds.length)];
  const at = gapStart(to, to.kinds.length);
  if (isLineEnd(was) && is === '') {
    comparison.add('body-newline-removed', was, is, at);
  } else if (was === '' && isLineEnd(is)) {
    comparison.add('body-newline-added', was, is, at);
  } else if (was !== is) {
    comparison.add('json-whitespace', was, is, at);
  }
}

function keysIn(tree: JsonTree): readonly number[] {
  return [...tree.kinds.keys()].filter((index) => tree.kinds[index] === Kind.key);
}

function hasDuplicates(tree: JsonTree): boolean {
  return keysIn(arranged(tree, lastOfDuplicates)).length !== keysIn(tree).length;
}

function addKeys(comparison: Comparison, from: JsonTree, to: JsonTree): void {
  if (isInLine(from, to)) {
    return;
  }
  const shape = inTurn([lastOfDuplicates, lists]);
  const [one, other] = [arranged(from, shape), arranged(to, shape)];
  const [was, is] = [keysIn(one), keysIn(other)];
  if (hasDuplicates(from) && !hasDuplicates(to)) {
    comparison.add('json-duplicate-keys', '', '', 0);
  }
  for (let index = 0; was.length === is.length && index < was.length; index += 1) {
    const key = valueOf(one.texts[was[index] ?? 0] ?? '');
    const place = is[index] ?? 0;
    const name = valueOf(other.texts[place] ?? '');
    if (key !== name) {
      comparison.add('json-key-order', key, name, other.starts[place] ?? 0);
    }
  }
}

/** How many objects are empty, or are not. */
function objectsIn({ kinds }: JsonTree, isEmpty: boolean): number {
  return kinds.reduce((count, kind, index) => {
    const isOne = kind === Kind.objectStart && (kinds[index + 1] === Kind.objectEnd) === isEmpty;
    return count + Number(isOne);
  }, 0);
}

/** Objects that became lists or came of lists: PHP's arrays are both. */
function addLists(comparison: Comparison, from: JsonText, to: JsonText): void {
  if (isSameKinds(from, to)) {
    return;
  }
  const [one, other] = [arranged(from, lastOfDuplicates), arranged(to, lastOfDuplicates)];
  const first = to.kinds.findIndex((kind, index) => kind !== from.kinds[index]);
  for (const [isEmpty, id, object, list] of [
    [true, 'json-empty-objects', '{}', '[]'],
    [false, 'objects-listed', '{"0": ...}', '[...]'],
  ] as const) {
    const more = objectsIn(one, isEmpty) - objectsIn(other, isEmpty);
    if (more !== 0) {
      const [was, is] = more > 0 ? [object, list] : [list, object];
      comparison.add(id, was, is, to.starts[first] ?? 0);
    }
  }
}

/** In which ways the second is another writing of what the first says. */
export function changesOf(from: JsonText, to: JsonText): readonly Change[] {
  const comparison = new Comparison(to.text);
  addTokens(comparison, from, to);
  addKeys(comparison, from, to);
  addLists(comparison, from, to);
  addGaps(comparison, from, to);
  addEnd(comparison, from, to);
  return comparison.changes;
}
