import * as vscode from 'vscode';
import { requestLanguage } from '../shared/contributions.ts';
import { requestFolds } from './requestFolds.ts';

/** Folds the comments of a document of requests, and its JSON. */
class RequestFolding implements vscode.FoldingRangeProvider {
  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
    const lines = document.getText().split(/\r?\n/);
    return requestFolds(lines).map(({ first, last, isComment }) =>
      isComment
        ? new vscode.FoldingRange(first, last, vscode.FoldingRangeKind.Comment)
        : new vscode.FoldingRange(first, last),
    );
  }
}

export function registerRequestFolding(): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider({ language: requestLanguage }, new RequestFolding());
}
