import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { displayText } from '../words/displayText.ts';
import { hasAttempts, titleOf } from '../shared/arguments.ts';
import { chosenRows, idsOfRows, type SelectedRows } from './chosenRows.ts';
import type { Command } from '../shared/command.ts';
import { pickEvent } from './eventPick.ts';
import { sayNoEvent } from './openEvent.ts';
import { numberText } from '../words/wording.ts';

/** Events that the question names where it is about several. */
const mostNamed = 5;

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
    const chosen = chosenRows(row, selected, this.#selection);
    const rows = chosen.length > 0 ? chosen : await this.#pick();
    const ids = await idsOfRows(rows, this.#engine);
    if (ids.length === 0) {
      sayNoEvent();
      return;
    }
    const titles = rows.flatMap((each) => titleOf(each) ?? []).map((title) => displayText(title, 80));
    if (await confirm(questionOf(rows, titles, ids.length), titles)) {
      await this.#engine.call('deleteEvents', { ids });
    }
  }

  /** As rows, of which there is at most one. */
  async #pick(): Promise<readonly unknown[]> {
    const id = await pickEvent(this.#engine);
    const detail = id === null ? null : await this.#engine.call('getEvent', { id });
    return detail === null ? [] : [detail];
  }
}

function questionOf(rows: readonly unknown[], titles: readonly string[], count: number): string {
  const [title] = titles;
  if (rows.length === 1 && title !== undefined) {
    return count === 1
      ? vscode.l10n.t('Delete “{0}”?', title)
      : vscode.l10n.t('Delete all {0} attempts of “{1}”?', numberText(count), title);
  }
  return rows.some(hasAttempts)
    ? vscode.l10n.t('Delete these {0} events, with all their attempts?', numberText(count))
    : vscode.l10n.t('Delete these {0} events?', numberText(count));
}

/** Where there are several, the question says how many, and this which. */
function listOf(titles: readonly string[]): string {
  if (titles.length < 2) {
    return '';
  }
  const more = titles.length - mostNamed;
  const named = titles.slice(0, mostNamed).map((title) => `• ${title}`);
  return `${[...named, ...(more > 0 ? [vscode.l10n.t('and {0} more', more)] : [])].join('\n')}\n\n`;
}

async function confirm(question: string, titles: readonly string[]): Promise<boolean> {
  const remove = vscode.l10n.t('Delete');
  const detail = `${listOf(titles)}${vscode.l10n.t('This cannot be undone.')}`;
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) === remove;
}
