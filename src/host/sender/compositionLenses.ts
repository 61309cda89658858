import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { Event } from '../../common/event.ts';
import { signerNow } from '../secrets/secretPick.ts';
import { commandIds, requestScheme } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { titlePart } from '../requests/requestLenses.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import type { Composing, Compositions } from './compositions.ts';
import type { SendTargets } from './sendTarget.ts';
import { signersOf } from '../secrets/signers.ts';

export interface CompositionLensesOptions {
  readonly compositions: Compositions;
  readonly targets: SendTargets;
  readonly engine: EngineCaller;
  readonly store: SecretStore;
  /** The engine has taken up settings: other secrets may sign. */
  readonly onDidConfigure: Event<unknown>;
}

/** What can be done with an event that is being written, above its first line. */
export class CompositionLenses implements vscode.CodeLensProvider, Disposable {
  readonly #options: CompositionLensesOptions;
  readonly #parts = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(options: CompositionLensesOptions) {
    this.#options = options;
    this.#parts.add(this.#changed);
    const { compositions, store, onDidConfigure } = options;
    for (const changes of [compositions.onDidChange, store.onDidChange, onDidConfigure]) {
      this.#parts.add(changes(() => this.#changed.fire()));
    }
    this.#parts.add(vscode.languages.registerCodeLensProvider({ scheme: requestScheme }, this));
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { compositions, targets } = this.#options;
    const composing = compositions.of(uri);
    if (composing === undefined) {
      return [];
    }
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string): vscode.CodeLens =>
      new vscode.CodeLens(top, { title, command, arguments: [uri] });
    const target = targets.name(composing.target);
    const signed = composing.canSign ? await this.#signedTitle(composing) : null;
    return [
      ...(signed === null ? [] : [lens(signed, commandIds.sendComposedSigned)]),
      lens(vscode.l10n.t('Send Unsigned'), commandIds.sendComposedUnsigned),
      lens(vscode.l10n.t('Target: {0}', target), commandIds.changeComposedTarget),
      lens(vscode.l10n.t('Save as Fixture'), commandIds.saveComposed),
    ];
  }

  /** With the secret that signs, where there is one. */
  async #signedTitle({ provider, target }: Composing): Promise<string> {
    const { engine, store } = this.#options;
    const signers = await signersOf(engine, await store.read(), { provider, target, channel: null });
    const signer = signers.at(-1);
    return signer === undefined
      ? vscode.l10n.t('Send Signed')
      : vscode.l10n.t('Send Signed ({0})', titlePart(signerNow(signer)));
  }

  dispose(): void {
    this.#parts.dispose();
  }
}
