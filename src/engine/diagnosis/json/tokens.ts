import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { Kind, TreeBuilder, type JsonTree } from './tree.ts';

/** JSON as it was written: with the text around its tokens, nothing of the spelling is lost. */
export interface JsonText extends JsonTree {
  readonly text: string;
}

const Code = {
  quote: 0x22,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  arrayStart: 0x5b,
  backslash: 0x5c,
  arrayEnd: 0x5d,
  u: 0x75,
  objectStart: 0x7b,
  objectEnd: 0x7d,
} as const;

/** No place in a text: what was looked for is not there. */
const nowhere = -1;

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) {
      return at;
    }
    at += 1;
  }
}

function isHex(code: number): boolean {
  const letter = code | 0x20;
  return (code >= Code.zero && code <= Code.nine) || (letter >= 0x61 && letter <= 0x66);
}

/** The place behind the escape that starts with the backslash at `at`. */
function escapeEnd(text: string, at: number): number {
  const code = text.charCodeAt(at + 1);
  if (code === Code.u) {
    for (let digit = at + 2; digit < at + 6; digit += 1) {
      if (!isHex(text.charCodeAt(digit))) {
        return nowhere;
      }
    }
    return at + 6;
  }
  return '"\\/bfnrt'.includes(text.charAt(at + 1) || '?') ? at + 2 : nowhere;
}

/** The place of the quote that ends the string whose content starts at `from`. */
function stringEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === Code.quote) {
      return at;
    }
    if (code === Code.backslash) {
      at = escapeEnd(text, at);
      if (at === nowhere) {
        return nowhere;
      }
    } else if (code >= 0x20) {
      at += 1;
    } else {
      return nowhere; // a control character, or the end of the text
    }
  }
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= Code.zero && code <= Code.nine; code = text.charCodeAt(at)) {
    at += 1;
  }
  return at;
}

/** The place behind the number that starts at `from` (RFC 8259, section 6). */
function numberEnd(text: string, from: number): number {
  const whole = text.charCodeAt(from) === Code.minus ? from + 1 : from;
  let at = text.charCodeAt(whole) === Code.zero ? whole + 1 : digitsEnd(text, whole);
  let isGood = at > whole;
  if (text.charCodeAt(at) === Code.dot) {
    const fraction = at + 1;
    at = digitsEnd(text, fraction);
    isGood &&= at > fraction;
  }
  if ((text.charCodeAt(at) | 0x20) === 0x65) {
    const sign = text.charCodeAt(at + 1);
    const exponent = at + (sign === Code.plus || sign === Code.minus ? 2 : 1);
    at = digitsEnd(text, exponent);
    isGood &&= at > exponent;
  }
  return isGood ? at : nowhere;
}

/** What may stand next. `first`: of an array or object that has only just been opened, which may also end. */
type Expected = 'value' | 'firstValue' | 'key' | 'firstKey' | 'afterValue' | 'nothing';

class Scanner {
  readonly #text: string;
  readonly #builder = new TreeBuilder();
  #at = 0;
  #expected: Expected = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  read(): JsonTree | undefined {
    for (;;) {
      this.#at = skipSpace(this.#text, this.#at);
      if (this.#at === this.#text.length) {
        return this.#expected === 'nothing' ? this.#builder.build() : undefined;
      }
      if (!this.#step(this.#text.charCodeAt(this.#at))) {
        return undefined;
      }
    }
  }

  #step(code: number): boolean {
    switch (this.#expected) {
      case 'firstValue':
        return code === Code.arrayEnd ? this.#end() : this.#value(code);
      case 'value':
        return this.#value(code);
      case 'firstKey':
        return code === Code.objectEnd ? this.#end() : this.#key(code);
      case 'key':
        return this.#key(code);
      case 'afterValue':
        return this.#after(code);
      case 'nothing':
        return false;
    }
  }

  #value(code: number): boolean {
    if (code === Code.quote) {
      return this.#string(Kind.string) && this.#valueRead();
    }
    if (code === Code.objectStart) {
      return this.#start(Kind.objectStart, 'firstKey');
    }
    if (code === Code.arrayStart) {
      return this.#start(Kind.arrayStart, 'firstValue');
    }
    return code === Code.minus || (code >= Code.zero && code <= Code.nine) ? this.#number() : this.#literal();
  }

  #start(kind: typeof Kind.objectStart | typeof Kind.arrayStart, expected: Expected): boolean {
    this.#expected = expected;
    this.#at += 1;
    return this.#builder.add(kind, '', this.#at - 1);
  }

  #end(): boolean {
    const isGood = this.#builder.add(this.#builder.isInObject ? Kind.objectEnd : Kind.arrayEnd, '', this.#at);
    this.#at += 1;
    return isGood && this.#valueRead();
  }

  #after(code: number): boolean {
    const isInObject = this.#builder.isInObject;
    if (code === Code.comma) {
      this.#at += 1;
      this.#expected = isInObject ? 'key' : 'value';
      return true;
    }
    return code === (isInObject ? Code.objectEnd : Code.arrayEnd) && this.#end();
  }

  #key(code: number): boolean {
    if (code !== Code.quote || !this.#string(Kind.key)) {
      return false;
    }
    this.#at = skipSpace(this.#text, this.#at);
    this.#expected = 'value';
    this.#at += 1;
    return this.#text.charCodeAt(this.#at - 1) === Code.colon;
  }

  #string(kind: typeof Kind.key | typeof Kind.string): boolean {
    const start = this.#at;
    const end = stringEnd(this.#text, start + 1);
    this.#at = end + 1;
    return end !== nowhere && this.#builder.add(kind, this.#text.slice(start + 1, end), start);
  }

  #number(): boolean {
    const start = this.#at;
    this.#at = numberEnd(this.#text, start);
    return (
      this.#at !== nowhere &&
      this.#builder.add(Kind.number, this.#text.slice(start, this.#at), start) &&
      this.#valueRead()
    );
  }

  #literal(): boolean {
    const start = this.#at;
    const literal = ['true', 'false', 'null'].find((word) => this.#text.startsWith(word, start));
    if (literal === undefined) {
      return false;
    }
    this.#at += literal.length;
    return this.#builder.add(Kind.literal, literal, start) && this.#valueRead();
  }

  #valueRead(): boolean {
    this.#expected = this.#builder.isInObject === undefined ? 'nothing' : 'afterValue';
    return true;
  }
}

/** Reads JSON as RFC 8259 has it, in UTF-8 without a byte order mark; undefined where the bytes are none. */
export function readJson(body: Uint8Array): JsonText | undefined {
  if (!isUtf8(body)) {
    return undefined;
  }
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const text = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  const tree = new Scanner(text).read();
  return tree === undefined ? undefined : { ...tree, text };
}
