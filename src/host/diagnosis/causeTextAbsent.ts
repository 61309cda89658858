import { bothSaid, ifSaid, type CauseContext } from './causeWords.ts';
import type { Remedy } from './steps.ts';

function fieldsText(context: CauseContext): string {
  return ifSaid(
    context,
    'fields',
    (fields) => context.t('Check the body: it has what may be a signature ({0}).', fields),
    () => '',
  );
}

/** Where a signature may have gone, or stand instead. */
export function absentRemedy(context: CauseContext): Remedy {
  const { t } = context;
  return [
    t('Check that a secret is set at the sender.'),
    ifSaid(
      context,
      'proxies',
      (proxies) => t('Check that the proxy that it came through ({0}) passes the header on.', proxies),
      () => t('Check that each proxy and tunnel on the way passes the header on.'),
    ),
    ifSaid(
      context,
      'similar',
      (similar) =>
        t(
          'If one of these headers is its signature ({0}), choose its provider with “Check as Provider...”.',
          similar,
        ),
      () => '',
    ),
    bothSaid(
      context,
      ['field', 'sender'],
      (field, sender) =>
        t(
          'If the sender is {1}, choose it with “Check as Provider...”: the body has “{0}”, where {1} signs.',
          field,
          sender,
        ),
      () => fieldsText(context),
    ),
  ];
}
