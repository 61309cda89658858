import * as vscode from 'vscode';
import { commandIds, extensionId } from '../contributions.ts';
import type { EngineCaller } from '../engineClient.ts';
import { isDocumented } from '../sources/rowText.ts';
import { providerOf } from './arguments.ts';
import type { Command } from './command.ts';

/** Opens the page of this extension, whose first tab is the README of the installed version. */
export class OpenDocumentation implements Command {
  readonly id = commandIds.openDocumentation;

  async run(): Promise<void> {
    await vscode.commands.executeCommand('extension.open', extensionId);
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
