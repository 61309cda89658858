import type { Buffer } from 'node:buffer';
import * as zlib from 'node:zlib';
import { headerValues } from '../signature/headers.ts';

/** What is decoded at most, one coding around another. */
const maxLayers = 3;
const smallest = 1024 * 1024;
const largest = 16 * 1024 * 1024;
/** What JSON and text shrink by at most in practice: more is a bomb. */
const likelyRatio = 64;

/** Decodes with an error where the end is missing. `limit`: bytes that come out at most. */
type DecodeWhole = (body: Uint8Array, limit: number) => Buffer;

/** RFC 9110 means zlib's format by `deflate`; some senders mean the bare one. */
export function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x8f) === 0x08 && ((first << 8) | second) % 31 === 0;
}

const decoders: Readonly<Record<string, DecodeWhole>> = {
  gzip: (body, maxOutputLength) => zlib.gunzipSync(body, { maxOutputLength }),
  deflate: (body, maxOutputLength) =>
    isZlib(body)
      ? zlib.inflateSync(body, { maxOutputLength })
      : zlib.inflateRawSync(body, { maxOutputLength }),
  br: (body, maxOutputLength) => zlib.brotliDecompressSync(body, { maxOutputLength }),
  // Not in every Node that the extension runs on.
  ...('zstdDecompressSync' in zlib
    ? { zstd: (body, maxOutputLength) => zlib.zstdDecompressSync(body, { maxOutputLength }) }
    : {}),
};

export function isKnownCoding(coding: string): boolean {
  return Object.hasOwn(decoders, coding);
}

/** The codings that Content-Encoding lists, in the order in which the sender applied them. */
export function codingsOf(rawHeaders: readonly string[]): string[] {
  const values = headerValues(rawHeaders, 'content-encoding');
  return values.length === 0
    ? []
    : values
        .join(',')
        .split(',')
        .map((name) => name.trim().toLowerCase())
        .filter((name) => name !== '' && name !== 'identity')
        .map((name) => (name === 'x-gzip' ? 'gzip' : name));
}

/** Bytes that a body is decoded to at most, so that a small one cannot keep the listener busy. */
export function decodedLimit(body: Uint8Array): number {
  return Math.min(largest, Math.max(smallest, body.length * likelyRatio));
}

/** @throws what zlib throws: the bytes are not of the coding, end early, or come to more than `limit`. */
export function decodeWhole(body: Uint8Array, coding: string, limit: number): Buffer {
  const decode = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
  if (decode === undefined) {
    throw new TypeError(`No decoder for ${coding}`);
  }
  return decode(body, limit);
}

export function hasTooMany(codings: readonly string[]): boolean {
  return codings.length > maxLayers;
}

/** The body without its codings; as it came where it has none, or cannot be decoded as a whole. */
export function decodedBody(rawHeaders: readonly string[], body: Uint8Array): Uint8Array {
  const codings = codingsOf(rawHeaders);
  if (codings.length === 0 || hasTooMany(codings) || body.length === 0) {
    return body;
  }
  const limit = decodedLimit(body);
  try {
    return codings.reduceRight<Uint8Array>((bytes, coding) => decodeWhole(bytes, coding, limit), body);
  } catch {
    return body;
  }
}
