import * as vscode from 'vscode';
import { commandIds } from '../contributions.ts';
import type { EngineCaller } from '../engineClient.ts';
import { hasAttempts } from './arguments.ts';
import { chosenRows, idsOfRows, type SelectedRows } from './chosenRows.ts';
import type { Command } from './command.ts';

/**
 * Deletes the events of a menu's arguments, else the selected ones, after one question. A row that stands for several
 * attempts goes with all of them; a single attempt goes by its own row.
 */
export class DeleteEvent implements Command {
  readonly id = commandIds.deleteEvent;
  readonly #engine: EngineCaller;
  readonly #selection: SelectedRows;

  constructor(engine: EngineCaller, selection: SelectedRows) {
    this.#engine = engine;
    this.#selection = selection;
  }

  async run(row: unknown, selected: unknown): Promise<void> {
    const rows = chosenRows(row, selected, this.#selection);
    const ids = await idsOfRows(rows, this.#engine);
    if (ids.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Select the events to delete in the list first.'),
      );
      return;
    }
    if (await confirm(questionOf(rows, ids.length))) {
      await this.#engine.call('deleteEvents', { ids });
    }
  }
}

function questionOf(rows: readonly unknown[], count: number): string {
  if (count === 1) {
    return vscode.l10n.t('Delete this event?');
  }
  if (rows.length === 1) {
    return vscode.l10n.t('Delete all {0} attempts of this event?', count);
  }
  return rows.some(hasAttempts)
    ? vscode.l10n.t('Delete these {0} events, with all their attempts?', count)
    : vscode.l10n.t('Delete these {0} events?', count);
}

async function confirm(question: string): Promise<boolean> {
  const remove = vscode.l10n.t('Delete');
  const options = { modal: true, detail: vscode.l10n.t('This cannot be undone.') };
  return (await vscode.window.showWarningMessage(question, options, remove)) === remove;
}
