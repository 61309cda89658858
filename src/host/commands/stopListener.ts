import { commandIds } from '../contributions.ts';
import type { ListenerControl } from '../listenerControl.ts';
import type { Command } from './command.ts';

export class StopListener implements Command {
  readonly id = commandIds.stopListener;
  readonly #listener: ListenerControl;

  constructor(listener: ListenerControl) {
    this.#listener = listener;
  }

  run(): Promise<void> {
    return this.#listener.stop();
  }
}
