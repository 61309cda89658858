import { Buffer } from 'node:buffer';
import { cause, type Variant } from '../hypothesis.ts';
import { lineEndVariants } from './lines.ts';
import { bufferOf, bytesOf, textOf } from './text.ts';

/** The characters of Windows-1252 from 0x80 to 0x9f (the WHATWG Encoding Standard, index windows-1252). */
const windows1252 = new TextDecoder('windows-1252').decode(
  Uint8Array.from({ length: 32 }, (_, at) => at + 0x80),
);

/** Each character as one byte of Windows-1252, or of Latin-1; undefined where one is in neither. */
function singleBytes(text: string): Buffer | undefined {
  const bytes = Buffer.alloc(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const special = code > 0xff ? windows1252.indexOf(text.charAt(index)) : -1;
    if (code > 0xff && special < 0) {
      return undefined;
    }
    bytes[index] = code > 0xff ? special + 0x80 : code;
  }
  return bytes;
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

/** The charset of single bytes that a text fits: Latin-1 has control characters where Windows-1252 has others. */
const singleName = (text: string): string => (/[^\0-\xff]/.test(text) ? 'windows-1252' : 'latin1');

const charset = (signed: string, received: string) => cause('body-charset', { signed, received });

/** With a question mark for what a charset does not have: .NET writes two for a pair of surrogates, Java one. */
function* poorer(text: string): Generator<Variant<Uint8Array>> {
  for (const [name, foreign] of [
    ['us-ascii', /[^\0-\x7f]/],
    ['latin1', /[^\0-\xff]/],
  ] as const) {
    for (const flags of foreign.test(text) ? ['g', 'gu'] : []) {
      const replaced = text.replace(new RegExp(foreign, flags), '?');
      yield {
        value: Buffer.from(replaced, 'latin1'),
        causes: [cause('body-charset', { lost: '?', signed: name })],
      };
    }
  }
}

function* fromUnicode(text: string): Generator<Variant<Uint8Array>> {
  const bytes = singleBytes(text);
  if (bytes !== undefined) {
    yield { value: bytes, causes: [charset(singleName(text), 'utf-8')] };
  }
  yield* poorer(text);
  const little = Buffer.from(text, 'utf16le');
  yield { value: little, causes: [charset('utf-16le', 'utf-8')] };
  yield { value: swapped(little), causes: [charset('utf-16be', 'utf-8')] };
  const marked = Buffer.from(`\ufeff${text}`, 'utf16le');
  yield { value: marked, causes: [charset('utf-16le', 'utf-8')] };
  yield { value: swapped(marked), causes: [charset('utf-16be', 'utf-8')] };
}

/** The bytes taken for single-byte characters and written as UTF-8. */
function* asSingleBytes(body: Buffer): Generator<Variant<Uint8Array>> {
  yield { value: bytesOf(body.toString('latin1')), causes: [charset('utf-8', 'latin1')] };
  const text = new TextDecoder('windows-1252').decode(body);
  yield { value: bytesOf(text), causes: [charset('utf-8', singleName(text))] };
}

/** Where every second byte is zero, or a byte order mark says so. */
function* asUtf16(body: Buffer): Generator<Variant<Uint8Array>> {
  const isBig = body[0] === 0xfe || body[0] === 0;
  const isMarked = (body[0] === 0xff && body[1] === 0xfe) || (body[0] === 0xfe && body[1] === 0xff);
  if (isMarked || (body.length > 3 && (body[0] === 0) !== (body[1] === 0))) {
    const text = (isBig ? swapped(body) : body).toString('utf16le');
    const causes = [charset('utf-8', isBig ? 'utf-16be' : 'utf-16le')];
    const plain = bytesOf(isMarked ? text.slice(1) : text);
    yield { value: plain, causes };
    yield { value: bytesOf(text), causes };
    for (const ended of lineEndVariants(plain)) {
      yield { value: ended.value, causes: [...causes, ...ended.causes] };
    }
  }
}

function* normalised(text: string): Generator<Variant<Uint8Array>> {
  for (const form of ['NFC', 'NFD', 'NFKC'] as const) {
    const other = text.normalize(form);
    if (other !== text) {
      yield { value: bytesOf(other), causes: [cause('body-normalised', { signed: form })] };
    }
  }
}

const mostBytes = 2 * 1024 * 1024;

/** The same text in another encoding, or in another Unicode form. */
export function* charsetVariants(body: Uint8Array): Generator<Variant<Uint8Array>> {
  const buffer = bufferOf(body);
  if (buffer.length === 0 || buffer.length > mostBytes) {
    return;
  }
  const text = textOf(buffer);
  if (text !== undefined) {
    yield* normalised(text);
  }
  yield* asUtf16(buffer);
  if (buffer.some((byte) => byte > 0x7f)) {
    yield* asSingleBytes(buffer);
  }
  if (text !== undefined) {
    yield* fromUnicode(text);
  }
}
