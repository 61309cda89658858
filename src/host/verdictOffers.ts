import type { EventDetail } from '../protocol/event.ts';
import type { VerdictOffer } from '../protocol/webview.ts';
import type { Translate } from './translate.ts';

/** Ways to say who sent an event that shows nobody; none where it does. */
export function verdictOffers(
  { reason }: Pick<EventDetail, 'reason'>,
  t: Translate,
): readonly VerdictOffer[] {
  if (reason.code !== 'unrecognised') {
    return [];
  }
  const check: VerdictOffer = { label: t('Check as Provider...'), request: { type: 'verifyAs' } };
  return reason.signature === undefined
    ? [check]
    : [{ label: t('Describe This Provider...'), request: { type: 'describeProvider' } }, check];
}
