import * as vscode from 'vscode';
import { displayText } from '../words/displayText.ts';
import type { SettingScope } from './settingScope.ts';

interface ScopeItem extends vscode.QuickPickItem {
  readonly scope: SettingScope;
}

/** The first is what most people want. */
function scopeItems(): readonly ScopeItem[] {
  const all = vscode.l10n.t('All workspaces');
  if (!vscode.workspace.isTrusted) {
    const detail = vscode.l10n.t('This workspace is not trusted, so its own settings are not used.');
    return [{ label: all, detail, scope: 'user' }];
  }
  return [
    {
      label: vscode.l10n.t('This workspace'),
      description: displayText(vscode.workspace.name ?? '', 60),
      detail: vscode.l10n.t('Saved in the workspace settings; no other project uses it.'),
      scope: 'workspace',
    },
    {
      label: all,
      detail: vscode.l10n.t('Saved in the user settings; every project on this machine uses it.'),
      scope: 'user',
    },
  ];
}

/** Asks whom something is for; without a folder there is nothing to ask. Undefined where the person leaves. */
export async function askScope(title: string): Promise<SettingScope | undefined> {
  if (vscode.workspace.name === undefined) {
    return 'user';
  }
  const picked = await vscode.window.showQuickPick(scopeItems(), {
    title,
    placeHolder: vscode.l10n.t('For this workspace or for all workspaces?'),
    ignoreFocusOut: true,
  });
  return picked?.scope;
}
