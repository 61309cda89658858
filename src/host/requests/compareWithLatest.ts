import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { readBodyFile } from './bodyFile.ts';
import type { Comparisons } from './comparisons.ts';
import { chosenRequest } from './requests.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import type { Command } from '../shared/command.ts';

/** Opens a request of a document beside the newest event that is like it. */
export class CompareWithLatest implements Command {
  readonly id = commandIds.compareWithLatest;
  readonly #engine: EngineCaller;
  readonly #comparisons: Comparisons;

  constructor(engine: EngineCaller, comparisons: Comparisons) {
    this.#engine = engine;
    this.#comparisons = comparisons;
  }

  async run(argument: unknown): Promise<void> {
    const { document, request } = await chosenRequest(argument, this.#engine);
    const { line, bodyPath } = request;
    const bodyFile = bodyPath === null ? null : await readBodyFile(document, bodyPath);
    const text = document.getText();
    const found = await this.#engine.call('compareHttp', { text, line, bodyFile });
    if (found === null) {
      sayInStatusBar(
        vscode.l10n.t('No stored event has the provider and title of this request, or its path.'),
      );
      return;
    }
    const name = displayText(document.uri.path.split('/').at(-1) ?? '', 60);
    const latest = vscode.l10n.t('Event {0}: {1}', found.event, displayText(found.title, 60));
    await this.#comparisons.show({ ...found, names: [name, latest] });
  }
}
