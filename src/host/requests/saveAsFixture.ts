import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import { fixtureName } from './fixtureName.ts';
import { askFolder, saveFixture } from './fixtures.ts';
import type { Command } from '../shared/command.ts';
import { eventForFile, type EventFileOptions } from '../replay/editAndReplay.ts';

/** Saves an event's request as a file of the workspace, without a secret, and opens it. */
export class SaveAsFixture implements Command {
  readonly id = commandIds.saveAsFixture;
  readonly #options: EventFileOptions;

  constructor(options: EventFileOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const event = await eventForFile(argument, this.#options);
    const folder = event === null ? undefined : await askFolder();
    if (event === null || folder === undefined) {
      return;
    }
    const { id, to } = event;
    const uri = await saveFixture(folder, fixtureName(event.title), (name) =>
      this.#options.engine.call('fixture', { id, ...to, name }),
    );
    await vscode.window.showTextDocument(uri, { preview: false });
  }
}
