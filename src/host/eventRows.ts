import type { Attempt, ListedEvent } from '../protocol/attempts.ts';
import type { EventSummary } from '../protocol/event.ts';
import { answeredText, gapText } from './delivery/attemptText.ts';
import { displayText } from './displayText.ts';
import type { EventListing } from './eventList.ts';
import type { Translate } from './translate.ts';
import type { ViewWords } from './eventView.ts';
import { sizeText, verdictName, type Times } from './wording.ts';

/** An event; where its sender tried several times, the last attempt, with all of them below it. */
export interface EventRow extends ListedEvent {
  readonly kind: 'event';
}

/** One attempt, below the row of the last one. */
export interface AttemptRow extends Attempt {
  readonly kind: 'attempt';
  readonly parent: EventRow;
  /** The attempt before it, null for the first that is known. */
  readonly before: Attempt | null;
}

export type EventsRow =
  | EventRow
  | AttemptRow
  /** Stands for events that are stored and not shown. */
  | { readonly kind: 'older'; readonly hidden: number }
  | { readonly kind: 'unreadable' };

export interface EventRowText {
  readonly label: string;
  readonly description: string;
  readonly accessibleLabel: string;
  readonly tooltip: string;
}

/** What is known of an event beside its summary. */
export interface RowNotes extends Partial<Pick<ListedEvent, 'attempts' | 'differs'>> {
  /** Why the signature fails, in a sentence, as far as that was found out. */
  readonly explanation?: string;
}

/** The rows of a listing; what is hidden stands between the newest and the event that is kept. */
export function rowsOf({ newest, kept, hidden }: EventListing): EventsRow[] {
  const event = (listed: ListedEvent): EventRow => ({ kind: 'event', ...listed });
  return [
    ...newest.map(event),
    ...(hidden > 0 ? [{ kind: 'older', hidden } as const] : []),
    ...(kept === null ? [] : [event(kept)]),
  ];
}

/** The rows of the attempts of a row's event, which come as they stand there: the last first. */
export function attemptRowsOf(parent: EventRow, attempts: readonly Attempt[]): AttemptRow[] {
  return attempts.map((attempt, at) => ({
    kind: 'attempt',
    parent,
    before: attempts[at + 1] ?? null,
    ...attempt,
  }));
}

/** `POST /hooks`; one of both, or empty, where the refused bytes had no more. */
export function requestText({ method, path }: EventSummary): string {
  return displayText(`${method} ${path}`.trim(), 120);
}

/** What sets an event apart from an ordinary one, each in a word or two; empty where it does not. */
function marksOf(
  { complete, fromBrowser, imported }: EventSummary,
  { explanation = '', attempts = 1, differs = false }: RowNotes,
  t: Translate,
): Readonly<Record<'tried' | 'changed' | 'origin' | 'browser' | 'explained' | 'cut', string>> {
  return {
    tried: attempts > 1 ? t('{0} attempts', attempts) : '',
    changed: differs ? t('bodies differ') : '',
    origin: imported === true ? t('imported') : '',
    browser: fromBrowser ? t('made by a browser') : '',
    explained: explanation === '' ? '' : t('explained'),
    cut: complete ? '' : t('incomplete'),
  };
}

/** The texts of an event's row; what a sender wrote is made visible and stays on one line. */
export function eventRowText(
  summary: EventSummary,
  times: Times,
  t: Translate,
  notes: RowNotes = {},
): EventRowText {
  const { explanation = '' } = notes;
  const { tried, changed, origin, browser, explained, cut } = marksOf(summary, notes, t);
  const label = displayText(summary.title);
  const word = verdictName(summary.verdict, t);
  const time = times.row(summary.receivedAt);
  const request = requestText(summary);
  const tooltip = [
    ...[label, word, explanation, request],
    t('{0}, received {1}', sizeText(summary.size), times.full(summary.receivedAt)),
    [tried, changed].filter(Boolean).join(', '),
    cut === '' ? '' : t('The request ended before its body did.'),
    origin === '' ? '' : t('It did not arrive here: it was imported from a file.'),
    browser === '' ? '' : t('A browser made this request, for a web page that was open in it.'),
  ];
  const named = [label, request, time, cut, tried, changed, browser, origin, explanation];
  // What tells rows apart comes first: a narrow side bar cuts the end off.
  const planted = browser === '' ? '' : t('browser');
  const described = [tried, changed, planted, word, origin, explained, cut, time, request];
  return {
    label,
    description: described.filter(Boolean).join(' · '),
    accessibleLabel: `${word}: ${named.filter(Boolean).join(', ')}`,
    tooltip: tooltip.filter(Boolean).join('\n'),
  };
}

/** The texts of the row of one attempt: what tells it from the others. */
export function attemptRowText(
  { summary, number, status, bodyDiffers, before }: AttemptRow,
  { times, t }: ViewWords,
): EventRowText {
  const word = verdictName(summary.verdict, t);
  const label = t('Attempt {0}', number);
  const time = times.row(summary.receivedAt);
  const gap = before === null ? '' : gapText(before.summary, summary, t);
  const changed = bodyDiffers ? t('body differs') : '';
  const answered = answeredText(status, t);
  const shortAnswer = status === null ? answered : String(status);
  const named = [displayText(summary.title), requestText(summary), time, label, answered, gap, changed];
  const full = t('received {0}', times.full(summary.receivedAt));
  return {
    label,
    description: [shortAnswer, gap, changed, word, time].filter(Boolean).join(' · '),
    accessibleLabel: `${word}: ${named.filter(Boolean).join(', ')}`,
    tooltip: [label, word, answered, changed, full].filter(Boolean).join('\n'),
  };
}

/** `Show older events (9,900 more)`. */
export function olderText(hidden: number, language: string, t: Translate): string {
  return t('Show older events ({0} more)', new Intl.NumberFormat(language).format(hidden));
}
