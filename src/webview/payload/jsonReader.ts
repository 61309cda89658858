import { createScanner, type ScanError, type SyntaxKind } from 'jsonc-parser';
import type { JsonProblemKind } from '../../protocol/payload.ts';
import {
  closers,
  colonToken,
  comments,
  endOfText,
  insignificant,
  openBrace,
  openBracket,
  scalars,
  scanProblems,
  unknownToken,
} from './jsonTokens.ts';
import { LineTable, valueKind, type ValueKind } from './lineTable.ts';

export interface JsonProblem {
  readonly kind: JsonProblemKind;
  /** UTF-16 index into the text. */
  readonly at: number;
}

export interface JsonReading {
  readonly lines: LineTable;
  /** Null where the text is JSON as RFC 8259 has it. */
  readonly problem: JsonProblem | null;
}

type Expectation = 'value' | 'itemOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'separator' | 'end';

const missing: Readonly<Record<Expectation, JsonProblemKind>> = {
  value: 'valueMissing',
  itemOrEnd: 'valueMissing',
  name: 'nameMissing',
  nameOrEnd: 'nameMissing',
  colon: 'colonMissing',
  separator: 'separatorMissing',
  end: 'trailing',
};

/**
 * Reads `text` into one line for each value, from its tokens, up to the first thing that is not JSON.
 * A text that is not `complete` may end anywhere. A loop, not a recursion: depth costs no stack.
 */
export function readJson(text: string, complete: boolean): JsonReading {
  return new Reader(text, complete).read();
}

class Reader {
  readonly #text: string;
  readonly #complete: boolean;
  readonly #lines = new LineTable();
  /** Lines of the containers that are open, outermost first. */
  readonly #open: number[] = [];
  #expect: Expectation = 'value';
  /** The line that has a name and waits for its value, or -1. */
  #named = -1;
  #start = 0;
  #end = 0;

  constructor(text: string, complete: boolean) {
    this.#text = text;
    this.#complete = complete;
  }

  read(): JsonReading {
    const scanner = createScanner(this.#text, false);
    let problem: JsonProblemKind | null = null;
    while (problem === null) {
      const token = scanner.scan();
      if (token === endOfText) break;
      if (insignificant.has(token)) continue;
      this.#start = scanner.getTokenOffset();
      this.#end = this.#start + scanner.getTokenLength();
      problem = this.#accept(token, scanner.getTokenError());
    }
    const found = problem === null ? this.#problemAtEnd() : { kind: problem, at: this.#start };
    for (const line of this.#open) this.#lines.set(line, 'partner', this.#lines.length);
    return { lines: this.#lines, problem: found };
  }

  #problemAtEnd(): JsonProblem | null {
    if (!this.#complete || this.#expect === 'end') return null;
    return { kind: this.#lines.length === 0 ? 'empty' : 'endsEarly', at: this.#text.length };
  }

  #accept(token: SyntaxKind, error: ScanError): JsonProblemKind | null {
    if (comments.has(token)) return 'comment';
    const cut = !this.#complete && this.#end === this.#text.length;
    if (token === unknownToken) return cut ? this.#scalar(valueKind.literal) : 'unexpected';
    const problem = cut ? null : scanProblems.get(error);
    return problem ?? this.#place(token);
  }

  #place(token: SyntaxKind): JsonProblemKind | null {
    const scalar = scalars.get(token);
    if (scalar !== undefined) {
      const isName = this.#expect === 'name' || this.#expect === 'nameOrEnd';
      return isName && scalar === valueKind.string ? this.#name() : this.#scalar(scalar);
    }
    if (token === openBrace) return this.#begin(valueKind.openObject, 'nameOrEnd');
    if (token === openBracket) return this.#begin(valueKind.openArray, 'itemOrEnd');
    const opener = closers.get(token);
    if (opener !== undefined) return this.#close(opener);
    return token === colonToken ? this.#colon() : this.#comma();
  }

  #name(): null {
    const line = this.#addLine();
    this.#lines.set(line, 'nameStart', this.#start);
    this.#lines.set(line, 'nameEnd', this.#end);
    this.#named = line;
    this.#expect = 'colon';
    return null;
  }

  #colon(): JsonProblemKind | null {
    if (this.#expect !== 'colon') return missing[this.#expect];
    this.#lines.set(this.#named, 'marks', 1);
    this.#expect = 'value';
    return null;
  }

  #comma(): JsonProblemKind | null {
    if (this.#expect !== 'separator') return missing[this.#expect];
    const last = this.#lines.length - 1;
    this.#lines.set(last, 'marks', this.#lines.get(last, 'marks') | 2);
    this.#expect = this.#isInObject() ? 'name' : 'value';
    return null;
  }

  #scalar(kind: ValueKind): JsonProblemKind | null {
    if (this.#expect !== 'value' && this.#expect !== 'itemOrEnd') return missing[this.#expect];
    this.#setValue(this.#lineOfValue(), kind);
    this.#afterValue();
    return null;
  }

  #begin(kind: ValueKind, next: Expectation): JsonProblemKind | null {
    if (this.#expect !== 'value' && this.#expect !== 'itemOrEnd') return missing[this.#expect];
    const line = this.#lineOfValue();
    this.#setValue(line, kind);
    this.#open.push(line);
    this.#expect = next;
    return null;
  }

  #close(opener: ValueKind): JsonProblemKind | null {
    const line = this.#open.at(-1);
    const mayClose = this.#expect === 'separator' || this.#expect.endsWith('OrEnd');
    if (line === undefined || !mayClose || this.#lines.get(line, 'kind') !== opener)
      return missing[this.#expect];
    this.#open.pop();
    if (line === this.#lines.length - 1) this.#closeEmpty(line, opener);
    else this.#addClosing(line);
    this.#afterValue();
    return null;
  }

  #closeEmpty(line: number, opener: ValueKind): void {
    const kind = opener === valueKind.openObject ? valueKind.emptyObject : valueKind.emptyArray;
    this.#lines.set(line, 'kind', kind);
    this.#lines.set(line, 'valueEnd', this.#end);
  }

  #addClosing(opening: number): void {
    const line = this.#lines.add();
    this.#lines.set(line, 'depth', this.#open.length);
    this.#setValue(line, valueKind.close);
    this.#lines.set(line, 'partner', opening);
    this.#lines.set(opening, 'partner', line);
  }

  #setValue(line: number, kind: ValueKind): void {
    this.#lines.set(line, 'kind', kind);
    this.#lines.set(line, 'valueStart', this.#start);
    this.#lines.set(line, 'valueEnd', this.#end);
  }

  #afterValue(): void {
    this.#named = -1;
    this.#expect = this.#open.length === 0 ? 'end' : 'separator';
  }

  #lineOfValue(): number {
    return this.#named >= 0 ? this.#consumeNamed() : this.#addLine();
  }

  #consumeNamed(): number {
    const line = this.#named;
    this.#named = -1;
    return line;
  }

  #addLine(): number {
    const line = this.#lines.add();
    const parent = this.#open.at(-1);
    this.#lines.set(line, 'depth', this.#open.length);
    if (parent === undefined) return line;
    const count = this.#lines.get(parent, 'count');
    this.#lines.set(line, 'index', count);
    this.#lines.set(parent, 'count', count + 1);
    return line;
  }

  #isInObject(): boolean {
    const parent = this.#open.at(-1);
    return parent !== undefined && this.#lines.get(parent, 'kind') === valueKind.openObject;
  }
}
