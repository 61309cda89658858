import { Buffer } from 'node:buffer';
import { isHeaderValue, isToken } from '../requests/clientRequest.ts';
import type { HeaderPair } from '../../protocol/http.ts';

/** What a file holds at a place is not what has to be there. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';

  /** `place` is a path such as `request.url`. */
  constructor(place: string, expected: string) {
    super(`${place} is not ${expected}`);
  }
}

const base64 = /^[A-Za-z\d+/]*={0,2}$/;

/** Bytes of headers in one request. */
const mostHeaderBytes = 1024 * 1024;
/** Bytes of a body: as many as the listener can be set to take. */
const mostBodyBytes = 32 * 1024 * 1024;
/** Characters, or bytes, of an answer's body that are kept. */
const mostAnswer = 64 * 1024;

/** A value of a file that anybody may have written, read with its place at hand. Only own properties count. */
export class FileReader {
  readonly #value: unknown;
  readonly #place: string;

  constructor(value: unknown, place: string) {
    this.#value = value;
    this.#place = place;
  }

  #fail(expected: string): never {
    throw new UnreadableError(this.#place, expected);
  }

  /** What stands under a name; undefined where nothing does, or null. */
  optional(name: string): FileReader | undefined {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#fail('an object');
    }
    const field: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    return field === undefined || field === null
      ? undefined
      : new FileReader(field, this.#place === '' ? name : `${this.#place}.${name}`);
  }

  field(name: string): FileReader {
    return (
      this.optional(name) ?? new FileReader(undefined, this.#place === '' ? name : `${this.#place}.${name}`)
    );
  }

  items(): FileReader[] {
    const value: unknown = this.#value;
    return Array.isArray(value)
      ? value.map((item: unknown, at) => new FileReader(item, `${this.#place}[${at}]`))
      : this.#fail('a list');
  }

  isEmpty(): boolean {
    return this.#value === '';
  }

  text(): string {
    return typeof this.#value === 'string' ? this.#value : this.#fail('a text');
  }

  isTrue(): boolean {
    return typeof this.#value === 'boolean' ? this.#value : this.#fail('true or false');
  }

  number(): number {
    return typeof this.#value === 'number' && Number.isFinite(this.#value) && this.#value >= 0
      ? this.#value
      : this.#fail('a number from 0');
  }

  oneOf<T extends string>(allowed: readonly T[]): T {
    return allowed.find((value) => value === this.#value) ?? this.#fail(`one of ${allowed.join(', ')}`);
  }

  /** Milliseconds since the epoch, of an ISO 8601 time. */
  time(): number {
    const time = Date.parse(this.text());
    return time >= 0 ? time : this.#fail('a time such as 2026-01-31T12:00:00.000Z');
  }

  /** A text that passes a test, each character one byte, and no longer than all headers may be. */
  bytes(test: (text: string) => boolean, expected: string): string {
    const text = latin1Of(this.text());
    return text.length <= mostHeaderBytes && test(text) ? text : this.#fail(expected);
  }

  /** A body, written as UTF-8 text or in base64. */
  body(isBase64: boolean): Buffer {
    const text = this.text();
    if (isBase64 && (!base64.test(text) || text.length % 4 !== 0)) {
      this.#fail('base64');
    }
    const body = Buffer.from(text, isBase64 ? 'base64' : 'utf8');
    return body.length <= mostBodyBytes ? body : this.#fail('of at most 32 MiB');
  }

  /** Headers as pairs, each read by `pair`; of all items, or of some of them. */
  headers(
    pair: (item: FileReader) => readonly [name: FileReader, value: FileReader],
    items = this.items(),
  ): HeaderPair[] {
    const pairs = items.map((item): HeaderPair => {
      const [name, value] = pair(item);
      return [
        name.bytes(isToken, 'the name of a header'),
        value.bytes(isHeaderValue, 'the value of a header, which has no line break'),
      ];
    });
    const size = pairs.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
    return size <= mostHeaderBytes ? pairs : this.#fail('of at most 1 MiB');
  }
}

/** The beginning of an answer's body: bytes where it is written in base64, else text. */
export function readAnswerBody(written: FileReader | undefined, isBase64: boolean): string | Buffer {
  const text = written?.text() ?? '';
  return isBase64
    ? Buffer.from(text.slice(0, 4 * Math.ceil(mostAnswer / 3)), 'base64')
    : text.slice(0, mostAnswer);
}

/** Text as the bytes that it was on the wire, each a character: beyond latin1 it can only have been UTF-8. */
export function latin1Of(text: string): string {
  return /^[\0-\xff]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}
