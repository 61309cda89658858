import type * as vscode from 'vscode';
import { answerScheme, comparisonScheme, documentScheme } from '../shared/contributions.ts';
import { fixturesFolder } from './fixtureName.ts';

/** Lines in which a document of ours says what it is. */
const looked = 30;
const mark = /^# @webhook-(?:event|title) /;
/** Documents that only show. */
const readOnly: ReadonlySet<string> = new Set([
  'git',
  'output',
  answerScheme,
  comparisonScheme,
  documentScheme,
]);

/** What is needed to tell what a document is. */
export type RequestDocument = Pick<vscode.TextDocument, 'uri' | 'lineCount' | 'lineAt'>;

/**
 * Whether a document holds requests to send: a file of the folder of fixtures, or one that was made of an event,
 * wherever it was saved since.
 */
export function isRequestDocument(document: RequestDocument): boolean {
  const { uri, lineCount } = document;
  if (readOnly.has(uri.scheme)) {
    return false;
  }
  const [name = '', folder] = uri.path.split('/').reverse();
  const lines = Array.from({ length: Math.min(looked, lineCount) }, (_, line) => document.lineAt(line).text);
  return (folder === fixturesFolder && name.endsWith('.http')) || lines.some((line) => mark.test(line));
}
