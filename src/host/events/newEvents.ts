import type { EventSummary } from '../../protocol/summary.ts';

/** Which events are new: they arrived after those that the list had shown before, and nobody has opened or selected them. */
export class NewEvents {
  readonly #after: number;
  readonly #read = new Set<number>();

  /** `after` is the id of the last event that the list had shown when this window was opened. */
  constructor(after: number) {
    this.#after = after;
  }

  /** What was imported did not arrive. */
  isNew({ id, imported }: Pick<EventSummary, 'id' | 'imported'>): boolean {
    return id > this.#after && imported !== true && !this.#read.has(id);
  }

  read(ids: readonly number[]): void {
    ids.filter((id) => id > this.#after).forEach((id) => this.#read.add(id));
  }
}
