import * as vscode from 'vscode';
import { NothingToDo } from '../../common/errors.ts';
import type { EventDetail } from '../../protocol/event.ts';
import { isVerified } from '../../protocol/verdict.ts';
import { commandIds } from '../shared/contributions.ts';
import { canBeExplained } from '../signature/canBeExplained.ts';
import type { Diagnoses } from './diagnoses.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import { eventIdOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chosenEvent, sayNoEvent, type Selection } from '../events/openEvent.ts';

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
      throw new NothingToDo(nothingToExplain(detail));
    }
    panels.openExplanation(id);
    await diagnoses.explain(id);
  }
}

function nothingToExplain({ summary }: EventDetail): string {
  const { t } = vscode.l10n;
  return isVerified(summary.verdict)
    ? t('The signature of “{0}” verifies; there is nothing to explain.', displayText(summary.title, 80))
    : t('“{0}” has no signature that failed; there is nothing to explain.', displayText(summary.title, 80));
}
