import type { ProviderInfo, Secrets } from '../protocol/engine.ts';
import type { EventDetail } from '../protocol/event.ts';
import type { VerdictOffer } from '../protocol/webview.ts';
import { displayText } from './displayText.ts';
import { secretsOf } from './secretList.ts';
import type { Translate } from './translate.ts';

/** Providers that are offered by name; the others are in the list of "Check as Provider...". */
const mostNamed = 3;

export type NamedProvider = Pick<ProviderInfo, 'id' | 'name'>;

/** Providers with a saved secret: who is most likely meant where an event shows nobody. */
export function providersWithSecret(
  providers: readonly NamedProvider[],
  secrets: Secrets,
): readonly NamedProvider[] {
  return providers
    .filter(({ id }) => secretsOf(secrets, id).length > 0)
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

/** Ways to say who sent an event that shows nobody; none where it does. `likely` are of `providersWithSecret`. */
export function verdictOffers(
  { reason }: Pick<EventDetail, 'reason'>,
  likely: readonly NamedProvider[],
  t: Translate,
): readonly VerdictOffer[] {
  if (reason.code !== 'unrecognised') {
    return [];
  }
  const named = likely.slice(0, mostNamed).map(({ id, name }): VerdictOffer => ({
    label: t('Check as {0}', displayText(name, 40)),
    request: { type: 'verifyAs', provider: id },
  }));
  const describe: VerdictOffer = {
    label: t('Describe This Provider...'),
    request: { type: 'describeProvider' },
  };
  const any: VerdictOffer = { label: t('Check as Provider...'), request: { type: 'verifyAs' } };
  return reason.signature === undefined ? [...named, any] : [describe, any];
}
