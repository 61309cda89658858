import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { OfferedSecrets } from './offeredSecrets.ts';
import { changedText, sentences } from './secretText.ts';
import { eventIdOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chosenEvent, sayNoEvent, type Selection } from '../events/openEvent.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

export interface SaveOfferedOptions {
  readonly offered: OfferedSecrets;
  readonly panels: EventPanels;
  readonly engine: EngineCaller;
  readonly selection: Selection;
}

/** Saves the signing secret that an event brought: of its argument, the focused panel, the selection or the newest. */
export class SaveOfferedSecret implements Command {
  readonly id = commandIds.saveOfferedSecret;
  readonly #options: SaveOfferedOptions;

  constructor(options: SaveOfferedOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { offered, panels, engine, selection } = this.#options;
    const id = eventIdOf(argument) ?? panels.activeId ?? (await chosenEvent(selection, engine));
    if (id === null) {
      sayNoEvent();
      return;
    }
    const { owner, label, changed } = await offered.save(id);
    const { t } = vscode.l10n;
    const text =
      changed === null
        ? t('This secret is already saved as {0}.', label)
        : sentences(t('Saved for {0} as {1}.', owner, label), changedText(changed, t));
    sayInStatusBar(text);
  }
}
