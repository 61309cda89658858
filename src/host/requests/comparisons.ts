import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import type { HttpComparison } from '../../protocol/httpFile.ts';
import { comparisonScheme } from '../shared/contributions.ts';
import { fixturesFolder } from './fixtureName.ts';

/** Comparisons whose texts are kept. */
const mostKept = 20;

/** A comparison and what its sides are called. */
export interface NamedComparison extends HttpComparison {
  readonly names: readonly [string, string];
}

type Layout = 'lines' | 'exact';

/**
 * Opens two requests in VS Code's own comparison; they last as long as the window. `/3/lines/left/.webhooks/a.http` is
 * the left one of comparison 3, with line breaks for reading: the folder gives it the language of requests.
 */
export class Comparisons implements vscode.TextDocumentContentProvider, Disposable {
  readonly #registered = vscode.workspace.registerTextDocumentContentProvider(comparisonScheme, this);
  /** By number, the oldest first. */
  readonly #all = new Map<number, NamedComparison>();
  #last = 0;

  dispose(): void {
    this.#registered.dispose();
  }

  async show(comparison: NamedComparison): Promise<void> {
    this.#last += 1;
    this.#all.set(this.#last, comparison);
    this.#all.delete(this.#last - mostKept);
    await this.#open(this.#last, comparison, comparison.inLines === null ? 'exact' : 'lines');
  }

  /** The comparison of a document, without line breaks added. */
  async showExact({ path }: vscode.Uri): Promise<void> {
    const number = Number(path.split('/')[1]);
    const comparison = this.#all.get(number);
    if (comparison !== undefined) {
      await this.#open(number, comparison, 'exact');
    }
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    const [, number, layout, side] = path.split('/');
    const comparison = this.#all.get(Number(number));
    const texts = layout === 'lines' ? comparison?.inLines : comparison;
    return (side === 'left' ? texts?.document : texts?.latest) ?? '';
  }

  async #open(number: number, { names, inLines }: NamedComparison, layout: Layout): Promise<void> {
    const [left, right] = names;
    const uriOf = (side: 'left' | 'right', name: string): vscode.Uri => {
      const file = `${name.replaceAll('/', '_').replace(/\.http$/, '')}.http`;
      const path = `/${number}/${layout}/${side}/${fixturesFolder}/${file}`;
      return vscode.Uri.from({ scheme: comparisonScheme, path });
    };
    const title = titleOf(`${left} ↔ ${right}`, layout === 'lines' ? inLines : null);
    await vscode.commands.executeCommand('vscode.diff', uriOf('left', left), uriOf('right', right), title);
  }
}

function titleOf(title: string, inLines: NamedComparison['inLines']): string {
  if (inLines === null) {
    return title;
  }
  return inLines.isWhole
    ? vscode.l10n.t('{0} (line breaks added for reading)', title)
    : vscode.l10n.t('{0} (parts that differ, line breaks added for reading)', title);
}
