import type { Attempt, ListedEvent } from '../../protocol/attempts.ts';
import type { EventDetail } from '../../protocol/event.ts';
import type { EngineCaller } from '../engine/engineClient.ts';

/** Rows for a page of the list. */
export const pageSize = 100;

export interface EventListing {
  /** The newest events, newest first; of the attempts of a delivery the last. */
  readonly newest: readonly ListedEvent[];
  /** The event that is to stay though it is older than those, null where there is none. */
  readonly kept: ListedEvent | null;
  /** How many rows there are beside them. */
  readonly hidden: number;
}

/** Where an event stands in the list: in a row of its own, or below that of the last attempt of its delivery. */
export interface PlaceInList {
  readonly row: ListedEvent;
  readonly attempt: Attempt | null;
}

/** What the list shows of the stored events: the newest pages that were asked for, and the selected event. */
export class EventList {
  readonly #engine: EngineCaller;
  #limit = pageSize;
  #keptId: number | null = null;
  #listing: EventListing = { newest: [], kept: null, hidden: 0 };

  constructor(engine: EngineCaller) {
    this.#engine = engine;
  }

  /** As it was loaded last. */
  get listing(): EventListing {
    return this.#listing;
  }

  get limit(): number {
    return this.#limit;
  }

  /** From the next loading on, one page more. */
  showOlder(): void {
    this.#limit += pageSize;
  }

  /** From the next loading on, this event stays in the list for as long as it is stored. */
  keep(id: number | null): void {
    this.#keptId = id;
  }

  async load(): Promise<EventListing> {
    const page = await this.#engine.call('listDeliveries', { limit: this.#limit, before: null });
    const kept = await this.#loadKept(page.events);
    const hidden = Math.max(0, page.total - page.events.length - (kept === null ? 0 : 1));
    this.#listing = { newest: page.events, kept, hidden };
    return this.#listing;
  }

  /** The attempts of a row's delivery, the last first, as the rows are. */
  async attempts({ summary }: ListedEvent): Promise<Attempt[]> {
    return [...(await this.#engine.call('attempts', { id: summary.id }))].reverse();
  }

  /** Where an event stands in what was loaded last, null where it does not. */
  async placeOf(id: number): Promise<PlaceInList | null> {
    const { newest, kept } = this.#listing;
    const rows = kept === null ? newest : [...newest, kept];
    const own = rows.find(({ summary }) => summary.id === id);
    if (own !== undefined) {
      return { row: own, attempt: null };
    }
    const attempts = await this.#engine.call('attempts', { id });
    const attempt = attempts.find(({ summary }) => summary.id === id);
    const row = rows.find(({ summary }) => summary.id === attempts.at(-1)?.summary.id);
    return attempt === undefined || row === undefined ? null : { row, attempt };
  }

  async #loadKept(events: readonly ListedEvent[]): Promise<ListedEvent | null> {
    const id = this.#keptId;
    const oldest = events.at(-1)?.summary.id;
    if (id === null || oldest === undefined || id >= oldest) {
      return null;
    }
    const detail = await this.#engine.call('getEvent', { id });
    const row = detail === null ? null : rowOf(detail);
    return row === null || row.summary.id >= oldest ? null : row;
  }
}

/** The row that an event stands in, or below. */
function rowOf({ summary, attempts }: EventDetail): ListedEvent {
  const last = attempts.at(-1);
  return {
    summary: last?.summary ?? summary,
    delivery: attempts[0]?.delivery ?? summary.id,
    attempts: Math.max(1, attempts.length),
    differs: attempts.some(({ bodyDiffers }) => bodyDiffers),
  };
}
