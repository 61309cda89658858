import { Buffer } from 'node:buffer';

/** What rules look at stands no deeper. */
const deepest = 8;
/** Of an object with more, or a list with more, the first are kept. */
const maxMembers = 512;
export const maxItems = 64;
/** Values deeper than the first two levels that are kept. */
const maxKept = 20_000;
const maxStringBytes = 1024 * 1024;
/** Bytes: a larger text is not read. */
const longest = 64 * 1024 * 1024;

const [quote, comma, colon, backslash] = [0x22, 0x2c, 0x3a, 0x5c];
const [openBracket, closeBracket] = [0x5b, 0x5d];
const [openBrace, closeBrace] = [0x7b, 0x7d];

class Unreadable extends Error {}

/** Reads what stands near the root of a large JSON text, and walks past the rest without building it. */
class Skimmer {
  readonly #bytes: Uint8Array;
  readonly #keepsNumbers: boolean;
  #at = 0;
  #kept = 0;

  constructor(bytes: Uint8Array, keepsNumbers: boolean) {
    this.#bytes = bytes;
    this.#keepsNumbers = keepsNumbers;
  }

  document(): unknown {
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#bytes.length) {
      throw new Unreadable();
    }
    return value;
  }

  #value(depth: number): unknown {
    this.#space();
    const isDeep = depth >= deepest || (depth > 2 && this.#kept > maxKept);
    this.#kept += 1;
    switch (this.#bytes[this.#at]) {
      case openBrace:
        return isDeep ? this.#skipped() : this.#object(depth);
      case openBracket:
        return isDeep ? this.#skipped() : this.#list(depth);
      case quote:
        return this.#string();
      default:
        return this.#scalar();
    }
  }

  #object(depth: number): unknown {
    // Without a prototype, so that `__proto__` is a name like any other.
    const members = Object.create(null) as Record<string, unknown>;
    let count = 0;
    this.#at += 1;
    if (this.#closes(closeBrace)) {
      return members;
    }
    do {
      this.#space();
      const name = this.#name(count < maxMembers);
      this.#expect(colon);
      if (name === undefined) {
        this.#skip();
      } else {
        members[name] = this.#value(depth + 1);
        count += 1;
      }
    } while (this.#goesOn(closeBrace));
    return members;
  }

  #list(depth: number): unknown {
    const items: unknown[] = [];
    this.#at += 1;
    if (this.#closes(closeBracket)) {
      return items;
    }
    do {
      if (items.length < maxItems) {
        items.push(this.#value(depth + 1));
      } else {
        this.#skip();
      }
    } while (this.#goesOn(closeBracket));
    return items;
  }

  #name(isKept: boolean): string | undefined {
    const start = this.#at;
    if (this.#bytes[start] !== quote) {
      throw new Unreadable();
    }
    this.#skipString();
    return isKept ? this.#textFrom(start) : undefined;
  }

  /** Too long a string is there, but says nothing. */
  #string(): unknown {
    const start = this.#at;
    this.#skipString();
    return this.#at - start > maxStringBytes ? {} : this.#textFrom(start);
  }

  #textFrom(start: number): string {
    return JSON.parse(this.#slice(start)) as string;
  }

  #scalar(): unknown {
    const start = this.#at;
    this.#skipScalar();
    const text = this.#slice(start);
    const value: unknown = JSON.parse(text);
    return this.#keepsNumbers && typeof value === 'number' ? text : value;
  }

  /** Stands for an object or a list whose contents are not read. */
  #skipped(): unknown {
    const isList = this.#bytes[this.#at] === openBracket;
    this.#skip();
    return isList ? [] : {};
  }

  /** Walks past one value; only its brackets and strings are looked at. */
  #skip(): void {
    this.#space();
    const first = this.#bytes[this.#at];
    if (first === quote) {
      this.#skipString();
    } else if (first === openBrace || first === openBracket) {
      this.#skipContainer();
    } else {
      this.#skipScalar();
    }
  }

  #skipContainer(): void {
    const bytes = this.#bytes;
    let depth = 0;
    let at = this.#at;
    do {
      const byte = bytes[at];
      if (byte === quote) {
        at = stringEnd(bytes, at) - 1;
      } else if (byte === openBrace || byte === openBracket) {
        depth += 1;
      } else if (byte === closeBrace || byte === closeBracket) {
        depth -= 1;
      } else if (byte === undefined) {
        throw new Unreadable();
      }
      at += 1;
    } while (depth > 0);
    this.#at = at;
  }

  #skipString(): void {
    this.#at = stringEnd(this.#bytes, this.#at);
  }

  /** A number or a word: all up to what cannot be part of one. */
  #skipScalar(): void {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    for (let byte = bytes[at]; byte !== undefined && scalarBytes.has(byte); byte = bytes[at]) {
      at += 1;
    }
    if (at === start) {
      throw new Unreadable();
    }
    this.#at = at;
  }

  #space(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    for (
      let byte = bytes[at];
      byte === 0x20 || (byte !== undefined && byte > 0x08 && byte < 0x0e);
      byte = bytes[at]
    ) {
      at += 1;
    }
    this.#at = at;
  }

  #closes(bracket: number): boolean {
    this.#space();
    const closes = this.#bytes[this.#at] === bracket;
    this.#at += closes ? 1 : 0;
    return closes;
  }

  #expect(byte: number): void {
    this.#space();
    if (this.#bytes[this.#at] !== byte) {
      throw new Unreadable();
    }
    this.#at += 1;
  }

  #goesOn(bracket: number): boolean {
    if (this.#closes(bracket)) {
      return false;
    }
    this.#expect(comma);
    return true;
  }

  #slice(start: number): string {
    const { buffer, byteOffset } = this.#bytes;
    return Buffer.from(buffer, byteOffset + start, this.#at - start).toString('utf8');
  }
}

/** What follows the string that begins at `start`. */
function stringEnd(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  for (let byte = bytes[at]; byte !== quote; byte = bytes[at]) {
    if (byte === undefined || byte < 0x20) {
      throw new Unreadable();
    }
    at += byte === backslash ? 2 : 1;
  }
  return at + 1;
}

/** Digits, letters, and the `+`, `-` and `.` of numbers. */
const scalarBytes = new Set(Buffer.from('+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'));

/**
 * What stands near the root of a large JSON text (UTF-8): as `JSON.parse` has it, but that what is deeper, longer or
 * further down a list stands there empty. Undefined where it is not JSON as far as it was read, or too long.
 */
export function skimJson(bytes: Uint8Array, keepsNumbers: boolean): unknown {
  try {
    return bytes.length > longest ? undefined : new Skimmer(bytes, keepsNumbers).document();
  } catch {
    return undefined;
  }
}
