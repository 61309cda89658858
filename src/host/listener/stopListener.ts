import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import type { ListenerControl } from './listenerControl.ts';
import type { Command } from '../shared/command.ts';

export class StopListener implements Command {
  readonly id = commandIds.stopListener;
  readonly #listener: ListenerControl;

  constructor(listener: ListenerControl) {
    this.#listener = listener;
  }

  /** Seconds go by where the engine hangs. */
  async run(): Promise<void> {
    const title = vscode.l10n.t('Stopping the listener…');
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      this.#listener.stop(),
    );
  }
}
