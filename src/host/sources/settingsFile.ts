import * as vscode from 'vscode';
import { configurationSection } from '../contributions.ts';
import { findSource } from './sourceEdits.ts';

/** Whether the workspace has a value of its own, and is trusted to have one: that is what takes effect. */
export function isOfWorkspace(name: string): boolean {
  const section = vscode.workspace.getConfiguration(configurationSection);
  return vscode.workspace.isTrusted && section.inspect(name)?.workspaceValue !== undefined;
}

/** Writes a setting where it takes effect: in the workspace where that has one of its own, else for the user. */
export async function writeSetting(name: string, value: unknown): Promise<void> {
  const { Workspace, Global } = vscode.ConfigurationTarget;
  const section = vscode.workspace.getConfiguration(configurationSection);
  await section.update(name, value, isOfWorkspace(name) ? Workspace : Global);
}

/** The value of a setting as it is written, without any check. */
export function rawSetting(name: string): unknown {
  return vscode.workspace.getConfiguration(configurationSection).get(name);
}

/** Opens the settings file that a setting takes effect from, at the setting. */
export async function openSetting(name: string): Promise<void> {
  const key = `${configurationSection}.${name}`;
  const command = isOfWorkspace(name)
    ? 'workbench.action.openWorkspaceSettingsFile'
    : 'workbench.action.openSettingsJson';
  await vscode.commands.executeCommand(command, { revealSetting: { key } });
}

/** Selects a source's name in the settings file that is open, where it is found. */
export function selectSource(setting: string, source: string): void {
  const editor = vscode.window.activeTextEditor;
  const key = `${configurationSection}.${setting}`;
  const found = editor === undefined ? null : findSource(editor.document.getText(), key, source);
  if (editor === undefined || found === null) {
    return;
  }
  const { offset, length } = found;
  const { document } = editor;
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
