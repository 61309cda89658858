import { readJson, type JsonProblem } from './jsonReader.ts';
import { valueKind, type LineTable } from './lineTable.ts';

export type TokenKind = 'name' | 'string' | 'number' | 'literal' | 'punctuation';

/** A token as it was sent. */
export interface JsonToken {
  readonly kind: TokenKind;
  readonly text: string;
}

export interface Fold {
  readonly kind: 'object' | 'array';
  /** Fields or items in it. */
  readonly count: number;
  /** The line that closes it; the number of lines where nothing does. */
  readonly end: number;
  /** The property's name or the item's index as written; null for the outermost value. */
  readonly name: string | null;
}

const tokenKinds: Readonly<Record<number, TokenKind>> = {
  [valueKind.string]: 'string',
  [valueKind.number]: 'number',
  [valueKind.literal]: 'literal',
};

/** A JSON text as lines of its own tokens, pretty-printed without touching any of them. */
export class JsonDocument {
  /** Null where the text is JSON. */
  readonly problem: JsonProblem | null;
  readonly #text: string;
  readonly #lines: LineTable;

  /** A text that is not `complete` may end anywhere and have no problem. */
  constructor(text: string, complete: boolean) {
    const { lines, problem } = readJson(text, complete);
    this.#text = text;
    this.#lines = lines;
    this.problem = problem;
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  depth(line: number): number {
    return this.#lines.get(line, 'depth');
  }

  tokens(line: number): readonly JsonToken[] {
    const marks = this.#lines.get(line, 'marks');
    const tokens: JsonToken[] = [];
    const name = this.#slice(line, 'nameStart', 'nameEnd');
    if (name !== '') tokens.push({ kind: 'name', text: name });
    if ((marks & 1) !== 0) tokens.push({ kind: 'punctuation', text: ':' });
    tokens.push(...this.#value(line));
    if ((marks & 2) !== 0) tokens.push({ kind: 'punctuation', text: ',' });
    return tokens;
  }

  /** What can be folded at this line, if anything. */
  fold(line: number): Fold | null {
    const kind = this.#lines.get(line, 'kind');
    if (kind !== valueKind.openObject && kind !== valueKind.openArray) return null;
    return {
      kind: kind === valueKind.openObject ? 'object' : 'array',
      count: this.#lines.get(line, 'count'),
      end: this.#lines.get(line, 'partner'),
      name: this.#nameOf(line),
    };
  }

  /** What follows the last token that was JSON; empty where there is no problem. */
  rest(): string {
    return this.problem === null ? '' : this.#text.slice(this.problem.at);
  }

  #value(line: number): readonly JsonToken[] {
    const kind = this.#lines.get(line, 'kind');
    if (kind === valueKind.none) return [];
    if (kind === valueKind.emptyObject) return [punctuation('{'), punctuation('}')];
    if (kind === valueKind.emptyArray) return [punctuation('['), punctuation(']')];
    const text = this.#slice(line, 'valueStart', 'valueEnd');
    return [{ kind: tokenKinds[kind] ?? 'punctuation', text }];
  }

  #nameOf(line: number): string | null {
    const name = this.#slice(line, 'nameStart', 'nameEnd');
    if (name !== '') return name.slice(1, -1);
    return this.depth(line) === 0 ? null : `[${this.#lines.get(line, 'index')}]`;
  }

  #slice(line: number, from: 'nameStart' | 'valueStart', to: 'nameEnd' | 'valueEnd'): string {
    return this.#text.slice(this.#lines.get(line, from), this.#lines.get(line, to));
  }
}

function punctuation(text: string): JsonToken {
  return { kind: 'punctuation', text };
}

/** The first `limit` lines that are not hidden by a fold, and how many more there are. */
export function unfoldedLines(
  json: JsonDocument,
  folded: ReadonlySet<number>,
  limit: number,
): { readonly lines: readonly number[]; readonly more: number } {
  const lines: number[] = [];
  let line = 0;
  while (line < json.lineCount && lines.length < limit) {
    lines.push(line);
    const end = folded.has(line) ? json.fold(line)?.end : undefined;
    line = (end ?? line) + 1;
  }
  return { lines, more: Math.max(0, json.lineCount - line) };
}
