import type { TemporaryAnswer } from '../../protocol/answering.ts';
import type { ProviderInfo, Secrets, Tally } from '../../protocol/engine.ts';
import { answeringRows } from '../answering/answeringRow.ts';
import { secretsOf } from '../secretList.ts';
import type { SourceRow } from '../sourceRows.ts';
import type { Translate } from '../translate.ts';
import { providerRow } from './providerRow.ts';
import { sourceRow } from './sourceRow.ts';
import type { SourceSetting } from './sourceSettings.ts';

export interface TreeState {
  /** Where the listener is or would be reached: `http://localhost:6464/`. */
  readonly baseUrl: string;
  readonly sources: readonly SourceSetting[];
  readonly providers: readonly ProviderInfo[];
  readonly secrets: Secrets;
  readonly tallies: readonly Tally[];
  /** What is answered for a while, null for nothing. */
  readonly temporary: TemporaryAnswer | null;
  /** What is shown below a source. */
  readonly rowsBelow: (source: SourceSetting) => readonly SourceRow[];
}

/** Those that no source stands for and that have a secret or events; without any source the first of all, too. */
function detectedProviders(state: TreeState): readonly ProviderInfo[] {
  const { sources, providers, secrets, tallies } = state;
  const covered = new Set(sources.map(({ provider }) => provider));
  return providers.filter(({ id }, index) => {
    const events = tallies.filter(({ provider }) => provider === id);
    // Events that arrive beside the source of their provider would be missed without a row of theirs.
    return covered.has(id)
      ? events.some(({ source }) => source === null)
      : events.length > 0 || secretsOf(secrets, id).length > 0 || (sources.length === 0 && index === 0);
  });
}

/** The rows below the listener's: each source, then what arrives or is set up without one. */
export function treeRows(state: TreeState, t: Translate): readonly SourceRow[] {
  const { sources, providers, secrets, tallies, baseUrl, temporary, rowsBelow } = state;
  return [
    ...sources.flatMap((source) => {
      const provider = providers.find(({ id }) => id === source.provider) ?? null;
      const below = rowsBelow(source);
      const row = sourceRow({ source, provider, secrets, tallies, baseUrl }, t);
      const own = below.length === 0 ? row : { ...row, children: below };
      return [own, ...answeringRows(source.name, temporary, t)];
    }),
    ...detectedProviders(state).map((provider) => providerRow({ provider, secrets, tallies }, t)),
  ];
}
