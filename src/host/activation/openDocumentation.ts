import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { isDocumented } from '../shared/rowText.ts';
import { providerOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';

/** Opens the README of the installed version, with its pictures and the pages that it leads to. */
export class OpenDocumentation implements Command {
  readonly id = commandIds.openDocumentation;
  readonly #page: vscode.Uri;

  constructor(extension: vscode.Uri) {
    this.#page = vscode.Uri.joinPath(extension, 'dist/docs/README.md');
  }

  async run(): Promise<void> {
    try {
      await vscode.commands.executeCommand('markdown.showPreview', this.#page);
    } catch {
      // The Markdown extension of VS Code is disabled.
      await vscode.commands.executeCommand('vscode.open', this.#page);
    }
  }
}

/** Opens what a provider writes about its webhooks: that of the row of a provider, or of a source that has one. */
export class OpenProviderDocumentation implements Command {
  readonly id = commandIds.openProviderDocumentation;
  readonly #engine: EngineCaller;

  constructor(engine: EngineCaller) {
    this.#engine = engine;
  }

  async run(argument: unknown): Promise<void> {
    const providers = await this.#engine.call('providers', null);
    const provider = providers.find(({ id }) => id === providerOf(argument));
    if (provider !== undefined && isDocumented(provider)) {
      await vscode.env.openExternal(vscode.Uri.parse(provider.docs));
    }
  }
}
