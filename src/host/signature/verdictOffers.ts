import type { ProviderInfo, Secrets } from '../../protocol/engine.ts';
import type { EventDetail } from '../../protocol/event.ts';
import type { VerdictOffer } from '../../protocol/webview.ts';
import { displayText } from '../words/displayText.ts';
import { secretsOf } from '../secrets/secretList.ts';
import type { Translate } from '../words/translate.ts';

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

/**
 * Ways to say who sent an event that shows nobody; none where it does. A provider is named where it alone of all is
 * `likely`, as `providersWithSecret` has them: of several, the list of "Check as Provider..." has them first.
 */
export function verdictOffers(
  { reason }: Pick<EventDetail, 'reason'>,
  likely: readonly NamedProvider[],
  t: Translate,
): readonly VerdictOffer[] {
  if (reason.code !== 'unrecognised') {
    return [];
  }
  const [only, ...others] = likely;
  const named: readonly VerdictOffer[] =
    only === undefined || others.length > 0
      ? []
      : [
          {
            label: t('Check as {0}', displayText(only.name, 40)),
            request: { type: 'verifyAs', provider: only.id },
          },
        ];
  const describe: VerdictOffer = {
    label: t('Describe This Provider...'),
    request: { type: 'describeProvider' },
  };
  const any: VerdictOffer = { label: t('Check as Provider...'), request: { type: 'verifyAs' } };
  return reason.signature === undefined ? [...named, any] : [describe, any];
}
