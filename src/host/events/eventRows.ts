import type { Attempt, ListedEvent } from '../../protocol/attempts.ts';
import type { EventListing } from './eventList.ts';
import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';

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

/** `Show older events (9,900 more)`. */
export function olderText(hidden: number, language: string, t: Translate): string {
  return t('Show older events ({0} more)', numberText(hidden, language));
}
