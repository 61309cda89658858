import { valueOf } from './spelling.ts';
import { Kind, TreeBuilder, type JsonTree, type KindOf } from './tree.ts';

/** A key of an object with the tokens of its value: from the key's index to the last of the value's. */
export interface Member {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly isNull: boolean;
}

/** What becomes of an object: its members in another order, or some of them; null where it stays as it is. */
export type Arrangement = (
  members: readonly Member[],
) => { readonly members: readonly Member[]; readonly isList: boolean } | null;

/** Tokens that are still to be copied, both ends included. */
interface Span {
  readonly from: number;
  readonly to: number;
}

export function membersOf(tree: JsonTree, start: number): Member[] {
  const members: Member[] = [];
  const end = tree.ends[start] ?? start;
  for (let from = start + 1; from < end;) {
    const to = tree.ends[from + 1] ?? from + 1;
    members.push({
      key: valueOf(tree.texts[from] ?? ''),
      from,
      to,
      isNull: tree.texts[to] === 'null' && tree.kinds[to] === Kind.literal,
    });
    from = to + 1;
  }
  return members;
}

class Arranger {
  readonly #tree: JsonTree;
  readonly #arrangement: Arrangement;
  readonly #builder = new TreeBuilder();
  readonly #left: (Span | KindOf)[] = [];

  constructor(tree: JsonTree, arrangement: Arrangement) {
    this.#tree = tree;
    this.#arrangement = arrangement;
  }

  arrange(): JsonTree {
    this.#left.push({ from: 0, to: this.#tree.kinds.length - 1 });
    for (let next = this.#left.pop(); next !== undefined; next = this.#left.pop()) {
      if (typeof next === 'number') {
        this.#builder.add(next, '', 0);
      } else {
        this.#copy(next);
      }
    }
    return this.#builder.build();
  }

  /** Copies up to the first object that is arranged otherwise, and leaves its members and the rest for later. */
  #copy(span: Span): void {
    for (let index = span.from; index <= span.to; index += 1) {
      const kind = (this.#tree.kinds[index] ?? Kind.literal) as KindOf;
      const arranged = kind === Kind.objectStart ? this.#arrangement(membersOf(this.#tree, index)) : null;
      if (arranged !== null) {
        this.#leave({ from: (this.#tree.ends[index] ?? index) + 1, to: span.to }, arranged);
        this.#add(arranged.isList ? Kind.arrayStart : kind, index);
        return;
      }
      this.#add(kind, index);
    }
  }

  #leave(rest: Span, arranged: NonNullable<ReturnType<Arrangement>>): void {
    this.#left.push(rest, arranged.isList ? Kind.arrayEnd : Kind.objectEnd);
    for (const { from, to } of arranged.members.toReversed()) {
      this.#left.push({ from: arranged.isList ? from + 1 : from, to });
    }
  }

  #add(kind: KindOf, index: number): void {
    this.#builder.add(kind, this.#tree.texts[index] ?? '', this.#tree.starts[index] ?? 0);
  }
}

/** A tree with its objects arranged otherwise; tokens keep the place in the text that they were read from. */
export function arranged(tree: JsonTree, arrangement: Arrangement): JsonTree {
  return new Arranger(tree, arrangement).arrange();
}

/** Whether every object has its members in the order that an arrangement gives them. */
export function isArranged(tree: JsonTree, arrangement: Arrangement): boolean {
  return tree.kinds.every((kind, start) => {
    const members = kind === Kind.objectStart ? membersOf(tree, start) : [];
    const { members: wanted = members } = arrangement(members) ?? {};
    return members.every((member, at) => member === wanted[at]);
  });
}

/** A tree with the texts of its strings made other, as they are spelled. */
export function withStrings(tree: JsonTree, textOf: (text: string) => string): JsonTree {
  return withTexts(tree, Kind.string, textOf) ?? tree;
}

/** A tree with the texts of some of its strings made other. */
export function withStringsAt(
  tree: JsonTree,
  isChosen: (index: number) => boolean,
  textOf: (text: string) => string,
): JsonTree {
  return withTexts(tree, Kind.string, (text, index) => (isChosen(index) ? textOf(text) : text)) ?? tree;
}

/** A tree with the texts of its numbers made other; undefined where one of them has no other. */
export function withNumbers(
  tree: JsonTree,
  textOf: (text: string, index: number) => string | undefined,
): JsonTree | undefined {
  return withTexts(tree, Kind.number, textOf);
}

function withTexts(
  tree: JsonTree,
  kind: KindOf,
  textOf: (text: string, index: number) => string | undefined,
): JsonTree | undefined {
  let texts: string[] | undefined;
  for (let index = 0; index < tree.texts.length; index += 1) {
    if (tree.kinds[index] === kind) {
      const was = tree.texts[index] ?? '';
      const text = textOf(was, index);
      if (text === undefined) {
        return undefined;
      }
      if (text !== was) {
        texts ??= [...tree.texts];
        texts[index] = text;
      }
    }
  }
  return texts === undefined ? tree : { ...tree, texts };
}
