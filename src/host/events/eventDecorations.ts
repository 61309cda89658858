import * as vscode from 'vscode';
import { documentScheme } from '../shared/contributions.ts';
import { rowMarks } from './eventTreeItems.ts';

/**
 * Marks a new event, and one that an app did not take, at the end of its row, where the narrowest side bar shows it. It
 * has no colour of its own: VS Code would give that to the row's icon, too, which means something else.
 */
export class EventDecorations implements vscode.FileDecorationProvider {
  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const marks = uri.scheme === documentScheme ? uri.query.split('&') : [];
    const shown = [
      ...(marks.includes(rowMarks.isNew) ? [['●', vscode.l10n.t('New')] as const] : []),
      ...(marks.includes(rowMarks.appFailed)
        ? [['✗', vscode.l10n.t('Your app did not accept it')] as const]
        : []),
    ];
    return shown.length === 0
      ? undefined
      : new vscode.FileDecoration(
          shown.map(([badge]) => badge).join(''),
          shown.map(([, text]) => text).join(' • '),
        );
  }
}
