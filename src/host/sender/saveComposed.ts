import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { fixtureName } from '../requests/fixtureName.ts';
import { askFolder, saveFixture } from '../requests/fixtures.ts';
import type { Compositions } from './compositions.ts';
import type { Command } from '../shared/command.ts';
import { composedDocument } from './sendComposed.ts';

/** Saves the event that is written in a document as a fixture of the workspace. */
export class SaveComposed implements Command {
  readonly id = commandIds.saveComposed;
  readonly #engine: EngineCaller;
  readonly #compositions: Compositions;

  constructor(engine: EngineCaller, compositions: Compositions) {
    this.#engine = engine;
    this.#compositions = compositions;
  }

  async run(argument: unknown): Promise<void> {
    const { document, composing } = composedDocument(argument, this.#compositions);
    const folder = await askFolder();
    if (folder === undefined) {
      return;
    }
    const { provider, sample, target } = composing;
    const event = { provider, sample, text: document.getText(), target };
    const uri = await saveFixture(folder, fixtureName(`${provider} ${sample}`), (name) =>
      this.#engine.call('composedFixture', { ...event, name }),
    );
    await vscode.window.showTextDocument(uri, { preview: false });
  }
}
