import { Buffer } from 'node:buffer';
import type { Cause } from '../../protocol/diagnosis.ts';
import type { ParseRule } from '../signature/scheme.ts';
import { itemsOf } from '../signature/verifiers/readSignature.ts';
import { cause } from './hypothesis.ts';

/** A part of a header's value that may spell a digest, with what had to be undone to get at it. */
export interface ReceivedText {
  readonly text: string;
  readonly causes: readonly Cause[];
}

/** Characters of a value that are looked at, and parts of it: no signature is longer, no list has more. */
const valueLimit = 4096;
const partLimit = 24;

/** A name in front of a value, as in `sha256=…`, `v1,…`, `Bearer …` and `t=1, v1=…`. */
const prefix = /^([A-Za-z][A-Za-z0-9_.-]{0,31})(?:\s*[=:,]\s*|\s+)(?=\S)/;

/** From where certainly one value ends to every character that could be between two. */
const separators = [/,\s+|;\s*|\s+/, /[,;\s]+/];

/** What `openssl dgst` prints in front of a digest: `SHA2-256(stdin)= `, `HMAC-SHA256(body.json)= `. */
export const opensslLine = /^(?:[A-Za-z][\w-]{0,31})?\([^()]{0,256}\)\s*=\s*(?=\S)/;

function changed(before: ReceivedText, text: string, ...causes: readonly Cause[]): ReceivedText {
  const known = new Set(before.causes.map(({ id }) => id));
  return text === before.text
    ? before
    : { text, causes: [...before.causes, ...causes.filter(({ id }) => !known.has(id))] };
}

/** Headers are read as Latin-1: characters beyond ASCII, which a digest never has, are of UTF-8 mostly. */
function decoded(text: string): string {
  const spelled = Buffer.from(text, 'latin1').toString('utf8');
  return spelled.includes('\ufffd') ? text : spelled;
}

const marks = /^[\\"'`\u2018-\u201f\u00ab\u00bb]+|[\\"'`\u2018-\u201f\u00ab\u00bb]+$/g;
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u00ad\ufeff]/g;

/** Without whitespace, what nobody sees, and quotes at its ends. */
export function cleaned(received: ReceivedText): ReceivedText {
  const text = decoded(received.text);
  const seen = text.replace(unseen, '').trim();
  const spaced = seen === text ? received : changed(received, seen, cause('header-whitespace'));
  const bare = changed(spaced, decoded(spaced.text).replace(marks, ''), cause('header-quoted'));
  return changed(bare, bare.text.trim(), cause('header-whitespace'));
}

