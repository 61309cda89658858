import * as vscode from 'vscode';
import { commandIds } from '../contributions.ts';
import type { EngineCaller } from '../engineClient.ts';
import { fixtureName } from '../httpFiles/fixtureName.ts';
import { askFolder, saveFixture } from '../httpFiles/fixtures.ts';
import type { Compositions } from '../sending/compositions.ts';
import type { Command } from './command.ts';
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
