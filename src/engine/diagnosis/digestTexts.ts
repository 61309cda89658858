import { Buffer } from 'node:buffer';
import type { Cause } from '../../protocol/diagnosis.ts';
import { cause, type Variant } from './hypothesis.ts';
import { withoutPrinted } from './printedTexts.ts';
import type { ByteEncoding, DigestEncoding } from '../../protocol/signature.ts';

/** Bytes of the digests of MD5, SHA-1, SHA-256, SHA-384 and SHA-512. */
const digestSizes: ReadonlySet<number> = new Set([16, 20, 32, 48, 64]);
/** Fewer bytes of a digest than this prove nothing. */
const fewestBytes = 8;
/** Characters: an RSA signature of 4096 bits in hexadecimal. */
const longestText = 1024;

/** How a digest of the scheme is spelled. */
export interface Spelling {
  readonly encoding: DigestEncoding;
  /** Bytes; null where signatures are not all of one length, as those of private keys. */
  readonly size: number | null;
}

interface Decoded {
  readonly bytes: Buffer;
  readonly encoding: ByteEncoding;
  readonly causes: readonly Cause[];
}

function fromHex(text: string, own: DigestEncoding): Decoded[] {
  if (!/^[0-9a-fA-F]+$/.test(text)) {
    return [];
  }
  const isOwn = own === 'hex' || (own === 'hex-upper' && !/[a-f]/.test(text));
  const foreign = isOwn ? [] : [cause('encoding-hex', { expected: own })];
  const upper = own !== 'hex-upper' && /[A-F]/.test(text) ? [cause('encoding-uppercase')] : [];
  return [{ bytes: Buffer.from(text, 'hex'), encoding: 'hex', causes: [...foreign, ...upper] }];
}

/** Which of the two base64 alphabets a text is in; one that both have is the scheme's own. */
function base64Kind(text: string, own: DigestEncoding): Exclude<ByteEncoding, 'hex'> {
  if (/[-_]/.test(text)) {
    return 'base64url';
  }
  if (/[+/]/.test(text)) {
    return 'base64';
  }
  return own === 'hex' || own === 'hex-upper' ? (text.length % 4 === 0 ? 'base64' : 'base64url') : own;
}

/** An id: Base64url of 27 bytes by its characters alone. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function fromBase64(text: string, own: DigestEncoding): Decoded[] {
  if (uuid.test(text) || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) {
    return [];
  }
  const bytes = Buffer.from(text, 'base64');
  const encoding = base64Kind(text, own);
  const foreign = encoding === own ? [] : [cause(`encoding-${encoding}`, { expected: own })];
  const padding = bytes.toString(encoding) === text ? [] : [cause('encoding-padding')];
  return [{ bytes, encoding, causes: foreign.length > 0 ? foreign : padding }];
}

/** As many hex digits as a digest has are no Base64 of other bytes: chance makes none such. */
function decode(text: string, own: DigestEncoding): Decoded[] {
  const hex = fromHex(text, own);
  const isDigest = hex.some(({ bytes }) => digestSizes.has(bytes.length) && bytes.length * 2 === text.length);
  return isDigest ? hex : [...hex, ...fromBase64(text, own)];
}

/** Percent-encoding of a text that has some; the text itself where it cannot be undone. */
function unescaped(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}

/** A digest whose spelling was spelled once more. */
function twice(text: string, { encoding: own }: Spelling, outer: readonly Decoded[]): Decoded[] {
  const plain = unescaped(text);
  const readings: readonly (readonly [string, string])[] = [
    ...(plain === text ? [] : [['url', plain] as const]),
    ...outer.map(({ encoding, bytes }) => [encoding, bytes.toString('latin1').trim()] as const),
  ];
  const inners = readings.flatMap(([name, whole]) =>
    [whole, whole.replace(/^[A-Za-z][\w-]{0,20}[=:]\s*/, ''), withoutPrinted(whole)].map((inner, at) => ({
      inner,
      detail: { outer: name, ...(at === 2 && inner !== whole ? { of: 'openssl' } : {}) },
    })),
  );
  return inners.flatMap(({ inner, detail }) =>
    decode(inner, own).map(({ bytes, encoding }) => ({
      bytes,
      encoding,
      causes: [cause('encoding-twice', { ...detail, inner: encoding })],
    })),
  );
}

const whole =
  ({ size }: Spelling) =>
  ({ bytes, causes }: Decoded): Variant<Target>[] =>
    digestSizes.has(bytes.length) || (size === null && bytes.length >= fewestBytes)
      ? [{ value: { bytes, isWhole: true }, causes }]
      : [];

/** How long a spelling is, and a whole one of as many bytes would be: in characters. */
export function lengthDetail(
  text: string,
  size: number,
  encoding: ByteEncoding,
): Readonly<Record<string, string>> {
  const expected = Buffer.alloc(size).toString(encoding).length;
  return { received: String(text.length), expected: String(expected), as: encoding };
}

/** The first bytes of a digest. */
function partial(text: string, { bytes, encoding, causes }: Decoded, { size }: Spelling): Variant<Target>[] {
  const detail = lengthDetail(text, size ?? 0, encoding);
  return size !== null && bytes.length >= fewestBytes && bytes.length < size
    ? [{ value: { bytes, isWhole: false }, causes: [...causes, cause('header-truncated', detail)] }]
    : [];
}

/** Every digest that a text may spell, the likeliest first. */
export function digestsIn(text: string, spelling: Spelling): Variant<Target>[] {
  if (text.length > longestText) {
    return [];
  }
  const once = decode(text, spelling.encoding);
  return [...once.flatMap(whole(spelling)), ...twice(text, spelling, once).flatMap(whole(spelling))];
}

/** Every beginning of a digest that a text may spell; dots at its end say that it goes on. */
export function beginningsIn(text: string, spelling: Spelling): Variant<Target>[] {
  const spelled = text.replace(/(?:\.{2,4}|\u2026|\xe2\x80\xa6)$/, '');
  return spelled.length > longestText
    ? []
    : decode(spelled, spelling.encoding).flatMap((decoded) => partial(spelled, decoded, spelling));
}

/** Bytes that a request claims to be its signature, however they were spelled. */
export interface Target {
  readonly bytes: Uint8Array;
  /** False where only the beginning of a digest came: at least eight bytes of it. */
  readonly isWhole: boolean;
}
