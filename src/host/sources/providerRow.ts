import type { ProviderInfo, Secrets, Tally } from '../../protocol/engine.ts';
import { commandIds, itemKinds } from '../contributions.ts';
import { displayText } from '../displayText.ts';
import { secretsOf } from '../secretList.ts';
import type { SourceRow } from '../sourceRows.ts';
import type { Translate } from '../translate.ts';
import { countsText, described, lines, readOut, secretCount } from './rowText.ts';
import { countsOfProvider } from './tallyCounts.ts';

export interface ProviderState {
  readonly provider: ProviderInfo;
  readonly secrets: Secrets;
  readonly tallies: readonly Tally[];
}

type Look = Pick<SourceRow, 'tooltip' | 'icon' | 'color' | 'kind' | 'command'>;

function lookOf({ provider, secrets }: ProviderState, t: Translate): Look {
  const { id, name, usesSecret } = provider;
  const saved = secretsOf(secrets, id);
  if (!usesSecret) {
    const tooltip = t('{0} sends nothing that a secret could verify.', name);
    return { tooltip, icon: 'inbox', color: '', kind: itemKinds.plain, command: null };
  }
  if (saved.length === 0) {
    return {
      tooltip: t(
        'No signing secret is saved for {0}: its webhooks are kept, and cannot be verified yet.',
        name,
      ),
      icon: 'key',
      color: 'problemsWarningIcon.foreground',
      kind: itemKinds.noSecret,
      command: commandIds.setSigningSecret,
    };
  }
  const labels = saved.map(({ label }) => displayText(label)).join(', ');
  const tooltip = t(
    'Saved for {0}: {1}. A webhook is valid when any of them made its signature.',
    name,
    labels,
  );
  return { tooltip, icon: 'lock', color: '', kind: itemKinds.withSecret, command: null };
}

/** A row for a provider that no source stands for: the state of its secrets, and what has arrived. */
export function providerRow(state: ProviderState, t: Translate): SourceRow {
  const { provider, secrets, tallies } = state;
  const { id, name, usesSecret } = provider;
  const secretText = usesSecret ? secretCount(secretsOf(secrets, id).length, t) : '';
  const counts = countsText(countsOfProvider(tallies, id), t);
  const { tooltip, ...look } = lookOf(state, t);
  const isReady = look.kind === itemKinds.withSecret;
  return {
    id: `provider.${id}`,
    label: name,
    description: isReady ? described(counts, secretText) : described(secretText, counts),
    accessibleLabel: readOut(name, secretText, counts),
    tooltip: lines(tooltip, t('Recognised on any path that no source has.'), counts),
    ...look,
    provider: id,
    source: null,
  };
}
