import { commandIds } from '../shared/contributions.ts';
import type { ListenerControl } from './listenerControl.ts';
import { isPort } from '../settings/settings.ts';
import type { Command } from '../shared/command.ts';

/** Binds the configured port, or the port that is its argument. */
export class StartListener implements Command {
  readonly id = commandIds.startListener;
  readonly #listener: ListenerControl;

  constructor(listener: ListenerControl) {
    this.#listener = listener;
  }

  async run(port: unknown): Promise<void> {
    await (typeof port === 'number' && isPort(port) ? this.#listener.start(port) : this.#listener.start());
  }
}
