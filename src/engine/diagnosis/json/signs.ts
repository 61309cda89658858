import { Buffer } from 'node:buffer';
import type { Cause } from '../../../protocol/diagnosis.ts';
import { cause } from '../hypothesis.ts';
import { isArranged, membersOf } from './arrange.ts';
import { sortedKeys } from './arrangements.ts';
import { ecmaFloat, floatText } from './numberForms.ts';
import { readJson, type JsonText } from './tokens.ts';
import { Kind } from './tree.ts';

function placeOf(json: JsonText, index: number): string {
  return String(Buffer.byteLength(json.text.slice(0, json.starts[index] ?? 0)));
}

/** Integers that a double cannot tell from their neighbours. */
function bigNumbers(json: JsonText): readonly number[] {
  return [...json.kinds.keys()].filter(
    (index) =>
      json.kinds[index] === Kind.number &&
      !(json.texts[index] ?? '').includes('.') &&
      Math.abs(Number(json.texts[index])) > Number.MAX_SAFE_INTEGER,
  );
}

/** Digits of an integer up to the zeros at its end. */
function digitsOf(text: string): number {
  return text.replace(/^-|0+$/g, '').length;
}

/**
 * Numbers beyond 2^53 that are all written as a double is: what they were before cannot be known. A double has 17
 * digits at most, so that one of 19 has two zeros at its end, as every hundredth has anyhow; round ones tell nothing.
 */
function roundedNumbers(json: JsonText): readonly Cause[] {
  const big = bigNumbers(json).filter((index) => digitsOf(json.texts[index] ?? '') > 15);
  const areRounded = big.every((index) => {
    const text = json.texts[index] ?? '';
    return text === floatText(Number(text), ecmaFloat);
  });
  const zeros = big.reduce((sum, index) => sum + Math.max(0, (json.texts[index] ?? '').length - 17), 0);
  const [first] = big;
  if (first === undefined || !areRounded || zeros < 2) {
    return [];
  }
  const number = (json.texts[first] ?? '').slice(0, 40);
  return [cause('json-big-integers', { number, count: String(big.length), offset: placeOf(json, first) })];
}

/** Keys that stand in one object more than once: of these a program that reads and writes JSON keeps one. */
function duplicateKeys(json: JsonText): readonly Cause[] {
  const again: { readonly key: string; readonly from: number }[] = [];
  json.kinds.forEach((kind, start) => {
    if (kind === Kind.objectStart) {
      const seen = new Set<string>();
      for (const { key, from } of membersOf(json, start)) {
        if (seen.has(key)) {
          again.push({ key, from });
        }
        seen.add(key);
      }
    }
  });
  const [first] = again;
  if (first === undefined) {
    return [];
  }
  const offset = placeOf(json, first.from);
  return [cause('json-duplicate-keys', { key: first.key.slice(0, 40), count: String(again.length), offset })];
}

/** How many times likelier it is that keys were sorted than that they are in order by chance, as a logarithm. */
const leastSorted = Math.log(5000);

/** Schemes whose senders sort keys themselves, as the examples in Clerk's documentation show. */
const sorting: ReadonlySet<string> = new Set(['clerk', 'svix']);

/** Objects whose keys are in order at all levels, and too many for chance: what their order was cannot be known. */
function keysInOrder(json: JsonText): readonly Cause[] {
  let orders = 0;
  let first = '';
  json.kinds.forEach((kind, start) => {
    const members = kind === Kind.objectStart ? membersOf(json, start) : [];
    members.forEach((_, at) => (orders += Math.log(at + 1)));
    first ||= members.length > 1 ? `${members[0]?.key ?? ''}, ${members[1]?.key ?? ''}` : '';
  });
  return orders >= leastSorted && isArranged(json, sortedKeys)
    ? [cause('json-key-order', { sorted: first.slice(0, 40) })]
    : [];
}

/** What can be seen of a JSON body that nothing can be undone of. */
export function jsonSigns(body: Uint8Array, scheme = ''): readonly Cause[] {
  const json = readJson(body);
  return json === undefined
    ? []
    : [...roundedNumbers(json), ...duplicateKeys(json), ...(sorting.has(scheme) ? [] : keysInOrder(json))];
}
