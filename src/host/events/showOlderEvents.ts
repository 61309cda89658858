import { commandIds } from '../shared/contributions.ts';
import type { EventsView } from './eventsView.ts';
import type { Command } from '../shared/command.ts';

export class ShowOlderEvents implements Command {
  readonly id = commandIds.showOlderEvents;
  readonly #events: EventsView;

  constructor(events: EventsView) {
    this.#events = events;
  }

  run(): void {
    this.#events.showOlder();
  }
}
