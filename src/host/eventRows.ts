import type { EventSummary } from '../protocol/event.ts';
import { displayText } from './displayText.ts';
import type { EventListing } from './eventList.ts';
import type { Translate } from './translate.ts';
import { sizeText, verdictName, type Times } from './wording.ts';

export type EventsRow =
  | { readonly kind: 'event'; readonly summary: EventSummary }
  /** Stands for events that are stored and not shown. */
  | { readonly kind: 'older'; readonly hidden: number }
  | { readonly kind: 'unreadable' };

export interface EventRowText {
  readonly label: string;
  readonly description: string;
  readonly accessibleLabel: string;
  readonly tooltip: string;
}

/** The rows of a listing; what is hidden stands between the newest and the event that is kept. */
export function rowsOf({ newest, kept, hidden }: EventListing): EventsRow[] {
  const event = (summary: EventSummary): EventsRow => ({ kind: 'event', summary });
  return [
    ...newest.map(event),
    ...(hidden > 0 ? [{ kind: 'older', hidden } as const] : []),
    ...(kept === null ? [] : [event(kept)]),
  ];
}

/** `POST /hooks`; one of both, or empty, where the refused bytes had no more. */
export function requestText({ method, path }: EventSummary): string {
  return displayText(`${method} ${path}`.trim(), 120);
}

/**
 * The texts of an event's row; what a sender wrote is made visible and stays on one line. `explanation` says in a
 * sentence why the signature fails, as far as that was found out.
 */
export function eventRowText(
  summary: EventSummary,
  times: Times,
  t: Translate,
  explanation = '',
): EventRowText {
  const { verdict, receivedAt, complete, size } = summary;
  const label = displayText(summary.title);
  const word = verdictName(verdict, t);
  const time = times.row(receivedAt);
  const request = requestText(summary);
  // What tells rows apart comes first: a narrow side bar cuts the end off.
  const explained = explanation === '' ? '' : t('explained');
  const notes = [word, explained, complete ? '' : t('incomplete'), time, request];
  const facts = [request, t('{0}, received {1}', sizeText(size), times.full(receivedAt))];
  const tooltip = [
    label,
    word,
    explanation,
    ...facts,
    complete ? '' : t('The request ended before its body did.'),
  ];
  const named = [label, request, time, complete ? '' : t('incomplete'), explanation];
  return {
    label,
    description: notes.filter(Boolean).join(' · '),
    accessibleLabel: `${word}: ${named.filter(Boolean).join(', ')}`,
    tooltip: tooltip.filter(Boolean).join('\n'),
  };
}

/** `Show older events (9,900 more)`. */
export function olderText(hidden: number, language: string, t: Translate): string {
  return t('Show older events ({0} more)', new Intl.NumberFormat(language).format(hidden));
}
