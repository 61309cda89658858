import type { Cause } from '../../../protocol/diagnosis.ts';
import { schemeById } from '../../signature/schemes/table.ts';
import { cause } from '../hypothesis.ts';
import { isArranged, membersOf } from './arrange.ts';
import { sortedKeys } from './arrangements.ts';
import { isEveryOrderTried, knownOrder, mostOrders, sampleOrders } from './keyOrders.ts';
import { Kind, type JsonTree } from './tree.ts';

/** Schemes whose senders sort keys themselves: examples in Clerk's documentation and Discord's interactions show it. */
const sorting: ReadonlySet<string> = new Set(['clerk', 'discord', 'svix']);

/** The keys of each object, in order. */
function keysOfObjects(tree: JsonTree): readonly (readonly string[])[] {
  return [...tree.kinds.keys()].flatMap((start) =>
    tree.kinds[start] === Kind.objectStart ? [membersOf(tree, start).map(({ key }) => key)] : [],
  );
}

const nameOf = (keys: readonly string[]): string => JSON.stringify(keys.toSorted());

/** Whether the first letters go through the alphabet, as in names that a person made up in order. */
function isSpelledOut(keys: readonly string[]): boolean {
  const letters = keys.map((key) => key.toLowerCase().charCodeAt(0));
  return (
    letters.length > 2 && letters.every((letter, at) => at === 0 || letter - (letters[at - 1] ?? 0) === 1)
  );
}

/** How many orders keys have that are words: what is counted or named by a letter or two is in order anyway. */
function ordersOfWords(keys: readonly string[]): number {
  const stems = keys.map((key) => key.replace(/[\W_]*\d+$/, ''));
  const words = new Set(stems.filter((stem) => stem.length > 1 && !/^(.)\1+$/.test(stem)));
  return isSpelledOut(keys) ? 1 : Array.from(words).reduce((orders, _, at) => orders * (at + 1), 1);
}

/**
 * Objects whose keys are in order at all levels, and too many for chance: what their order was cannot be known. Where
 * every order was tried, that they were in another one is not why nothing was found.
 */
function keysInOrder(tree: JsonTree): readonly Cause[] {
  const objects = new Map(keysOfObjects(tree).map((keys) => [nameOf(keys), keys]));
  const orders = [...objects.values()].reduce((all, keys) => all * ordersOfWords(keys), 1);
  const [first = []] = [...objects.values()].filter(({ length }) => length > 1);
  return orders > mostOrders && !isEveryOrderTried(tree) && isArranged(tree, sortedKeys)
    ? [cause('json-key-order', { sorted: first.slice(0, 2).join(', ').slice(0, 40) })]
    : [];
}

/** Keys of an object that has the order of a hash table, at least, and objects that have it. */
const fewestMixed = 4;
const fewestObjects = 3;

/** Objects with the same keys of which each has another order: no program writes its own so. */
function mixedKeys(tree: JsonTree): readonly Cause[] {
  const alike = Map.groupBy(
    keysOfObjects(tree).filter(({ length }) => length >= fewestMixed),
    nameOf,
  );
  const isMixed = [...alike.values()].some(
    (objects) =>
      objects.length >= fewestObjects &&
      new Set(objects.map((keys) => JSON.stringify(keys))).size === objects.length,
  );
  return isMixed && !isEveryOrderTried(tree) ? [cause('json-key-order', { how: 'mixed' })] : [];
}

/** Keys of the whole event whose order the vendor's page shows, and which came in another. */
function undocumentedOrder(tree: JsonTree, scheme: string): readonly Cause[] {
  const row = schemeById(scheme);
  const [keys = []] = row?.writer === undefined ? [] : keysOfObjects(tree);
  const known = knownOrder(keys, sampleOrders(scheme));
  const came = keys.filter((key) => known.includes(key));
  return row !== undefined && came.length > 3 && came.some((key, at) => key !== known[at])
    ? [cause('json-key-order', { how: 'documented', provider: row.name })]
    : [];
}

/** What the order of keys shows of the way of a body. */
export function orderSigns(tree: JsonTree, scheme: string): readonly Cause[] {
  const signs = [
    ...(sorting.has(scheme) ? [] : keysInOrder(tree)),
    ...mixedKeys(tree),
    ...undocumentedOrder(tree, scheme),
  ];
  return signs.slice(0, 1);
}
