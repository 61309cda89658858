import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import { eventIdOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chosenEvent, sayNoEvent, type Selection } from './openEvent.ts';

export interface CopyPathOptions {
  readonly engine: EngineCaller;
  readonly panels: EventPanels;
  readonly selection: Selection;
}

/** Copies the path of an event's request with its query, as the sender wrote it. */
export class CopyPath implements Command {
  readonly id = commandIds.copyPath;
  readonly #options: CopyPathOptions;

  constructor(options: CopyPathOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, panels, selection } = this.#options;
    const id = eventIdOf(argument) ?? panels.activeId ?? (await chosenEvent(selection, engine));
    const detail = id === null ? null : await engine.call('getEvent', { id });
    if (detail === null) {
      sayNoEvent();
      return;
    }
    await vscode.env.clipboard.writeText(detail.target);
    const title = displayText(detail.summary.title, 80);
    sayInStatusBar(vscode.l10n.t('Copied the path of “{0}”.', title));
  }
}
