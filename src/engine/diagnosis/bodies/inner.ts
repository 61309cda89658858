import type { CauseId } from '../../../protocol/diagnosis.ts';
import type { Variant } from '../hypothesis.ts';
import { compressionVariants } from './compression.ts';
import { formVariants } from './forms.ts';
import { printedVariants } from './printed.ts';
import { bufferOf, textOf } from './text.ts';
import { wrappingVariants } from './wrapping.ts';

/** Documents in one body that are looked into. */
const mostInner = 6;
/** A member that is less of the body than this is a part of the event, and not the event. */
const leastShare = 0.3;

const opening: ReadonlySet<CauseId> = new Set([
  'body-compressed',
  'body-base64',
  'body-double-encoded',
  'body-form',
  'body-unwrapped',
  'body-edited',
]);

/** Whether a variant is what was inside, and not something that the body is put into. */
function isInner({ value, causes }: Variant<Uint8Array>, body: Uint8Array): boolean {
  const isOpened = causes.every(({ id, detail }) => opening.has(id) && detail['signed'] === undefined);
  const isPart = value.length < body.length * leastShare && bufferOf(body).includes(bufferOf(value));
  return isOpened && !isPart && /^\s{0,16}[[{]/.test(textOf(value.subarray(0, 4096)) ?? textOf(value) ?? '');
}

/** The JSON documents inside a body: compressed, in base64, in a form, or in another JSON document; at most six. */
export function* innerDocuments(body: Uint8Array, contentType: string): Generator<Variant<Uint8Array>> {
  const isText = textOf(body) !== undefined;
  const lists = isText
    ? [formVariants(body, contentType), wrappingVariants(body), printedVariants(body)]
    : [compressionVariants(body)];
  let count = 0;
  for (const list of lists) {
    for (const variant of list) {
      if (isInner(variant, body)) {
        count += 1;
        yield variant;
      }
      if (count === mostInner) {
        return;
      }
    }
  }
}
