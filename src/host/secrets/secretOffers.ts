import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import { commandIds } from '../shared/contributions.ts';
import { notificationText } from '../words/displayText.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { OfferedSecrets } from './offeredSecrets.ts';
import type { Problems } from '../shared/problems.ts';

/** Says that a handshake brought a signing secret, and offers to save it: once for a sender until that is answered. */
export class SecretOffers implements Disposable {
  readonly #engine: EngineClient;
  readonly #offered: OfferedSecrets;
  readonly #subscription: Disposable;
  /** The newest event with an offer, by sender, while a notification of it is in sight. */
  readonly #open = new Map<string, number>();

  constructor(engine: EngineClient, offered: OfferedSecrets, problems: Problems) {
    this.#engine = engine;
    this.#offered = offered;
    this.#subscription = engine.on('secretOffered', ({ id, provider, source }) => {
      problems.watch(this.#offer(id, `${provider} ${source ?? ''}`));
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #offer(id: number, sender: string): Promise<void> {
    const detail = await this.#engine.call('getEvent', { id });
    if (detail === null || !(await this.#offered.isOpen(detail))) {
      return;
    }
    const isInSight = this.#open.has(sender);
    this.#open.set(sender, id);
    if (!isInSight) {
      await this.#ask(sender, detail.providerName ?? '');
    }
  }

  async #ask(sender: string, provider: string): Promise<void> {
    const save = vscode.l10n.t('Save');
    const text = vscode.l10n.t('{0} delivered its signing secret. Save it?', notificationText(provider));
    const choice = await vscode.window.showInformationMessage(text, save);
    const eventId = this.#open.get(sender);
    this.#open.delete(sender);
    if (choice === save) {
      await vscode.commands.executeCommand(commandIds.saveOfferedSecret, { eventId });
    }
  }
}
