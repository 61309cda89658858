import { Buffer, isUtf8 } from 'node:buffer';
import { Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { codeOf } from '../../common/errors.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import type { ContentFacts } from '../../protocol/event.ts';
import { codingsOf, decodedLimit, decodeWhole, hasTooMany, isKnownCoding, isZlib } from './codings.ts';

/** What is known of a body's Content-Encoding, and the body without it as far as that could be undone. */
export interface Content {
  readonly facts: ContentFacts;
  readonly body: Uint8Array;
}

interface Step {
  readonly body: Uint8Array;
  readonly state: ContentFacts['state'];
}

const lenient = { finishFlush: zlib.constants.Z_SYNC_FLUSH } as const;

/** Decodes as far as it goes: the end may be missing. */
export function lenientDecoder(coding: string, body: Uint8Array): Transform {
  switch (coding) {
    case 'br':
      return zlib.createBrotliDecompress({ finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH });
    case 'zstd':
      return zlib.createZstdDecompress({ finishFlush: zlib.constants.ZSTD_e_flush });
    case 'deflate':
      return isZlib(body) ? zlib.createInflate(lenient) : zlib.createInflateRaw(lenient);
    default:
      return zlib.createGunzip(lenient);
  }
}

/** Small pieces: of the one that has a fault in it nothing comes out. */
function slicesOf(body: Uint8Array): Uint8Array[] {
  const length = Math.max(512, Math.ceil(body.length / 256));
  return Array.from({ length: Math.ceil(body.length / length) }, (_, at) =>
    body.subarray(at * length, (at + 1) * length),
  );
}

/** Whether bytes that cannot be decoded are certainly not of the coding, instead of damaged. */
function isAnother(coding: string, body: Uint8Array): boolean {
  const magic = coding === 'gzip' ? [0x1f, 0x8b] : coding === 'zstd' ? [0x28, 0xb5, 0x2f, 0xfd] : [];
  return magic.length > 0 ? magic.some((byte, at) => body[at] !== byte) : isUtf8(body);
}

/** What comes out to the limit, or to the first fault. */
async function decodeStart(body: Uint8Array, decoder: Transform, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of Readable.from(slicesOf(body)).pipe(decoder)) {
      const bytes = chunk as Buffer;
      chunks.push(bytes.subarray(0, limit - length));
      length += bytes.length;
      if (length >= limit) {
        break;
      }
    }
  } catch {
    // Not of its coding, from here on.
  }
  return Buffer.concat(chunks);
}

/** Undoes one coding. */
async function undo(body: Uint8Array, coding: string): Promise<Step> {
  const limit = decodedLimit(body);
  try {
    return { body: decodeWhole(body, coding, limit), state: 'whole' };
  } catch (error) {
    const start = await decodeStart(body, lenientDecoder(coding, body), limit);
    const code = codeOf(error);
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      return { body: start, state: 'tooLarge' };
    }
    if (isAnother(coding, body)) {
      return { body, state: 'notEncoded' };
    }
    return { body: start, state: code === 'Z_BUF_ERROR' ? 'endsEarly' : 'damaged' };
  }
}

/** Whether what came out of a coding, or its beginning, can be decoded further. */
function canGoOn(state: ContentFacts['state']): boolean {
  return state === 'whole' || state === 'endsEarly' || state === 'damaged' || state === 'tooLarge';
}

/** Null where a body has no Content-Encoding. */
export async function contentOf(
  rawHeaders: readonly string[],
  received: Uint8Array,
): Promise<Content | null> {
  const codings = codingsOf(rawHeaders);
  if (codings.length === 0 || received.length === 0) {
    return null;
  }
  let body = received;
  let state: ContentFacts['state'] = hasTooMany(codings) ? 'tooMany' : 'whole';
  let coding = codings.at(-1) ?? '';
  for (let left = codings.length - 1; left >= 0 && canGoOn(state) && body.length > 0; left -= 1) {
    const next = codings[left] ?? '';
    const step = isKnownCoding(next) ? await undo(body, next) : { body, state: 'unknown' as const };
    // Of what is not all there, the next coding ends early anyhow: the first fault counts, if something comes of it.
    if (state === 'whole' || !canGoOn(step.state)) {
      ({ state } = step);
      coding = next;
    }
    ({ body } = step);
  }
  return { facts: { codings, coding, state, size: body.length }, body };
}

/** Some of a request's body without its Content-Encoding; empty where it has none, or is gone. */
export async function decodedPart(
  request: CapturedRequest | undefined,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const content = request === undefined ? null : await contentOf(request.rawHeaders, request.body);
  // A copy: with a view of it, all of the body would go to the host.
  return new Uint8Array(content?.body.subarray(offset, offset + length) ?? []);
}
