import { sentences } from '../secretText.ts';
import { bothSaid, ifSaid, type CauseContext } from './causeWords.ts';

function fieldsText(context: CauseContext): string {
  return ifSaid(
    context,
    'fields',
    (fields) => context.t('The body has what may be a signature instead ({0}).', fields),
    () => '',
  );
}

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
    bothSaid(
      context,
      ['field', 'sender'],
      (field, sender) =>
        t('The body has “{0}”, where {1} signs: the sender may be {1}, not this provider.', field, sender),
      () => fieldsText(context),
    ),
  );
}
