import type { Tally } from '../../protocol/engine.ts';
import type { SourceSetting } from './sourceSettings.ts';
import type { Verdict } from '../../protocol/verdict.ts';

/** The verdicts that are counted, in the order of the counts: proven, failed, and of nobody knows whom. */
export const countedVerdicts = [
  'valid',
  'authenticated',
  'invalid',
  'missing',
  'malformed',
  'expired',
  'unrecognised',
] as const satisfies readonly Verdict[];

/** How many events have each of these verdicts. */
export type TallyCounts = Readonly<Record<(typeof countedVerdicts)[number], number>>;

function countsOf(tallies: readonly Tally[]): TallyCounts {
  const sum = (verdict: Verdict): number =>
    tallies.filter((tally) => tally.verdict === verdict).reduce((total, { count }) => total + count, 0);
  const counts = countedVerdicts.map((verdict) => [verdict, sum(verdict)] as const);
  return Object.fromEntries(counts) as TallyCounts;
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
