import type { RetentionLimits, RetentionQuestion } from '../../protocol/retention.ts';
import type { Translate } from '../words/translate.ts';
import { numberText, sizeText } from '../words/wording.ts';

const megabyte = 1024 * 1024;

/** Which events settings would delete, and why. */
export function retentionQuestionText({ wanted, beyond, stored }: RetentionQuestion, t: Translate): string {
  const kept = t('Your events are kept until you choose.');
  if (beyond.isEstimate) {
    const limit = sizeText(wanted.maxMegabytes * megabyte);
    return `${t('The settings limit stored events to {0}, and {1} are stored. That limit would delete about {2} of {3} events, the oldest first.', limit, sizeText(stored.bytes), numberText(beyond.events), numberText(stored.events))} ${kept}`;
  }
  const limit = numberText(wanted.maxEvents);
  const count = numberText(stored.events);
  const why =
    beyond.events === 1
      ? t(
          'The settings limit stored events to {0}, and {1} are stored. That limit would delete the oldest event.',
          limit,
          count,
        )
      : t(
          'The settings limit stored events to {0}, and {1} are stored. That limit would delete the {2} oldest events.',
          limit,
          count,
          numberText(beyond.events),
        );
  return `${why} ${kept}`;
}

/** The button that agrees to it. */
export function deleteOldestText({ beyond }: RetentionQuestion, t: Translate): string {
  const count = numberText(beyond.events);
  if (beyond.events === 1) {
    return t('Delete the Oldest Event');
  }
  return beyond.isEstimate
    ? t('Delete About {0} Oldest Events', count)
    : t('Delete {0} Oldest Events', count);
}

/** What holds after a person wanted them kept. */
export function keptText({ maxEvents, maxMegabytes }: RetentionLimits, t: Translate): string {
  const size = sizeText(maxMegabytes * megabyte);
  return t('Events kept. The limit stays at {0} events and {1}.', numberText(maxEvents), size);
}
