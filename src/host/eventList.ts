import type { EventSummary } from '../protocol/event.ts';
import type { EngineCaller } from './engineClient.ts';

/** Rows for a page of the list. */
export const pageSize = 100;

export interface EventListing {
  /** The newest events, newest first. */
  readonly newest: readonly EventSummary[];
  /** The event that is to stay though it is older than those, null where there is none. */
  readonly kept: EventSummary | null;
  /** How many stored events are not among them. */
  readonly hidden: number;
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
    const { events, total } = await this.#engine.call('listEvents', { limit: this.#limit, before: null });
    const kept = await this.#loadKept(events);
    const hidden = Math.max(0, total - events.length - (kept === null ? 0 : 1));
    this.#listing = { newest: events, kept, hidden };
    return this.#listing;
  }

  async #loadKept(events: readonly EventSummary[]): Promise<EventSummary | null> {
    const id = this.#keptId;
    const oldest = events.at(-1);
    if (id === null || oldest === undefined || id >= oldest.id) {
      return null;
    }
    const detail = await this.#engine.call('getEvent', { id });
    return detail?.summary ?? null;
  }
}
