import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import { commandIds } from '../contributions.ts';
import { canBeExplained } from '../diagnosis/canBeExplained.ts';
import type { Diagnoses } from '../diagnosis/diagnoses.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { EventPanels } from '../eventPanels.ts';
import { eventIdOf } from './arguments.ts';
import type { Command } from './command.ts';
import { chosenEvent, sayNoEvent, type Selection } from './openEvent.ts';

export interface ExplainOptions {
  readonly engine: EngineCaller;
  readonly panels: EventPanels;
  readonly selection: Selection;
  readonly diagnoses: Diagnoses;
}

/** Says why a signature fails: of its argument, the focused panel, the selection or the newest event. */
export class Explain implements Command {
  readonly id = commandIds.explain;
  readonly #options: ExplainOptions;

  constructor(options: ExplainOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, panels, selection, diagnoses } = this.#options;
    const id = eventIdOf(argument) ?? panels.activeId ?? (await chosenEvent(selection, engine));
    const detail = id === null ? null : await engine.call('getEvent', { id });
    if (id === null || detail === null) {
      sayNoEvent();
      return;
    }
    if (!canBeExplained(detail.summary)) {
      throw new HumanError(
        vscode.l10n.t('There is nothing to explain: an explanation is of a signature that does not verify.'),
      );
    }
    panels.openExplanation(id);
    await diagnoses.explain(id);
  }
}
