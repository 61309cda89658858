import * as vscode from 'vscode';
import { itemKinds } from '../shared/contributions.ts';
import type { SourceRow } from './sourceRows.ts';

const scheme = 'webhook-source';

/** The resource by which a row is greyed; null for one that is not. */
export function sourceUri({ kind, id }: SourceRow): vscode.Uri | null {
  return kind === itemKinds.sourceDisabled || kind === itemKinds.channelDisabled
    ? vscode.Uri.from({ scheme, path: `/${id}` })
    : null;
}

/** Greys the label of a source or channel that is disabled; its row says so in words. */
export class SourceDecorations implements vscode.FileDecorationProvider {
  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    return uri.scheme === scheme
      ? new vscode.FileDecoration(undefined, undefined, new vscode.ThemeColor('disabledForeground'))
      : undefined;
  }
}
