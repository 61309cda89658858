import { crc32 } from 'node:zlib';
import type { Variant } from '../hypothesis.ts';
import { charsetVariants } from './charset.ts';
import { compressionVariants } from './compression.ts';
import { cutVariants, emptyVariants } from './cuts.ts';
import { formVariants } from './forms.ts';
import { lineVariants } from './lines.ts';
import { printedVariants } from './printed.ts';
import { shellVariants } from './shells.ts';
import { bufferOf } from './text.ts';
import { wrappingVariants } from './wrapping.ts';

/** Bodies up to this many bytes are told apart byte for byte, longer ones by length and checksum. */
const comparedBytes = 64 * 1024;

function keyOf(body: Uint8Array): string {
  return body.length <= comparedBytes ? bufferOf(body).toString('latin1') : `${body.length} ${crc32(body)}`;
}

function* all(body: Uint8Array, contentType: string, scheme: string): Generator<Variant<Uint8Array>> {
  const isForm = /x-www-form-urlencoded/i.test(contentType);
  yield* lineVariants(body);
  yield* emptyVariants(body);
  if (isForm) {
    yield* formVariants(body, contentType, scheme);
  }
  yield* charsetVariants(body);
  yield* wrappingVariants(body);
  yield* printedVariants(body);
  yield* shellVariants(body);
  yield* cutVariants(body);
  if (!isForm) {
    yield* formVariants(body, contentType, scheme);
  }
  yield* compressionVariants(body);
}

/**
 * What a received body may have been when it was signed, where that is more than JSON written otherwise; the likeliest
 * first, without the body itself.
 */
export function* plainBodyVariants(
  body: Uint8Array,
  contentType: string,
  scheme = '',
): Generator<Variant<Uint8Array>> {
  const seen = new Set([keyOf(body)]);
  for (const variant of all(body, contentType, scheme)) {
    const key = keyOf(variant.value);
    if (!seen.has(key)) {
      seen.add(key);
      yield variant;
    }
  }
}
