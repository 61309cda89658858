import type { Tally } from '../../protocol/engine.ts';
import type { Verdict } from '../../protocol/event.ts';

/** How many events have a signature that proves them, and how many have one (or lack one) that does not. */
export interface TallyCounts {
  readonly valid: number;
  readonly invalid: number;
}

const isValidOf: Readonly<Record<Verdict, boolean | null>> = {
  valid: true,
  invalid: false,
  missing: false,
  malformed: false,
  expired: false,
  // Nothing was checked.
  noSecret: null,
  unsigned: null,
  refused: null,
};

function sum(tallies: readonly Tally[], isValid: boolean): number {
  return tallies
    .filter(({ verdict }) => isValidOf[verdict] === isValid)
    .reduce((total, { count }) => total + count, 0);
}

function countsOf(tallies: readonly Tally[]): TallyCounts {
  return { valid: sum(tallies, true), invalid: sum(tallies, false) };
}

export function countsOfSource(tallies: readonly Tally[], name: string): TallyCounts {
  return countsOf(tallies.filter(({ source }) => source === name));
}

/** Of a provider's events on paths that no source has. */
export function countsOfProvider(tallies: readonly Tally[], id: string): TallyCounts {
  return countsOf(tallies.filter(({ source, provider }) => source === null && provider === id));
}
