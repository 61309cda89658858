import * as vscode from 'vscode';
import { documentedFlag } from '../shared/contributions.ts';
import type { SourceRow } from './sourceRows.ts';
import { sourceUri } from './sourceDecorations.ts';

function stateOf({ children = [], isFolded = false }: SourceRow): vscode.TreeItemCollapsibleState {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  if (children.length === 0) {
    return None;
  }
  return isFolded ? Collapsed : Expanded;
}

function commandOf(row: SourceRow): vscode.Command | null {
  if (row.file !== undefined) {
    return { command: 'vscode.open', title: row.label, arguments: [vscode.Uri.parse(row.file)] };
  }
  return row.command === null ? null : { command: row.command, title: row.label, arguments: [row] };
}

/** A row of the views "Sources" and "Send" as VS Code shows it. */
export function rowItem(row: SourceRow): vscode.TreeItem {
  const state = stateOf(row);
  const item = new vscode.TreeItem(row.label, state);
  // A row that was there without children would come up folded with its first one.
  item.id = state === vscode.TreeItemCollapsibleState.None ? row.id : `${row.id} and below`;
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.contextValue = row.isDocumented === true ? `${row.kind}.${documentedFlag}` : row.kind;
  item.accessibilityInformation = { label: row.accessibleLabel };
  item.iconPath = new vscode.ThemeIcon(row.icon, row.color ? new vscode.ThemeColor(row.color) : undefined);
  const uri = sourceUri(row);
  if (uri !== null) {
    item.resourceUri = uri;
  }
  const command = commandOf(row);
  if (command !== null) {
    item.command = command;
  }
  return item;
}
