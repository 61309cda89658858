/** How the bytes of a text were read. */
export interface DecodedText {
  /** Null where the bytes are no text; `text` then has replacement characters. */
  readonly encoding: string | null;
  /** Without a byte order mark. */
  readonly text: string;
  readonly hasMark: boolean;
  /** Of the first byte that is not UTF-8, from 0; null where all are, or where another encoding reads them. */
  readonly invalidAt: number | null;
}

const utf8 = 'UTF-8';

/** Encodings of one byte for a character, which Content-Type may name. */
const singleByte = /^(?:iso-8859-\d{1,2}|latin-?1|windows-125\d|koi8-[ru])$/;

/** The charset that a Content-Type names, in lower case; empty where it names none. */
export function charsetOf(contentType: string): string {
  return /;\s*charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? '';
}

/** UTF-16 by its mark, or by the zero bytes that JSON and other ASCII text has in it. */
function utf16Of([first, second, third, fourth]: Uint8Array, length: number): 'utf-16le' | 'utf-16be' | null {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && third !== 0 && fourth === 0)) {
    return length > 3 ? 'utf-16le' : null;
  }
  const isBig =
    (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && third === 0 && fourth !== 0);
  return isBig && length > 3 ? 'utf-16be' : null;
}

function decode(body: Uint8Array, encoding: string, complete: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(body, { stream: !complete });
  } catch {
    return null;
  }
}

function withoutMark(text: string, encoding: string): DecodedText {
  const hasMark = text.startsWith('\ufeff');
  return { encoding, text: hasMark ? text.slice(1) : text, hasMark, invalidAt: null };
}

/** Reads bytes as the text that they are; those that are not `complete` may end inside a character. */
export function decodeText(body: Uint8Array, complete: boolean, contentType: string): DecodedText {
  const utf16 = utf16Of(body, body.length);
  const wide = utf16 === null ? null : decode(body, utf16, complete);
  if (utf16 !== null && wide !== null) return withoutMark(wide, utf16.toUpperCase());
  const text = decode(body, 'utf-8', complete);
  if (text !== null) return withoutMark(text, utf8);
  const charset = charsetOf(contentType);
  const named = singleByte.test(charset) ? decode(body, charset, complete) : null;
  if (named !== null) return withoutMark(named, charset.toUpperCase());
  return {
    encoding: null,
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(body),
    hasMark: false,
    invalidAt: invalidUtf8At(body),
  };
}

/** Bytes before a place in a text, as it was encoded. */
export function bytesBefore({ encoding, hasMark }: DecodedText, before: string): number {
  if (encoding?.startsWith('UTF-16') === true) return (before.length + Number(hasMark)) * 2;
  if (encoding !== utf8) return before.length;
  return new TextEncoder().encode(before).length + (hasMark ? 3 : 0);
}

/** Bytes of a UTF-8 sequence by its lead byte (RFC 3629); 0 where none begins so. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** What the second byte may be at least and at most: no overlong spelling, no surrogate, nothing above U+10FFFF. */
function secondRange(lead: number): readonly [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  return lead === 0xf4 ? [0x80, 0x8f] : [0x80, 0xbf];
}

function isSequence(body: Uint8Array, at: number, length: number): boolean {
  const [least, most] = secondRange(body[at] ?? 0);
  for (let next = 1; next < length; next += 1) {
    const byte = body[at + next] ?? 0;
    if (byte < (next === 1 ? least : 0x80) || byte > (next === 1 ? most : 0xbf)) return false;
  }
  return length > 0;
}

/** The first byte of the first sequence that is not UTF-8, from 0; null where all are. */
export function invalidUtf8At(body: Uint8Array): number | null {
  for (let at = 0; at < body.length;) {
    const length = sequenceLength(body[at] ?? 0);
    if (!isSequence(body, at, length)) return at;
    at += length;
  }
  return null;
}
