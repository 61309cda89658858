import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { PanelActions } from '../panel/panelActions.ts';
import { eventIdOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chosenEvent, sayNoEvent, type Selection } from './openEvent.ts';

export interface OpenInEditorOptions {
  readonly actions: PanelActions;
  readonly panels: EventPanels;
  readonly engine: EngineCaller;
  readonly selection: Selection;
}

/** Opens the payload of an event as a read-only document: of its argument, the focused panel, the selection or the newest. */
export class OpenEventInEditor implements Command {
  readonly id = commandIds.openEventInEditor;
  readonly #options: OpenInEditorOptions;

  constructor(options: OpenInEditorOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { actions, panels, engine, selection } = this.#options;
    const id = eventIdOf(argument) ?? panels.activeId ?? (await chosenEvent(selection, engine));
    if (id === null) {
      sayNoEvent();
      return;
    }
    await actions.openInEditor(id, 'payload');
  }
}
