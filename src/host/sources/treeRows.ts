import type { TemporaryAnswer } from '../../protocol/answering.ts';
import type { ProviderInfo, Secrets, Tally } from '../../protocol/engine.ts';
import { answeringRows } from '../responses/answeringRow.ts';
import { itemKinds } from '../shared/contributions.ts';
import { secretsOf } from '../secrets/secretList.ts';
import type { SourceRow } from './sourceRows.ts';
import type { Translate } from '../words/translate.ts';
import { providerRow } from './providerRow.ts';
import { countsText, readOut } from '../shared/rowText.ts';
import { sourceRow } from './sourceRow.ts';
import type { SourceSetting } from './sourceSettings.ts';
import { besideSources, countsOfOthers } from './tallyCounts.ts';

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
  /** In which counts are written; left out for that of the machine. */
  readonly language?: string;
}

/** So many saved secrets are in sight; more of them are folded away, so that they hide nothing else. */
const mostInSight = 3;

function rowsOfSource(source: SourceSetting, state: TreeState, t: Translate): readonly SourceRow[] {
  const provider = state.providers.find(({ id }) => id === source.provider) ?? null;
  const below = state.rowsBelow(source);
  const row = sourceRow({ ...state, source, provider }, t);
  const own = below.length === 0 ? row : { ...row, children: below };
  return [own, ...answeringRows(source.name, state.temporary, t)];
}

/** What arrived on paths that no source has, and nothing shows who sent it. */
function otherRows({ sources, tallies, language }: TreeState, t: Translate): readonly SourceRow[] {
  const counts = countsText(countsOfOthers(tallies, sources), t, language);
  const label = t('Other requests');
  const row: SourceRow = {
    id: 'others',
    label,
    description: counts,
    accessibleLabel: readOut(label, counts),
    tooltip: t('Requests to paths without a source, from no known provider.'),
    icon: 'inbox',
    color: '',
    kind: itemKinds.others,
    provider: null,
    source: null,
    command: null,
  };
  return counts === '' ? [] : [row];
}

function savedSecrets(children: readonly SourceRow[], t: Translate): readonly SourceRow[] {
  const isFolded = children.length > mostInSight;
  const label = t('Saved secrets');
  const row: SourceRow = {
    // VS Code remembers by the id whether a row is folded.
    id: isFolded ? 'savedSecrets.many' : 'savedSecrets',
    label,
    description: String(children.length),
    accessibleLabel: readOut(label, String(children.length)),
    tooltip: t('Providers that have a signing secret, and no webhook of their own yet.'),
    icon: 'key',
    color: '',
    kind: itemKinds.savedSecrets,
    provider: null,
    source: null,
    command: null,
    children,
    isFolded,
  };
  return children.length === 0 ? [] : [row];
}

/**
 * The rows below the listener's: what has received something, then sources and providers of one's own that have not,
 * then providers that have nothing but a secret. Within each the order is that of the settings and of the table of providers: a row keeps its
 * place however much arrives.
 */
export function treeRows(state: TreeState, t: Translate): readonly SourceRow[] {
  const { sources, providers, secrets, tallies } = state;
  const received = new Set(tallies.map(({ source }) => source));
  const isBusy = ({ name }: SourceSetting): boolean => received.has(name);
  const ofSource = (source: SourceSetting): readonly SourceRow[] => rowsOfSource(source, state, t);
  const seen = new Set(besideSources(tallies, sources).map(({ provider }) => provider));
  const unseen = providers.filter(({ id }) => !seen.has(id));
  const hasSecret = ({ id }: ProviderInfo): boolean => secretsOf(secrets, id).length > 0;
  const rowOf = (provider: ProviderInfo): SourceRow => providerRow({ ...state, provider }, t);
  return [
    ...sources.filter(isBusy).flatMap(ofSource),
    ...providers.filter(({ id }) => seen.has(id)).map(rowOf),
    ...otherRows(state, t),
    ...sources.filter((source) => !isBusy(source)).flatMap(ofSource),
    ...unseen.filter((provider) => provider.custom && !hasSecret(provider)).map(rowOf),
    ...savedSecrets(unseen.filter(hasSecret).map(rowOf), t),
  ];
}
