import { Buffer } from 'node:buffer';
import * as zlib from 'node:zlib';
import { cause, type Variant } from '../hypothesis.ts';
import { bufferOf, textOf } from './text.ts';

/** Bytes that a compressed body may become, and that are compressed: more is a bomb, or takes too long. */
const mostBytes = 10 * 1024 * 1024;
const mostCompressed = 1024 * 1024;

const bounded = { maxOutputLength: mostBytes } as const;

interface Format {
  readonly name: string;
  /** Whether bytes begin as the format does; formats without a mark are tried on everything but text. */
  readonly isIt: (body: Buffer) => boolean;
  readonly open: (body: Buffer) => Buffer;
}

const isBinary = (body: Buffer): boolean => body.length > 0 && textOf(body) === undefined;

/** RFC 1950, section 2.2: deflate with a window of at most 32 KiB, and a check of both bytes. */
const isZlib = (body: Buffer): boolean =>
  body.length > 6 && (body.readUInt8(0) & 0x8f) === 0x08 && body.readUInt16BE(0) % 31 === 0;

const formats: readonly Format[] = [
  {
    name: 'gzip',
    isIt: (body) => body[0] === 0x1f && body[1] === 0x8b,
    open: (body) => zlib.gunzipSync(body, bounded),
  },
  { name: 'deflate', isIt: isZlib, open: (body) => zlib.inflateSync(body, bounded) },
  { name: 'br', isIt: isBinary, open: (body) => zlib.brotliDecompressSync(body, bounded) },
  { name: 'deflate', isIt: isBinary, open: (body) => zlib.inflateRawSync(body, bounded) },
];

/** Undefined where the bytes are not of the format, or become too many. */
function opened(body: Buffer, { isIt, open }: Format): Buffer | undefined {
  try {
    return isIt(body) ? open(body) : undefined;
  } catch {
    return undefined;
  }
}

/** What is inside, and what is inside of that; `outer` are the formats around it, with a comma behind each. */
function* decompressed(body: Buffer, outer: string): Generator<Variant<Uint8Array>> {
  for (const format of formats) {
    const value = opened(body, format);
    if (value !== undefined) {
      const name = outer + format.name;
      yield { value, causes: [cause('body-compressed', { format: name })] };
      if (outer === '') {
        yield* decompressed(value, `${name}, `);
      }
      return;
    }
  }
}

/** RFC 1952, section 2.3: what the byte for the operating system is in the headers of common compressors. */
const systems = [3, 255, 0, 10, 19];

/**
 * As common compressors write it with no time in the header. Others have the time of compressing in it, or another
 * deflate: what those wrote cannot be had back.
 */
function* compressed(body: Buffer): Generator<Variant<Uint8Array>> {
  if (body.length === 0 || body.length > mostCompressed) {
    return;
  }
  for (const level of [6, 9, 1]) {
    const packed = zlib.gzipSync(body, { level });
    for (const system of systems) {
      const value = Buffer.from(packed);
      value.writeUInt8(system, 9);
      yield { value, causes: [cause('body-decompressed', { format: 'gzip', level: String(level) })] };
    }
  }
  yield { value: zlib.deflateSync(body), causes: [cause('body-decompressed', { format: 'deflate' })] };
  yield { value: zlib.deflateRawSync(body), causes: [cause('body-decompressed', { format: 'deflate' })] };
}

/** The body decompressed where it is compressed; compressed where it is not. */
export function* compressionVariants(body: Uint8Array): Generator<Variant<Uint8Array>> {
  const buffer = bufferOf(body);
  let isCompressed = false;
  for (const variant of decompressed(buffer, '')) {
    isCompressed = true;
    yield variant;
  }
  if (!isCompressed) {
    yield* compressed(buffer);
  }
}
