import { schemeById } from '../../signature/schemes/table.ts';
import { arranged, membersOf, type Arrangement, type Member } from './arrange.ts';
import { Kind, type JsonTree } from './tree.ts';

/** Keys of an object in the order in which a sender writes them. */
export type KeyOrder = readonly string[];

/** Orders of all objects together that are tried: those of seven keys. */
export const mostOrders = 5040;

function ordersIn(value: unknown): KeyOrder[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const inner = Object.values(value).flatMap(ordersIn);
  return Array.isArray(value) ? inner : [Object.keys(value), ...inner];
}

function fromSample(body: string): KeyOrder[] {
  try {
    return ordersIn(JSON.parse(body));
  } catch {
    return [];
  }
}

/** How a provider's samples have the keys of their objects; `scheme` is its id. */
export function sampleOrders(scheme: string): readonly KeyOrder[] {
  const samples = schemeById(scheme)?.samples ?? [];
  return samples
    .flatMap((sample) => fromSample(sample.body(0)))
    .filter(({ length }) => length > 1)
    .slice(0, 64);
}

/** How a provider's samples of forms have their fields. */
export function sampleFieldOrders(scheme: string): readonly KeyOrder[] {
  const samples = (schemeById(scheme)?.samples ?? []).filter(({ contentType = '' }) =>
    /form/.test(contentType),
  );
  return samples.map((sample) => [...new Set(new URLSearchParams(String(sample.body(0))).keys())]);
}

/** Keys of an object that a sample has to have as well to be of the same kind: so many, and half of them. */
const leastShared = 3;

/** The keys of an object that a sample has as well, in its order; of several samples the one that has most of them. */
export function knownOrder(keys: readonly string[], samples: readonly KeyOrder[]): KeyOrder {
  const own = new Set(keys);
  return samples.reduce<KeyOrder>((best, sample) => {
    const shared = sample.filter((key) => own.has(key));
    const isAlike = shared.length >= Math.max(leastShared, keys.length / 2);
    return isAlike && shared.length > best.length ? shared : best;
  }, []);
}

/** Every order of `keys` that keeps the one of the first `fixed`. */
export function* ordersOf(keys: KeyOrder, fixed: number): Generator<KeyOrder> {
  if (keys.length === fixed) {
    yield keys;
    return;
  }
  const last = keys.at(-1) ?? '';
  for (const order of ordersOf(keys.slice(0, -1), fixed)) {
    for (let at = order.length; at >= 0; at -= 1) {
      yield order.toSpliced(at, 0, last);
    }
  }
}

/** Objects with the same keys: one sender writes them in one order. */
interface Group {
  readonly keys: KeyOrder;
  /** The first keys that stay in their order, for a sample has it. */
  readonly fixed: number;
}

const nameOf = (keys: readonly string[]): string => JSON.stringify(keys.toSorted());
const keysOf = (members: readonly Member[]): string[] => members.map(({ key }) => key);

/** An object with a key twice is of no group: its keys do not say which value is meant. */
function groupsIn(tree: JsonTree, samples: readonly KeyOrder[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  tree.kinds.forEach((kind, start) => {
    const keys = kind === Kind.objectStart ? keysOf(membersOf(tree, start)) : [];
    if (keys.length > 1 && new Set(keys).size === keys.length && !groups.has(nameOf(keys))) {
      const known = knownOrder(keys, samples);
      const others = keys.filter((key) => !known.includes(key));
      groups.set(nameOf(keys), { keys: [...known, ...others], fixed: known.length });
    }
  });
  return groups;
}

/** How many orders the objects of a tree may have had together, up to a number from which on it is too many. */
function countOf(groups: Iterable<Group>): number {
  let count = 1;
  for (const { keys, fixed } of groups) {
    for (let at = fixed + 1; at <= keys.length && count <= mostOrders; at += 1) {
      count *= at;
    }
  }
  return count;
}

/** Every choice of one order for each group. */
function* choices(groups: readonly (readonly [string, Group])[]): Generator<ReadonlyMap<string, KeyOrder>> {
  const [first, ...others] = groups;
  if (first === undefined) {
    yield new Map();
    return;
  }
  const [name, { keys, fixed }] = first;
  for (const rest of choices(others)) {
    for (const order of ordersOf(keys, fixed)) {
      yield new Map([...rest, [name, order]]);
    }
  }
}

function inOrders(orders: ReadonlyMap<string, KeyOrder>): Arrangement {
  return (members) => {
    const order = members.length < 2 ? undefined : orders.get(nameOf(keysOf(members)));
    const byKey = new Map(members.map((member) => [member.key, member]));
    const moved = order?.flatMap((key) => byKey.get(key) ?? []);
    return moved === undefined || moved.every((member, at) => member === members[at])
      ? null
      : { members: moved, isList: false };
  };
}

/** Every group with no order known. */
const freely = (groups: ReadonlyMap<string, Group>): Map<string, Group> =>
  new Map([...groups].map(([name, group]) => [name, { ...group, fixed: 0 }]));

/**
 * A tree with its keys in other orders, as programs without an order of keys leave it: in that of the provider's
 * samples, with what these do not have at every place; and in every order where there are not too many.
 */
export function* orderings(tree: JsonTree, samples: readonly KeyOrder[]): Generator<JsonTree> {
  const groups = groupsIn(tree, samples);
  const isKnown = [...groups.values()].some(({ fixed }) => fixed > 0);
  const orders = new Map([...groups].map(([name, { keys }]) => [name, keys]));
  const near = !isKnown ? [] : countOf(groups.values()) <= mostOrders ? choices([...groups]) : [orders];
  const all = freely(groups);
  for (const list of [near, countOf(all.values()) <= mostOrders ? choices([...all]) : []]) {
    for (const order of list) {
      yield arranged(tree, inOrders(order));
    }
  }
}

/** Whether every order of a tree's keys is tried. */
export function isEveryOrderTried(tree: JsonTree): boolean {
  return countOf(freely(groupsIn(tree, [])).values()) <= mostOrders;
}
