import { isLong } from './long.ts';

const seed = 20_261_130;
/** How many times as many inputs are tried where tests may take their time. */
const longer = 50;

/**
 * For `fc.assert`: the same inputs each time, other ones where tests may take their time. What fails is printed with
 * its seed and its path.
 */
export function tries(runs = 300): { readonly numRuns: number; readonly seed?: number } {
  return isLong ? { numRuns: runs * longer } : { numRuns: runs, seed };
}
