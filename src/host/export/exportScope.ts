import type { Tally } from '../../protocol/engine.ts';
import type { ExportFilter } from '../../protocol/exports.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText, verdictName } from '../words/wording.ts';
import type { Verdict } from '../../protocol/verdict.ts';

/** Which events are exported; `ids` are null for all that the filter takes. */
export interface ExportScope {
  readonly label: string;
  readonly description: string;
  readonly ids: readonly number[] | null;
  readonly filter: ExportFilter;
}

function countsBy<K>(tallies: readonly Tally[], keyOf: (tally: Tally) => K): [K, number][] {
  const counts = new Map<K, number>();
  tallies.forEach((tally) => counts.set(keyOf(tally), (counts.get(keyOf(tally)) ?? 0) + tally.count));
  return [...counts].sort(([, one], [, other]) => other - one);
}

const countText = (count: number, t: Translate): string =>
  count === 1 ? t('1 event') : t('{0} events', numberText(count));

export interface ScopeOptions {
  readonly selected: readonly number[];
  readonly tallies: readonly Tally[];
  /** Names of providers by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** What can be exported: the selected events, all, those of a source, of a provider, with a verdict. */
export function exportScopes({ selected, tallies, names }: ScopeOptions, t: Translate): ExportScope[] {
  const total = tallies.reduce((sum, { count }) => sum + count, 0);
  const scope = (label: string, count: number, filter: ExportFilter): ExportScope => ({
    label,
    description: countText(count, t),
    ids: null,
    filter,
  });
  const sources = countsBy(tallies, ({ source }) => source);
  const providers = countsBy(tallies, ({ provider }) => provider);
  const verdicts = countsBy<Verdict>(tallies, ({ verdict }) => verdict);
  return [
    ...(selected.length === 0
      ? []
      : [{ ...scope(t('Selected events'), selected.length, {}), ids: selected }]),
    scope(t('All events'), total, {}),
    ...sources.flatMap(([source, count]) =>
      source === null ? [] : [scope(t('Source: {0}', displayText(source, 60)), count, { source })],
    ),
    ...providers.flatMap(([provider, count]) =>
      provider === null
        ? []
        : [scope(t('Provider: {0}', displayText(names.get(provider) ?? provider, 60)), count, { provider })],
    ),
    ...verdicts.map(([verdict, count]) =>
      scope(t('Verdict: {0}', verdictName(verdict, t)), count, { verdict }),
    ),
  ];
}
