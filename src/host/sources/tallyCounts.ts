import type { Tally } from '../../protocol/engine.ts';
import type { Verdict } from '../../protocol/event.ts';
import { isFailed } from '../../protocol/verdict.ts';
import type { SourceSetting } from './sourceSettings.ts';

/** How many events are proven, how many have a proven sender alone, how many failed, and of how many nobody knows. */
export interface TallyCounts {
  readonly valid: number;
  readonly authenticated: number;
  readonly invalid: number;
  readonly unrecognised: number;
}

function sum(tallies: readonly Tally[], isCounted: (verdict: Verdict) => boolean): number {
  return tallies.filter(({ verdict }) => isCounted(verdict)).reduce((total, { count }) => total + count, 0);
}

function countsOf(tallies: readonly Tally[]): TallyCounts {
  return {
    valid: sum(tallies, (verdict) => verdict === 'valid'),
    authenticated: sum(tallies, (verdict) => verdict === 'authenticated'),
    invalid: sum(tallies, isFailed),
    unrecognised: sum(tallies, (verdict) => verdict === 'unrecognised'),
  };
}

export function countsOfSource(tallies: readonly Tally[], name: string): TallyCounts {
  return countsOf(tallies.filter(({ source }) => source === name));
}

/**
 * What arrived beside the sources of one provider each: on paths that no source has, and at sources that take whatever
 * comes, such as the one of all other paths.
 */
export function besideSources(
  tallies: readonly Tally[],
  sources: readonly SourceSetting[],
): readonly Tally[] {
  const own = new Set(sources.filter(({ provider }) => provider !== null).map(({ name }) => name));
  return tallies.filter(({ source }) => source === null || !own.has(source));
}

/** Of a provider's events, without those of a source that is for this or another provider alone. */
export function countsOfProvider(
  tallies: readonly Tally[],
  id: string,
  sources: readonly SourceSetting[],
): TallyCounts {
  return countsOf(besideSources(tallies, sources).filter(({ provider }) => provider === id));
}

/** Of what no provider and no source of the settings stands for. */
export function countsOfOthers(tallies: readonly Tally[], sources: readonly SourceSetting[]): TallyCounts {
  const names = new Set(sources.map(({ name }) => name));
  return countsOf(
    tallies.filter(({ source, provider }) => provider === null && (source === null || !names.has(source))),
  );
}
