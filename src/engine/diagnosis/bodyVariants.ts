import { innerDocuments } from './bodies/inner.ts';
import { plainBodyVariants } from './bodies/plain.ts';
import type { Variant } from './hypothesis.ts';
import { inTurns } from './inTurns.ts';
import { jsonBodyVariants } from './json/variants.ts';

/** The body as it came, then what it may have been when it was signed. */
export function* bodyVariants(body: Uint8Array, contentType: string): Generator<Variant<Uint8Array>> {
  yield { value: body, causes: [] };
  yield* inTurns([plainBodyVariants(body, contentType), jsonBodyVariants(body)]);
  for (const { value, causes } of innerDocuments(body, contentType)) {
    for (const variant of jsonBodyVariants(value)) {
      yield {
        value: variant.value,
        get causes() {
          return [...causes, ...variant.causes];
        },
      };
    }
  }
}
