import { inTurns } from '../inTurns.ts';
import { orderings, type KeyOrder } from './keyOrders.ts';
import { otherDateForms } from './restoreDates.ts';
import { otherEmptyForms } from './restorations.ts';
import type { JsonTree } from './tree.ts';

/** Trees that one kind of loss may have left of others: many, which only a short body has the time for. */
function* inOneStyle(tree: JsonTree, samples: readonly KeyOrder[]): Generator<JsonTree> {
  function* applied(forms: Iterable<(tree: JsonTree) => JsonTree>): Generator<JsonTree> {
    for (const apply of forms) {
      yield apply(tree);
    }
  }
  yield* inTurns([orderings(tree, samples), applied(otherEmptyForms(tree)), applied(otherDateForms(tree))]);
}

/** Bodies that are made of deep restorations at most, and their bytes together. */
const mostBodies = 6000;
const mostBytes = 8 * 1024 * 1024;

/**
 * What was lost in ways that leave many readings: the order of the keys, which of many empty lists were objects, the
 * spelling of some dates. Each with one of `styles` after another, as far as there is time for a body of `bytes`.
 */
export function* deepRestorations<S>(
  tree: JsonTree,
  samples: readonly KeyOrder[],
  styles: readonly S[],
  bytes: number,
): Generator<{ readonly tree: JsonTree; readonly style: S }> {
  let left = Math.min(mostBodies, mostBytes / Math.max(bytes, 1));
  for (const style of styles) {
    for (const restored of inOneStyle(tree, samples)) {
      left -= 1;
      if (left < 0) {
        return;
      }
      yield { tree: restored, style };
    }
  }
}
