import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { commandIds } from '../contributions.ts';
import type { Compositions } from './compositions.ts';
import type { SendTargets } from './sendTarget.ts';

/** What can be done with an event that is being written, above its first line. */
export class CompositionLenses implements vscode.CodeLensProvider, Disposable {
  readonly #compositions: Compositions;
  readonly #targets: SendTargets;
  readonly #parts = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(compositions: Compositions, targets: SendTargets) {
    this.#compositions = compositions;
    this.#targets = targets;
    this.#parts.add(this.#changed);
    this.#parts.add(compositions.onDidChange(() => this.#changed.fire()));
    this.#parts.add(vscode.languages.registerCodeLensProvider({ scheme: 'untitled' }, this));
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const composing = this.#compositions.of(uri);
    if (composing === undefined) {
      return [];
    }
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string): vscode.CodeLens =>
      new vscode.CodeLens(top, { title, command, arguments: [uri] });
    const target = this.#targets.name(composing.target);
    return [
      ...(composing.canSign ? [lens(vscode.l10n.t('Send Signed'), commandIds.sendComposedSigned)] : []),
      lens(vscode.l10n.t('Send Unsigned'), commandIds.sendComposedUnsigned),
      lens(vscode.l10n.t('Target: {0}', target), commandIds.changeComposedTarget),
      lens(vscode.l10n.t('Save as Fixture'), commandIds.saveComposed),
    ];
  }

  dispose(): void {
    this.#parts.dispose();
  }
}
