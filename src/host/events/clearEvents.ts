import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Command } from '../shared/command.ts';
import { sayNoEvent } from './openEvent.ts';
import { numberText } from '../words/wording.ts';

/** Deletes every stored event, after one question. */
export class ClearEvents implements Command {
  readonly id = commandIds.clearEvents;
  readonly #engine: EngineCaller;

  constructor(engine: EngineCaller) {
    this.#engine = engine;
  }

  async run(): Promise<void> {
    const { total } = await this.#engine.call('counts', { afterId: 0 });
    if (total === 0) {
      sayNoEvent();
    } else if (await confirm(total)) {
      await this.#engine.call('clearEvents', null);
    }
  }
}

async function confirm(total: number): Promise<boolean> {
  const clear = vscode.l10n.t('Delete All');
  const count = numberText(total);
  const question =
    total === 1
      ? vscode.l10n.t('Delete the one stored event?')
      : vscode.l10n.t('Delete all {0} stored events?', count);
  const options = { modal: true, detail: vscode.l10n.t('This cannot be undone.') };
  return (await vscode.window.showWarningMessage(question, options, clear)) === clear;
}
