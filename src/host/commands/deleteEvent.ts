import * as vscode from 'vscode';
import { commandIds } from '../contributions.ts';
import type { EngineCaller } from '../engineClient.ts';
import { eventIdsOf } from './arguments.ts';
import type { Command } from './command.ts';
import type { Selection } from './openEvent.ts';

/** Deletes the events of a menu's arguments, else the selected ones, after one question. */
export class DeleteEvent implements Command {
  readonly id = commandIds.deleteEvent;
  readonly #engine: EngineCaller;
  readonly #selection: Selection;

  constructor(engine: EngineCaller, selection: Selection) {
    this.#engine = engine;
    this.#selection = selection;
  }

  async run(row: unknown, selected: unknown): Promise<void> {
    const named = eventIdsOf(row, selected);
    const ids = named.length > 0 ? named : this.#selection.selectedIds;
    if (ids.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Select the events to delete in the list first.'),
      );
      return;
    }
    if (await confirm(ids.length)) {
      await this.#engine.call('deleteEvents', { ids });
    }
  }
}

async function confirm(count: number): Promise<boolean> {
  const remove = vscode.l10n.t('Delete');
  const question =
    count === 1 ? vscode.l10n.t('Delete this event?') : vscode.l10n.t('Delete these {0} events?', count);
  const options = { modal: true, detail: vscode.l10n.t('This cannot be undone.') };
  return (await vscode.window.showWarningMessage(question, options, remove)) === remove;
}
