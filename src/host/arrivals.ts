import type { EventSummary } from '../protocol/event.ts';
import { notificationText } from './displayText.ts';
import type { NotificationLevel } from './settings.ts';
import type { Translate } from './translate.ts';
import { verdictName } from './wording.ts';

/** Verdicts that say that something is wrong, as opposed to nothing being known. */
const notValid = new Set(['invalid', 'missing', 'malformed', 'expired', 'refused']);

const isNotValid = ({ verdict }: EventSummary): boolean => notValid.has(verdict);
const isFailure = ({ outcome }: EventSummary): boolean => outcome === 'failure';

type IsAnnounced = (event: EventSummary) => boolean;

const announced: Readonly<Record<NotificationLevel, IsAnnounced>> = {
  none: () => false,
  invalid: isNotValid,
  failuresAndInvalid: (event) => isNotValid(event) || isFailure(event),
  all: () => true,
};

/** Events that arrived since the last notification. */
export interface Arrivals {
  /** All that arrived, those included that are not in `known`. */
  readonly count: number;
  readonly known: readonly EventSummary[];
}

export interface Announcement {
  readonly text: string;
  readonly isWarning: boolean;
  /** The event to show, null where there are several. */
  readonly eventId: number | null;
}

function oneText(event: EventSummary, t: Translate): string {
  return t('{0}: {1}', verdictName(event.verdict, t), notificationText(event.title));
}

function manyText(events: readonly EventSummary[], count: number, t: Translate): string {
  const bad = events.filter(isNotValid).length;
  const failed = events.filter(isFailure).length;
  const isExact = count === events.length;
  return [
    t('{0} webhooks arrived', count),
    bad === 0 ? '' : isExact ? t('{0} not valid', bad) : t('at least {0} not valid', bad),
    failed === 0 ? '' : isExact ? t('{0} failed', failed) : t('at least {0} failed', failed),
  ]
    .filter(Boolean)
    .join(', ');
}

/** One notification for all that arrived; null where the setting wants none of them announced. */
export function announcementOf(
  { count, known }: Arrivals,
  level: NotificationLevel,
  t: Translate,
): Announcement | null {
  const wanted = known.filter(announced[level]);
  const [first] = wanted;
  if (first === undefined) {
    return null;
  }
  const isWarning = wanted.some((event) => isNotValid(event) || isFailure(event));
  if (wanted.length === 1 && count === known.length) {
    return { text: oneText(first, t), isWarning, eventId: first.id };
  }
  return { text: manyText(known, count, t), isWarning, eventId: null };
}
