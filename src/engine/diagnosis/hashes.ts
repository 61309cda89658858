import type { Clock } from './clock.ts';
import type { Variants } from './hypothesis.ts';
import type { SearchResult } from './search.ts';

/** Looks for the body that has a hash which the request says it has. */
export function searchHash(
  claimed: readonly string[],
  hashOf: (body: Uint8Array) => string,
  bodies: Variants<Uint8Array>,
  clock: Clock,
): SearchResult {
  let tried = 0;
  for (const body of claimed.length === 0 ? [] : bodies) {
    tried += 1;
    if (claimed.includes(hashOf(body.value))) {
      // Its causes are worked out when they are asked for.
      const { causes, value } = body;
      return { found: { causes, secretLabel: '', body: value }, tried, isCutShort: false };
    }
    if (clock.isOver) {
      return { found: null, tried, isCutShort: true };
    }
  }
  return { found: null, tried, isCutShort: false };
}
