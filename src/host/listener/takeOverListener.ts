import { commandIds } from '../shared/contributions.ts';
import type { ListenerControl } from './listenerControl.ts';
import type { Command } from '../shared/command.ts';

/** Has the window of this extension that listens on the port stop, and listens there itself. */
export class TakeOverListener implements Command {
  readonly id = commandIds.takeOverListener;
  readonly #listener: ListenerControl;

  constructor(listener: ListenerControl) {
    this.#listener = listener;
  }

  async run(): Promise<void> {
    await this.#listener.takeOver();
  }
}
