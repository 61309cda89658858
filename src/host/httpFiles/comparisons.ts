import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import { comparisonScheme } from '../contributions.ts';

/** Comparisons whose texts are kept. */
const mostKept = 20;

interface Side {
  /** What the tab calls it. */
  readonly name: string;
  readonly text: string;
}

/** Opens two texts in VS Code's own comparison; they last as long as the window. */
export class Comparisons implements vscode.TextDocumentContentProvider, Disposable {
  readonly #registered = vscode.workspace.registerTextDocumentContentProvider(comparisonScheme, this);
  /** By path, the oldest first. */
  readonly #texts = new Map<string, string>();
  #count = 0;

  dispose(): void {
    this.#registered.dispose();
  }

  async show(left: Side, right: Side): Promise<void> {
    this.#count += 1;
    const [one, other] = [this.#add('left', left), this.#add('right', right)];
    for (const path of [...this.#texts.keys()].slice(0, -2 * mostKept)) {
      this.#texts.delete(path);
    }
    await vscode.commands.executeCommand('vscode.diff', one, other, `${left.name} ↔ ${right.name}`);
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.#texts.get(path) ?? '';
  }

  #add(side: string, { name, text }: Side): vscode.Uri {
    const path = `/${this.#count}/${side}/${name.replaceAll('/', '_')}`;
    this.#texts.set(path, text);
    return vscode.Uri.from({ scheme: comparisonScheme, path });
  }
}
