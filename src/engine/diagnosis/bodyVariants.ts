import type { Cause } from '../../protocol/diagnosis.ts';
import { innerDocuments } from './bodies/inner.ts';
import { plainBodyVariants } from './bodies/plain.ts';
import type { Variant } from './hypothesis.ts';
import { inTurns } from './inTurns.ts';
import { jsonBodyVariants } from './json/variants.ts';

/** What is not of a parse and a new writing, or shows behind it: a printed value shows nothing of how it was spelled. */
function seenIn(outer: readonly Cause[], inner: readonly Cause[]): readonly Cause[] {
  const isPrinted = outer.some(({ detail }) => detail['how'] === 'repr' || detail['how'] === 'inspect');
  return isPrinted ? inner.filter(({ id }) => !id.startsWith('json-') || id === 'json-key-order') : inner;
}

/** A document that was inside of the body, as it may have been written when it was signed. */
function* rewrittenInner(
  { value, causes }: Variant<Uint8Array>,
  scheme: string,
): Generator<Variant<Uint8Array>> {
  for (const variant of jsonBodyVariants(value, scheme)) {
    yield {
      value: variant.value,
      get causes() {
        return [...causes, ...seenIn(causes, variant.causes)];
      },
    };
  }
}

/** The body as it came, then what it may have been when it was signed; `scheme` is the id of the one who sent it. */
export function* bodyVariants(
  body: Uint8Array,
  contentType: string,
  scheme = '',
): Generator<Variant<Uint8Array>> {
  yield { value: body, causes: [] };
  const inner = [...innerDocuments(body, contentType)].map((document) => rewrittenInner(document, scheme));
  yield* inTurns([
    plainBodyVariants(body, contentType, scheme),
    jsonBodyVariants(body, scheme),
    inTurns(inner),
  ]);
}
