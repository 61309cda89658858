import * as vscode from 'vscode';
import { commandIds, extensionId } from '../contributions.ts';
import type { Command } from './command.ts';

/** Opens the page of this extension, whose first tab is the README of the installed version. */
export class OpenDocumentation implements Command {
  readonly id = commandIds.openDocumentation;

  async run(): Promise<void> {
    await vscode.commands.executeCommand('extension.open', extensionId);
  }
}
