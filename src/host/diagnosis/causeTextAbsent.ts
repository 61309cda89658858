import { sentences } from '../secretText.ts';
import { ifSaid, type CauseContext } from './causeWords.ts';

/** Where a signature may have gone, or stand instead. */
export function absentRemedy(context: CauseContext): string {
  const { t } = context;
  return sentences(
    t('Check that a secret is set at the sender.'),
    ifSaid(
      context,
      'proxies',
      (proxies) => t('The request came through a proxy ({0}): check that it passes the header on.', proxies),
      () => t('Then check that each proxy and tunnel on the way passes the header on.'),
    ),
    ifSaid(
      context,
      'similar',
      (similar) =>
        t(
          'It has headers that may be a signature ({0}): “Check as Provider...” checks it as another provider.',
          similar,
        ),
      () => '',
    ),
    ifSaid(
      context,
      'fields',
      (fields) =>
        fields === 'p_signature'
          ? t(
              'The body has “p_signature”: so Paddle Classic signs, with a public key. Its alerts are not the webhooks of Paddle Billing.',
            )
          : t('The body has what may be a signature instead ({0}).', fields),
      () => '',
    ),
  );
}
