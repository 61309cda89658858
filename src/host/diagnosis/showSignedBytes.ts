import * as vscode from 'vscode';
import { NothingToDo } from '../../common/errors.ts';
import type { SignedLines } from '../../protocol/diagnosis.ts';
import type { EventDetail } from '../../protocol/event.ts';
import { commandIds, comparisonScheme } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventDocuments, SignedDocuments } from '../events/eventDocuments.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import { parseDocumentPath } from '../events/eventUri.ts';
import { tabTitle } from '../panel/eventView.ts';
import type { Comparisons } from '../requests/comparisons.ts';
import { eventIdOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chosenEvent, sayNoEvent, type Selection } from '../events/openEvent.ts';
import { numberText } from '../words/wording.ts';

export interface ShowSignedOptions {
  readonly engine: EngineCaller;
  readonly panels: EventPanels;
  readonly selection: Selection;
  readonly documents: EventDocuments;
  readonly comparisons: Pick<Comparisons, 'showExact'>;
}

/** Opens the received body and the one that was signed in VS Code's own comparison, with line breaks for reading. */
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
    const pair = await documents.linesPair(id);
    if (pair === null) {
      await showExact(documents, detail);
    } else {
      await compare(pair, linesTitle(tabTitle(detail), pair.lines));
    }
  }
}

/** From a comparison with line breaks to one of the bytes as they are. */
export class ShowExactBytes implements Command {
  readonly id = commandIds.showExactBytes;
  readonly #options: ShowSignedOptions;

  constructor(options: ShowSignedOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, documents, comparisons } = this.#options;
    if (argument instanceof vscode.Uri && argument.scheme === comparisonScheme) {
      await comparisons.showExact(argument);
      return;
    }
    const path = argument instanceof vscode.Uri ? parseDocumentPath(argument.path) : null;
    const detail = path?.kind === 'lines' ? await engine.call('getEvent', { id: path.id }) : null;
    if (detail === null) {
      sayNoEvent();
      return;
    }
    await showExact(documents, detail);
  }
}

/** @throws NothingToDo where no body is known that was signed. */
async function showExact(documents: EventDocuments, detail: EventDetail): Promise<void> {
  const pair = await documents.signedPair(detail.summary.id);
  if (pair === null) {
    throw new NothingToDo(
      vscode.l10n.t(
        'No other body is known that gives this signature. Explain the signature first; it finds one where the body was changed on the way.',
      ),
    );
  }
  await compare(pair, vscode.l10n.t('{0}: Received ↔ Signed (exact bytes)', tabTitle(detail)));
}

async function compare({ received, signed, first }: SignedDocuments, title: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.diff', received, signed, title, { selection: first });
}

function linesTitle(title: string, { isWhole, shown, count }: SignedLines): string {
  if (isWhole) {
    return vscode.l10n.t('{0}: Received ↔ Signed (line breaks added for reading)', title);
  }
  return shown === count
    ? vscode.l10n.t('{0}: Received ↔ Signed (only what differs, line breaks added for reading)', title)
    : vscode.l10n.t(
        '{0}: Received ↔ Signed (first {1} of {2} differences, line breaks added for reading)',
        title,
        numberText(shown),
        numberText(count),
      );
}
