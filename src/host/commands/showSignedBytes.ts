import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import { commandIds } from '../contributions.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { EventDocuments } from '../eventDocuments.ts';
import type { EventPanels } from '../eventPanels.ts';
import { tabTitle } from '../eventView.ts';
import { eventIdOf } from './arguments.ts';
import type { Command } from './command.ts';
import { chosenEvent, sayNoEvent, type Selection } from './openEvent.ts';

export interface ShowSignedOptions {
  readonly engine: EngineCaller;
  readonly panels: EventPanels;
  readonly selection: Selection;
  readonly documents: EventDocuments;
}

/** Opens the received body and the one that was signed in VS Code's own comparison. */
export class ShowSignedBytes implements Command {
  readonly id = commandIds.showSignedBytes;
  readonly #options: ShowSignedOptions;

  constructor(options: ShowSignedOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, panels, selection, documents } = this.#options;
    const id = eventIdOf(argument) ?? panels.activeId ?? (await chosenEvent(selection, engine));
    const detail = id === null ? null : await engine.call('getEvent', { id });
    if (id === null || detail === null) {
      sayNoEvent();
      return;
    }
    const pair = await documents.signedPair(id);
    if (pair === null) {
      throw new HumanError(
        vscode.l10n.t(
          'No other body is known that gives this signature. Explain the signature first; it finds one where the body was changed on the way.',
        ),
      );
    }
    const title = vscode.l10n.t('{0}: Received ↔ Signed', tabTitle(detail));
    const { received, signed, first } = pair;
    await vscode.commands.executeCommand('vscode.diff', received, signed, title, { selection: first });
  }
}
