import { Buffer } from 'node:buffer';
import type { Cause } from '../../protocol/diagnosis.ts';
import { cause } from './hypothesis.ts';
import { unescapedLiteral } from './literals.ts';

/** A part of a header's value that may spell a digest, with what had to be undone to get at it. */
export interface ReceivedText {
  readonly text: string;
  readonly causes: readonly Cause[];
}

/** Parts of a value: no list has more. */
export const partLimit = 24;

export function changed(before: ReceivedText, text: string, ...causes: readonly Cause[]): ReceivedText {
  const known = new Set(before.causes.map(({ id }) => id));
  return text === before.text
    ? before
    : { text, causes: [...before.causes, ...causes.filter(({ id }) => !known.has(id))] };
}

/** What `openssl dgst` prints in front of a digest: `SHA2-256(stdin)= `, `HMAC-SHA256(body.json)= `. */
export const opensslLine = /^(?:[A-Za-z][\w-]{0,31})?\([^()]{0,256}\)\s*=\s*(?=\S)/;
/** What `openssl dgst -r` and `sha256sum` print behind one: ` *stdin`, `  -`, `  body.json`. */
const fileName = /^([0-9a-f]{32,128})\s+\*?(?:-|stdin|[\w./-]{1,200}\.\w{1,10})$/i;

/** A text without what a command prints around a digest, and between its bytes with `-c`. */
export function withoutPrinted(text: string): string {
  const plain = text.trim();
  const bare = plain.replace(opensslLine, '').replace(fileName, '$1');
  if (bare === plain) {
    return text;
  }
  return /^[0-9a-f]{2}(?::[0-9a-f]{2}){15,63}$/i.test(bare) ? bare.replaceAll(':', '') : bare;
}

/** The digest of a line that a command prints, or of an item of a list in YAML; nothing where it is none. */
export function printedLines(received: ReceivedText): ReceivedText[] {
  const { text } = received;
  const plain = withoutPrinted(text);
  if (plain !== text) {
    return [changed(received, plain, cause('header-prefix', { prefix: 'openssl' }))];
  }
  const item = text.replace(/^[-*]\s+(?=\S+$)/, '');
  return item === text ? [] : [changed(received, item, cause('header-prefix', { prefix: text.slice(0, 1) }))];
}

/** As hexadecimal, where they are as many as digests have. */
const asHex = (bytes: readonly number[]): string | undefined =>
  bytes.length >= 16 && bytes.length <= 64 && bytes.every((byte) => byte >= -128 && byte <= 255)
    ? Buffer.from(bytes).toString('hex')
    : undefined;

function decimals(received: ReceivedText, bytes: readonly number[]): ReceivedText[] {
  const text = asHex(bytes);
  return text === undefined ? [] : [changed(received, text, cause('encoding-hex', { as: 'decimal' }))];
}

/** Texts in a JSON value, and lists of bytes. */
function inValue(received: ReceivedText, value: unknown): ReceivedText[] {
  if (typeof value === 'string') {
    return [changed(received, value, cause('header-quoted', { as: 'JSON' }))];
  }
  if (Array.isArray(value) && value.every((item): item is number => Number.isInteger(item))) {
    return decimals(received, value);
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value)
        .slice(0, partLimit)
        .flatMap((item: unknown) => inValue(received, item))
    : [];
}

function inJson(received: ReceivedText): ReceivedText[] {
  try {
    return /^[{[]/.test(received.text)
      ? inValue(received, JSON.parse(received.text)).slice(0, partLimit)
      : [];
  } catch {
    return [];
  }
}

/** Bytes that were printed as decimal numbers. */
function fromDecimals(received: ReceivedText): ReceivedText[] {
  const { text } = received;
  return /^[[({]?-?\d{1,3}(?:[,\s]{1,3}-?\d{1,3}){15,63}[\])}]?$/.test(text)
    ? decimals(received, (text.match(/-?\d+/g) ?? []).map(Number))
    : [];
}

/** Bytes as Python and Ruby print them: as characters, and as `\x5b` where they are none. */
function fromEscapes(received: ReceivedText): ReceivedText[] {
  if (!/\\x[0-9a-f]{2}/i.test(received.text)) {
    return [];
  }
  const printed = received.text.replace(/^(?:bytearray\()?b?["']/, '').replace(/["']\)?$/, '');
  const text = asHex([...Buffer.from(unescapedLiteral(printed), 'latin1')]);
  return text === undefined ? [] : [changed(received, text, cause('encoding-hex', { as: 'escaped' }))];
}

/** What a value that was printed for people or written as JSON holds. */
export function printedValues(received: ReceivedText): ReceivedText[] {
  const found = [fromDecimals, fromEscapes, inJson].map((read) => read(received));
  return found.find((texts) => texts.length > 0) ?? [];
}

/** Hexadecimal that is marked as such, that has something between its bytes, or padding of Base64 behind it. */
export function plainHex(received: ReceivedText): ReceivedText[] {
  const { text } = received;
  const unmarked = text.replace(/^(?:0x|\\x)(?=[0-9a-f]{16})/i, '');
  if (unmarked !== text) {
    return [changed(received, unmarked, cause('header-prefix', { prefix: text.slice(0, 2) }))];
  }
  const padded = text.replace(/^([0-9a-f]{32,128})={1,2}$/i, '$1');
  if (padded !== text) {
    return [changed(received, padded, cause('encoding-padding'))];
  }
  return spreadHex(received);
}

/** Characters of a digest in hexadecimal. */
const hexLengths: ReadonlySet<number> = new Set([32, 40, 64, 96, 128]);

/** Hexadecimal with any marks in and between its groups: `0x5b, 0x62`, `5b62-9a01`. */
function spreadHex(received: ReceivedText): ReceivedText[] {
  const groups = received.text
    .trim()
    .split(/[\s:,-]+/, 129)
    .map((group) => group.replace(/^(?:0x|\\x)/i, ''));
  const text = groups.join('');
  // A UUID has five groups and 32 digits.
  return groups.length > (text.length > 40 ? 2 : 6) &&
    hexLengths.has(text.length) &&
    /^[0-9a-f]+$/i.test(text)
    ? [changed(received, text, cause('encoding-hex', { as: 'spread' }))]
    : [];
}
