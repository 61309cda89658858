import type { Buffer } from 'node:buffer';
import { ByteWriter } from './byteWriter.ts';
import { gapsOf, type Gaps, type Layout } from './layout.ts';
import type { StringStyle } from './stringStyle.ts';
import { Kind, type JsonTree } from './tree.ts';

/** How a runtime writes JSON, apart from what it does to the value. */
export interface JsonStyle {
  readonly strings: StringStyle;
  readonly layout: Layout;
  /** Behind the value. */
  readonly end: '' | '\n' | '\r\n';
}

/** A style that is only written in. */
export interface WritingStyle extends Omit<JsonStyle, 'strings'> {
  readonly strings: Pick<StringStyle, 'restyled'>;
}

/** Around the value at the top. */
const noGaps: Gaps = { start: '', between: '', end: '', empty: '', level: 0 };

const brackets: Readonly<Record<number, string>> = {
  [Kind.objectStart]: '{',
  [Kind.objectEnd]: '}',
  [Kind.arrayStart]: '[',
  [Kind.arrayEnd]: ']',
};

class Writer {
  readonly #tree: JsonTree;
  readonly #style: WritingStyle;
  readonly #open: Gaps[] = [];
  /** Gaps by their level and whether they are an array's, for they repeat. */
  readonly #known = new Map<number, Gaps>();
  readonly #bytes: ByteWriter;
  #gaps: Gaps = noGaps;

  constructor(tree: JsonTree, style: WritingStyle) {
    this.#tree = tree;
    this.#style = style;
    this.#bytes = new ByteWriter(tree.kinds.length * 8 + 64);
  }

  write(): Buffer {
    const { kinds } = this.#tree;
    for (let index = 0; index < kinds.length; index += 1) {
      const kind = kinds[index] ?? Kind.literal;
      if (kind === Kind.objectEnd || kind === Kind.arrayEnd) {
        this.#end(index, kind);
      } else {
        this.#bytes.add(this.#before(kinds[index - 1]));
        this.#token(index, kind);
      }
    }
    this.#bytes.add(this.#style.end);
    return this.#bytes.finish();
  }

  #before(previous: number | undefined): string {
    if (previous === Kind.key) {
      return this.#style.layout.colon;
    }
    return previous === Kind.objectStart || previous === Kind.arrayStart
      ? this.#gaps.start
      : this.#gaps.between;
  }

  #token(index: number, kind: number): void {
    const text = this.#tree.texts[index] ?? '';
    if (kind === Kind.key || kind === Kind.string) {
      this.#bytes.addQuoted(this.#style.strings.restyled(text));
    } else if (kind === Kind.number || kind === Kind.literal) {
      this.#bytes.add(text);
    } else {
      this.#bytes.add(brackets[kind] ?? '');
      this.#open.push(this.#gaps);
      this.#gaps = this.#gapsOf(kind === Kind.arrayStart, this.#gaps.level);
    }
  }

  #end(index: number, kind: number): void {
    const isEmpty = this.#tree.ends[index - 1] === index;
    this.#bytes.add((isEmpty ? this.#gaps.empty : this.#gaps.end) + (brackets[kind] ?? ''));
    this.#gaps = this.#open.pop() ?? noGaps;
  }

  #gapsOf(isArray: boolean, outerLevel: number): Gaps {
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

/** Bytes of indentation at most: a small body of many levels would become an enormous one. */
const maxIndentation = 16 * 2 ** 20;

function isTooLong(tree: JsonTree, { indent }: Layout): boolean {
  let [level, levels] = [0, 0];
  for (let index = 0; indent !== null && index < tree.kinds.length; index += 1) {
    const kind = tree.kinds[index];
    level += Number(kind === Kind.objectStart || kind === Kind.arrayStart);
    level -= Number(kind === Kind.objectEnd || kind === Kind.arrayEnd);
    levels += level;
  }
  return levels * (indent?.length ?? 0) > maxIndentation;
}

/**
 * Writes a tree with its numbers and the order of its keys as they are; half a surrogate pair becomes U+FFFD.
 * Undefined where the indentation would be 16 MiB or more.
 */
export function write(tree: JsonTree, style: WritingStyle): Buffer | undefined {
  return isTooLong(tree, style.layout) ? undefined : new Writer(tree, style).write();
}
