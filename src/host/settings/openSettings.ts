import * as vscode from 'vscode';
import { commandIds, configurationSection, extensionId, type settingNames } from '../shared/contributions.ts';
import type { Command } from '../shared/command.ts';

/** Opens the settings of this extension in the settings editor. */
export class OpenSettings implements Command {
  readonly id = commandIds.openSettings;

  async run(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`);
  }
}

/** Opens the settings editor at one setting. */
export async function openSetting(name: (typeof settingNames)[keyof typeof settingNames]): Promise<void> {
  await vscode.commands.executeCommand(
    'workbench.action.openSettings',
    `@id:${configurationSection}.${name}`,
  );
}
