import { isFailed, isVerified } from '../../protocol/verdict.ts';
import { displayText, notificationText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { NotificationLevel } from '../settings/settings.ts';
import type { Translate } from '../words/translate.ts';
import { verdictName } from '../words/wording.ts';
import type { EventSummary } from '../../protocol/summary.ts';

/** Events that a notification names. */
const mostNamed = 3;

/** A signature that is not right, of a provider that is known: what nothing is known of worries nobody. */
const isNotValid = ({ verdict, provider }: EventSummary): boolean => isFailed(verdict) && provider !== null;
/** What an event with a wrong signature reports may be anybody's word. */
const isFailure = ({ outcome, verdict }: EventSummary): boolean =>
  outcome === 'failure' && !isFailed(verdict);

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

/** The first attempt of each event's delivery, by the event's id. */
type FirstAttempts = ReadonlyMap<number, number>;

/** Which of these events are attempts of one webhook. */
export async function firstAttempts(
  known: readonly EventSummary[],
  engine: EngineCaller,
): Promise<FirstAttempts> {
  const firsts = known.map(async ({ id }) => {
    const [first = id] = await engine.call('attemptIds', { id });
    return [id, first] as const;
  });
  return new Map(await Promise.all(firsts));
}

/** Of the attempts of one webhook the first that is given. */
function webhooksOf(events: readonly EventSummary[], firsts: FirstAttempts): readonly EventSummary[] {
  const own = events.map(({ id }) => firsts.get(id) ?? id);
  return events.filter((_, at) => own.indexOf(own[at] ?? 0) === at);
}

export interface Announcement {
  readonly text: string;
  readonly isWarning: boolean;
  /** The event to show, null where there are several. */
  readonly eventId: number | null;
}

const isBackup = ({ provider }: EventSummary): boolean => provider === 'simplebackups';

/** What failed: the title, of backups the name, `Billing DB` of `backup error: Billing DB`; and where nothing proves it. */
function thingOf({ title, verdict }: EventSummary, areBackups: boolean, t: Translate): string {
  const start = areBackups ? title.indexOf(': ') : -1;
  const thing = displayText(start < 0 ? title : title.slice(start + 2), 60);
  return isVerified(verdict) ? thing : t('{0} (not verified)', thing);
}

/** The first few, each once, and of how many more there are the names. */
function named(all: readonly string[], t: Translate): string {
  const names = [...new Set(all)].slice(0, mostNamed);
  const more = all.filter((name) => !names.includes(name)).length;
  return [...names, ...(more > 0 ? [t('{0} more', more)] : [])].join(', ');
}

/** `isExact` is false where more arrived than are known, so that there may be more of the kind. */
function failedText(events: readonly EventSummary[], isExact: boolean, t: Translate): string {
  const areBackups = events.every(isBackup);
  const names = [...new Set(events.map((event) => thingOf(event, areBackups, t)))];
  if (names.length === 0) {
    return '';
  }
  if (!areBackups) {
    return t('Failed: {0}', named(names, t));
  }
  if (names.length === 1 && isExact) {
    return t('Backup failed: {0}', named(names, t));
  }
  return isExact
    ? t('{0} backups failed: {1}', names.length, named(names, t))
    : t('Backups failed, among them: {0}', named(names.slice(0, mostNamed), t));
}

function notValidText(events: readonly EventSummary[], isExact: boolean, t: Translate): string {
  const [first] = events;
  if (first === undefined) {
    return '';
  }
  if (events.length === 1 && isExact) {
    return t('{0}: {1}', verdictName(first.verdict, t), displayText(first.title, 80));
  }
  const titles = events.map(({ title }) => displayText(title, 60));
  return isExact
    ? t('{0} webhooks not valid: {1}', events.length, named(titles, t))
    : t('Webhooks not valid, among them: {0}', named([...new Set(titles)].slice(0, mostNamed), t));
}

/** One notification for all that arrived; null where the setting wants none of them announced. */
export function announcementOf(
  { count, known, firsts }: Arrivals & { readonly firsts: FirstAttempts },
  level: NotificationLevel,
  t: Translate,
): Announcement | null {
  const wanted = known.filter(announced[level]);
  const [first] = wanted;
  if (first === undefined) {
    return null;
  }
  const isExact = count === known.length;
  const troubles = [
    failedText(wanted.filter(isFailure), isExact, t),
    notValidText(webhooksOf(wanted.filter(isNotValid), firsts), isExact, t),
  ];
  const isWarning = troubles.some(Boolean);
  const arrived = count === 1 ? displayText(first.title, 80) : t('{0} requests arrived', count);
  const isAll = level === 'all' && (count > 1 || !isWarning);
  const parts = [isAll ? arrived : '', ...troubles].filter(Boolean);
  const isOne = webhooksOf(wanted, firsts).length === 1 && isExact;
  return {
    text: notificationText(parts.join('. '), 300),
    isWarning,
    eventId: isOne ? first.id : null,
  };
}
