import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import { eventIdOf, isFocusPreserved } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { pickEvent } from './eventPick.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

/** Milliseconds between the two clicks of a double click. */
const doubleClick = 400;

/** The rows that a person has selected. */
export interface Selection {
  readonly selectedIds: readonly number[];
}

/**
 * The selected event, else the one that the person picks. Null where none is stored.
 * @throws vscode.CancellationError where the person leaves.
 */
export async function chosenEvent(selection: Selection, engine: EngineCaller): Promise<number | null> {
  const [selected] = selection.selectedIds;
  return selected ?? pickEvent(engine);
}

/** The newest event, null where none is stored. */
async function newestEvent(engine: EngineCaller): Promise<number | null> {
  const { events } = await engine.call('listEvents', { limit: 1, before: null });
  return events[0]?.id ?? null;
}

export function sayNoEvent(): void {
  sayInStatusBar(vscode.l10n.t('No event is stored yet.'));
}

export interface OpenEventOptions {
  readonly panels: EventPanels;
  readonly selection: Selection;
  readonly engine: EngineCaller;
  readonly now: () => number;
}

/** Opens the event of its argument, else the selected one, else the newest. A row that is clicked twice gets the focus. */
export class OpenEvent implements Command {
  readonly id = commandIds.openEvent;
  readonly #options: OpenEventOptions;
  #last = { id: 0, at: 0 };

  constructor(options: OpenEventOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { panels, selection, engine } = this.#options;
    const [selected] = selection.selectedIds;
    const id = eventIdOf(argument) ?? selected ?? (await newestEvent(engine));
    if (id === null) {
      sayNoEvent();
      return;
    }
    panels.open(id, isFocusPreserved(argument) && !this.#isSecondClick(id));
  }

  #isSecondClick(id: number): boolean {
    const at = this.#options.now();
    const isSecond = id === this.#last.id && at - this.#last.at < doubleClick;
    this.#last = { id, at };
    return isSecond;
  }
}
