import type { ProviderInfo, Secrets, Tally } from '../../protocol/engine.ts';
import { commandIds, itemKinds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import { secretsOf } from '../secrets/secretList.ts';
import { eachTriedText, sentences } from '../secrets/secretText.ts';
import type { SourceRow } from './sourceRows.ts';
import type { Translate } from '../words/translate.ts';
import type { SourceSetting } from './sourceSettings.ts';
import { countsText, described, isDocumented, lines, readOut, secretCount } from '../shared/rowText.ts';
import { countsOfProvider } from './tallyCounts.ts';

export interface ProviderState {
  readonly provider: ProviderInfo;
  readonly secrets: Secrets;
  readonly tallies: readonly Tally[];
  readonly sources: readonly SourceSetting[];
  /** In which counts are written; left out for that of the machine. */
  readonly language?: string;
}

type Look = Pick<SourceRow, 'tooltip' | 'icon' | 'color' | 'kind' | 'command'>;

function lookOf({ provider, secrets }: ProviderState, t: Translate): Look {
  const { id, name, usesSecret, custom } = provider;
  const saved = secretsOf(secrets, id);
  if (!usesSecret) {
    const tooltip = t('{0} sends nothing that a secret could verify.', name);
    return {
      tooltip,
      icon: 'inbox',
      color: '',
      kind: custom ? itemKinds.customPlain : itemKinds.plain,
      command: null,
    };
  }
  if (saved.length === 0) {
    return {
      tooltip: t(
        'No signing secret is saved for {0}: its webhooks are kept, and cannot be verified yet.',
        name,
      ),
      icon: 'key',
      color: 'problemsWarningIcon.foreground',
      kind: custom ? itemKinds.customNoSecret : itemKinds.noSecret,
      command: commandIds.setSigningSecret,
    };
  }
  const labels = saved.map(({ label }) => displayText(label)).join(', ');
  const tooltip = sentences(t('Saved for {0}: {1}.', name, labels), eachTriedText(saved.length, t));
  const kind = custom ? itemKinds.customWithSecret : itemKinds.withSecret;
  return { tooltip, icon: 'lock', color: '', kind, command: null };
}

/** A row for a provider that no source stands for: the state of its secrets, and what has arrived. */
export function providerRow(state: ProviderState, t: Translate): SourceRow {
  const { provider, secrets, tallies, sources, language } = state;
  const { id, name, usesSecret } = provider;
  const saved = secretsOf(secrets, id).length;
  const secretText = usesSecret ? secretCount(saved, t) : '';
  const counts = countsText(countsOfProvider(tallies, id, sources), t, language);
  const { tooltip, ...look } = lookOf(state, t);
  const isReady = usesSecret && saved > 0;
  return {
    id: `provider.${id}`,
    label: name,
    description: isReady ? described(counts, secretText) : described(secretText, counts),
    accessibleLabel: readOut(name, secretText, counts),
    tooltip: lines(tooltip, t('Recognised on every path, except those of sources with a provider.'), counts),
    ...look,
    provider: id,
    isDocumented: isDocumented(provider),
    source: null,
  };
}
