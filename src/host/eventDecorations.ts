import * as vscode from 'vscode';
import { documentScheme } from './contributions.ts';
import { appFailedQuery } from './eventTreeItems.ts';

/**
 * Marks an event that an app did not take at the end of its row, where the narrowest side bar shows it. It has no colour
 * of its own: VS Code would give that to the row's icon, too, which means something else.
 */
export class EventDecorations implements vscode.FileDecorationProvider {
  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    return uri.scheme === documentScheme && uri.query === appFailedQuery
      ? new vscode.FileDecoration('✗', vscode.l10n.t('Your app did not accept it'))
      : undefined;
  }
}
