import { Buffer } from 'node:buffer';
import type { Cause } from '../../../protocol/diagnosis.ts';
import { cause } from '../hypothesis.ts';
import { membersOf } from './arrange.ts';
import { orderSigns } from './orderSigns.ts';
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

/** How far apart the doubles around an integer are, as a power of two: so few of its neighbours look rounded. */
function spacingOf(text: string): number {
  return Math.floor(Math.log2(Math.abs(Number(text)))) - 52;
}

/** How much less likely than 1 it has to be that integers look rounded by chance, as a power of two. */
const leastBits = Math.log2(100);

/** Digits of an integer up to the zeros at its end. */
function digitsOf(text: string): number {
  return text.replace(/^-|0+$/g, '').length;
}

/**
 * Integers beyond 2^53 that are all written as a double is: what they were before cannot be known. Of those with 18
 * digits about every 60th is one by chance; round ones tell nothing.
 */
function roundedNumbers(json: JsonText): readonly Cause[] {
  const big = bigNumbers(json).filter((index) => digitsOf(json.texts[index] ?? '') > 15);
  const areRounded = big.every((index) => {
    const text = json.texts[index] ?? '';
    return text === floatText(Number(text), ecmaFloat);
  });
  const distinct = [...new Set(big.map((index) => json.texts[index] ?? ''))];
  const bits = distinct.reduce((sum, text) => sum + spacingOf(text), 0);
  const [first] = big;
  if (first === undefined || !areRounded || bits < leastBits) {
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

/** What can be seen of a JSON body that nothing can be undone of; `scheme` is the id of its sender. */
export function jsonSigns(body: Uint8Array, scheme = ''): readonly Cause[] {
  const json = readJson(body);
  return json === undefined
    ? []
    : [...roundedNumbers(json), ...duplicateKeys(json), ...orderSigns(json, scheme)];
}
