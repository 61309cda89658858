import { innerDocuments } from './bodies/inner.ts';
import { plainBodyVariants } from './bodies/plain.ts';
import type { Variant } from './hypothesis.ts';
import { jsonBodyVariants } from './json/variants.ts';

/** The likeliest of several lists before the next of any. */
function* inTurns<T>(...lists: readonly Iterable<T>[]): Generator<T> {
  let open = lists.map((list) => list[Symbol.iterator]());
  while (open.length > 0) {
    const still: Iterator<T>[] = [];
    for (const iterator of open) {
      const { done, value } = iterator.next();
      if (done !== true) {
        still.push(iterator);
        yield value;
      }
    }
    open = still;
  }
}

/** The body as it came, then what it may have been when it was signed. */
export function* bodyVariants(body: Uint8Array, contentType: string): Generator<Variant<Uint8Array>> {
  yield { value: body, causes: [] };
  yield* inTurns(plainBodyVariants(body, contentType), jsonBodyVariants(body));
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
