import * as vscode from 'vscode';
import { colorIds, documentScheme } from './contributions.ts';
import { failureQuery } from './eventTreeItems.ts';

/** Colours the label of an event that reports a failure; its title says so in words. */
export class EventDecorations implements vscode.FileDecorationProvider {
  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== documentScheme || uri.query !== failureQuery) {
      return undefined;
    }
    return new vscode.FileDecoration(
      undefined,
      vscode.l10n.t('reports a failure'),
      new vscode.ThemeColor(colorIds.failure),
    );
  }
}
