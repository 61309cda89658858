import { Kind, type JsonTree } from './tree.ts';

/** Tokens that are likely to be of one type: those under the same key, wherever it stands. */
export type Groups = ReadonlyMap<string, readonly number[]>;

/** Groups that are restored together. */
export type Selection = readonly (readonly number[])[];

/** Tokens that a test picks, by the key that they stand under, themselves or the arrays that they are in. */
export function groupsOf(tree: JsonTree, isPicked: (index: number) => boolean): Groups {
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

/** More groups are not combined freely: twelve have 4,096 selections. */
const maxFree = 12;
const maxFlipped = 16;

/** Every set of `size` of the numbers below `count`. */
function* setsOf(size: number, count: number, from = 0): Generator<readonly number[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= count - size; first += 1) {
    for (const rest of setsOf(size - 1, count, first + 1)) {
      yield [first, ...rest];
    }
  }
}

/**
 * Groups to restore together, at most `most` times: those that a test holds for, all, each alone; then those that
 * differ from what the test says in one group, in two, and so on.
 */
export function selections(
  groups: Groups,
  isLikely: (key: string, indexes: readonly number[]) => boolean,
  most: number,
): readonly Selection[] {
  const entries = [...groups];
  const each = entries.map(([, indexes]) => indexes);
  const likely = entries.map(([key, indexes]) => isLikely(key, indexes));
  const chosen = new Map<string, Selection>();
  const choose = (flags: readonly boolean[]): void => {
    if (chosen.size >= most) {
      return;
    }
    const selection = each.filter((_, at) => flags[at] === true);
    if (selection.length > 0) {
      chosen.set(flags.map(Number).join(''), selection);
    }
  };
  choose(likely);
  choose(likely.map(() => true));
  // A body may have as many groups as it likes: no more are looked at than can be chosen.
  for (let own = 0; own < Math.min(each.length, most); own += 1) {
    choose(likely.map((_, at) => at === own));
  }
  const count = Math.min(each.length, maxFlipped);
  for (let size = 1; size <= (each.length <= maxFree ? count : 2) && chosen.size < most; size += 1) {
    for (const flipped of setsOf(size, count)) {
      choose(likely.map((flag, at) => flag !== flipped.includes(at)));
    }
  }
  return [...chosen.values()];
}
