import * as vscode from 'vscode';
import { HumanError, messageOf } from '../../common/errors.ts';
import { configurationSection, settingNames } from '../shared/contributions.ts';
import type { Written } from './keptSettings.ts';
import { findSource } from '../sources/sourceEdits.ts';
import type { SettingScope, ScopedValue } from './settingScope.ts';

function section(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(configurationSection);
}

/** A setting as it is written in each scope; nothing of a workspace that is not trusted. */
export function scopedSetting(name: string): ScopedValue {
  const found = section().inspect<unknown>(name);
  return {
    workspace: vscode.workspace.isTrusted ? found?.workspaceValue : undefined,
    user: found?.globalValue,
  };
}

/** Where a setting of one value takes effect: in the workspace where that has one of its own, else for the user. */
function scopeInEffect(name: string): SettingScope {
  return scopedSetting(name).workspace === undefined ? 'user' : 'workspace';
}

/** @throws HumanError in VS Code's words where it cannot be written, as in a file with a syntax error. */
export async function writeSetting(name: string, value: unknown, scope = scopeInEffect(name)): Promise<void> {
  const { Workspace, Global } = vscode.ConfigurationTarget;
  try {
    await section().update(name, value, scope === 'workspace' ? Workspace : Global);
  } catch (error) {
    throw new HumanError(messageOf(error));
  }
}

/** Rewrites a list setting in one scope: `edit` is given its value as it is written there. */
export async function editSetting(
  name: string,
  scope: SettingScope,
  edit: (value: unknown) => readonly unknown[],
): Promise<void> {
  await writeSetting(name, edit(scopedSetting(name)[scope]), scope);
}

/** All settings as they are written in a scope. */
export function writtenSettings(scope: SettingScope): Written {
  const written = Object.values(settingNames).map((name) => [name, scopedSetting(name)[scope]] as const);
  return Object.fromEntries(written.filter(([, value]) => value !== undefined));
}

/** The value of a setting as it is written, without any check. */
export function rawSetting(name: string): unknown {
  return section().get(name);
}

/** The value of a setting where none is written. */
export function usualSetting(name: string): unknown {
  return section().inspect(name)?.defaultValue;
}

/** Opens the settings file of a scope, of the one that takes effect if none is given, at the setting. */
export async function openSetting(name: string, scope = scopeInEffect(name)): Promise<void> {
  const key = `${configurationSection}.${name}`;
  const command =
    scope === 'workspace'
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
