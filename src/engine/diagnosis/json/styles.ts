import { Buffer } from 'node:buffer';
import { gapsOf, type Gaps, type Layout } from './layout.ts';
import type { StringStyle } from './stringStyle.ts';
import { Kind, type JsonTree } from './tree.ts';

/** How a runtime writes JSON, apart from what it does to the value. */
export interface JsonStyle {
  readonly strings: StringStyle;
  readonly layout: Layout;
  /** Behind the value. */
  readonly end: '' | '\n';
}

const brackets: Readonly<Record<number, string>> = {
  [Kind.objectStart]: '{',
  [Kind.objectEnd]: '}',
  [Kind.arrayStart]: '[',
  [Kind.arrayEnd]: ']',
};

class Writer {
  readonly #tree: JsonTree;
  readonly #style: JsonStyle;
  readonly #open: Gaps[] = [];
  /** Gaps by their level and whether they are an array's, for they repeat. */
  readonly #known = new Map<number, Gaps>();
  #written = '';

  constructor(tree: JsonTree, style: JsonStyle) {
    this.#tree = tree;
    this.#style = style;
  }

  write(): string {
    const { kinds } = this.#tree;
    for (let index = 0; index < kinds.length; index += 1) {
      const kind = kinds[index] ?? Kind.literal;
      if (kind === Kind.objectEnd || kind === Kind.arrayEnd) {
        this.#end(index, kind);
      } else {
        this.#written += this.#before(index) + this.#token(index, kind);
      }
    }
    return this.#written + this.#style.end;
  }

  #before(index: number): string {
    const gaps = this.#open.at(-1);
    const previous = this.#tree.kinds[index - 1];
    if (gaps === undefined || previous === undefined) {
      return '';
    }
    if (previous === Kind.key) {
      return this.#style.layout.colon;
    }
    return previous === Kind.objectStart || previous === Kind.arrayStart ? gaps.start : gaps.between;
  }

  #token(index: number, kind: number): string {
    const text = this.#tree.texts[index] ?? '';
    if (kind === Kind.key || kind === Kind.string) {
      return `"${this.#style.strings.restyled(text)}"`;
    }
    if (kind === Kind.number || kind === Kind.literal) {
      return text;
    }
    this.#open.push(this.#gaps(kind === Kind.arrayStart, this.#open.at(-1)?.level ?? 0));
    return brackets[kind] ?? '';
  }

  #end(index: number, kind: number): void {
    const gaps = this.#open.pop();
    const isEmpty = this.#tree.ends[index - 1] === index;
    this.#written += ((isEmpty ? gaps?.empty : gaps?.end) ?? '') + (brackets[kind] ?? '');
  }

  #gaps(isArray: boolean, outerLevel: number): Gaps {
    const name = outerLevel * 2 + Number(isArray);
    const known = this.#known.get(name);
    if (known !== undefined) {
      return known;
    }
    const gaps = gapsOf(this.#style.layout, isArray, outerLevel);
    this.#known.set(name, gaps);
    return gaps;
  }
}

/** Writes a tree with its numbers and the order of its keys as they are. Half a surrogate pair becomes U+FFFD. */
export function write(tree: JsonTree, style: JsonStyle): Buffer {
  return Buffer.from(new Writer(tree, style).write());
}