/** Texts in a JSON value: an object with the signature in it. */
function inJson(received: ReceivedText): ReceivedText[] {
  try {
    const value: unknown = /^[{[]/.test(received.text) ? JSON.parse(received.text) : undefined;
    const texts = typeof value === 'object' && value !== null ? Object.values(value) : [];
    return texts
      .slice(0, partLimit)
      .flatMap((text: unknown) =>
        typeof text === 'string'
          ? [cleaned(changed(received, text, cause('header-quoted', { as: 'JSON' })))]
          : [],
      );
  } catch {
    return [];
  }
}

/** Bytes that were printed as decimal numbers, as hexadecimal. */
function fromDecimals(received: ReceivedText): ReceivedText[] {
  const { text } = received;
  if (!/^[[({]?-?\d{1,3}(?:[,\s]{1,3}-?\d{1,3}){15,63}[\])}]?$/.test(text)) {
    return [];
  }
  const bytes = (text.match(/-?\d+/g) ?? []).map(Number);
  return bytes.every((byte) => byte >= -128 && byte <= 255)
    ? [changed(received, Buffer.from(bytes).toString('hex'), cause('encoding-hex', { as: 'decimal' }))]
    : [];
}

/** What languages and templates leave around a value that was printed for people: brackets, `b'…'`, a written `\\n`. */
function undressed(received: ReceivedText): ReceivedText[] {
  const ended = changed(received, received.text.replace(/(?:\\[nrt])+$/, ''), cause('header-whitespace'));
  const [, printed] = /^(?:[bu]["']|[([{<]{1,3}["']?)(.*?)["']?[)\]}>]{0,3}["']?$/s.exec(ended.text) ?? [];
  const bare = printed === undefined ? ended : changed(ended, printed, cause('header-quoted'));
  return bare === received ? [] : [cleaned(bare)];
}

/** Hexadecimal that is marked as such, or that has something between its bytes. */
function plainHex(received: ReceivedText): ReceivedText[] {
  const { text } = received;
  const unmarked = text.replace(/^(?:0x|\\x)(?=[0-9a-f]{16})/i, '');
  if (unmarked !== text) {
    return [changed(received, unmarked, cause('header-prefix', { prefix: text.slice(0, 2) }))];
  }
  const isSpread = /^[0-9a-f]{2}(?:[: -][0-9a-f]{2}){15,63}$/i.test(text);
  return isSpread ? [changed(received, text.replace(/[: -]/g, ''), cause('encoding-hex'))] : [];
}

/** The text behind the name that a scheme has in front of it, or that it ought not to have. */
function unprefixed(received: ReceivedText, parse: ParseRule | undefined): ReceivedText[] {
  const { text } = received;
  const own = parse?.keys.find((key) => text.startsWith(key + parse.pair));
  if (parse !== undefined && own !== undefined) {
    return [cleaned({ ...received, text: text.slice(own.length + parse.pair.length) })];
  }
  const [found = '', name = ''] = prefix.exec(text) ?? [];
  const rest = cleaned(changed(received, text.slice(found.length), cause('header-prefix', { prefix: name })));
  const whole =
    parse === undefined
      ? received
      : { ...received, causes: [...received.causes, cause('header-prefix', { prefix: '' })] };
  return found === '' ? [whole] : [rest, whole];
}

/** The parts of a list, where a value can be taken for one; the same thing again and again is a joined duplicate. */
function listed(received: ReceivedText): ReceivedText[] {
  return separators.flatMap((separator) => {
    const parts = received.text.split(separator, partLimit).filter((part) => part !== '');
    const mark = cause(new Set(parts).size === 1 ? 'header-duplicated' : 'header-list');
    return parts.length < 2 ? [] : parts.map((text) => cleaned(changed(received, text, mark)));
  });
}

/** Base64 that lost its `+` to a decoder of forms, or that was broken into lines. */
function respaced({ text, causes }: ReceivedText): ReceivedText[] {
  const isBroken = /\s/.test(text) && /^[A-Za-z0-9+/_\s-]{16,}={0,2}$/.test(text);
  const more = [...causes, cause('header-whitespace')];
  return isBroken
    ? [
        { text: text.replaceAll(' ', '+'), causes: more },
        { text: text.replace(/\s+/g, ''), causes: more },
      ]
    : [];
}

/** The signatures of a value as its scheme has them. */
export function ownTexts(value: string, parse: ParseRule | undefined): string[] {
  return parse === undefined
    ? [value]
    : itemsOf(value, parse).flatMap(([key, text]) => (parse.keys.includes(key) ? [text] : []));
}

/** Everything in a value that may be a digest, however it is dressed; what the scheme itself reads goes first. */
export function textsIn(value: string, parse: ParseRule | undefined): ReceivedText[] {
  const received = { text: value.slice(0, valueLimit), causes: [] };
  const whole = cleaned(received);
  const own = [received, whole].flatMap((reading) =>
    ownTexts(reading.text, parse).map((text) => ({ ...reading, text })),
  );
  const line = changed(
    whole,
    whole.text.replace(opensslLine, ''),
    cause('header-prefix', { prefix: 'openssl' }),
  );
  if (line !== whole) {
    return [line, ...unprefixed(line, parse)];
  }
  const numbers = fromDecimals(whole);
  if (numbers.length > 0) {
    return numbers;
  }
  const wholes = [whole, ...undressed(whole), ...inJson(whole)];
  const parts = [...wholes, ...listed(whole)].flatMap((part) => unprefixed(part, parse));
  const all = [...own, ...own.map(cleaned), ...parts];
  return [...all, ...all.flatMap(plainHex), ...respaced(whole), ...parts.flatMap(respaced)];
}
