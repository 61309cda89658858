import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { fixtureSigners } from './fixtureSigners.ts';
import { fixtures } from './fixtures.ts';
import { requestsOf, type OpenRequest } from './requests.ts';
import type { RequestSender } from './requestSender.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { signersText } from '../secrets/signers.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import { fileOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';

/** Sends a saved request without opening it: the one of its argument, or one that is picked. */
export class SendFixture implements Command {
  readonly id = commandIds.sendFixture;
  readonly #engine: EngineCaller;
  readonly #sender: RequestSender;
  readonly #store: Pick<SecretStore, 'read'>;

  constructor(engine: EngineCaller, sender: RequestSender, store: Pick<SecretStore, 'read'>) {
    this.#engine = engine;
    this.#sender = sender;
    this.#store = store;
  }

  async run(argument: unknown): Promise<void> {
    const uri = await this.#chooseFile(fileOf(argument));
    const document = uri === undefined ? undefined : await vscode.workspace.openTextDocument(uri);
    const open = document === undefined ? undefined : await this.#chooseRequest(document);
    if (open !== undefined) {
      await this.#sender.send(open, open.request.hasPlaceholder);
    }
  }

  /** Asks which one only where the file holds several. */
  async #chooseRequest(document: vscode.TextDocument): Promise<OpenRequest | undefined> {
    const requests = await requestsOf(document, this.#engine);
    const [first, ...others] = requests;
    if (first === undefined) {
      sayInStatusBar(vscode.l10n.t('This file holds no request to send.'));
      return undefined;
    }
    if (others.length === 0) {
      return { document, request: first, origin: null, asItStands: false };
    }
    const saved = await this.#store.read();
    const items = requests.map((request) => ({
      label: `${request.method} ${displayText(request.url ?? '', 120)}`,
      description: vscode.l10n.t('line {0}', request.line + 1),
      detail: signersText(saved, request.hasPlaceholder && request.signer !== null ? [request.signer] : []),
      request,
    }));
    const placeHolder = vscode.l10n.t('Which request?');
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Send Fixture'),
      placeHolder,
    });
    return picked === undefined
      ? undefined
      : { document, request: picked.request, origin: null, asItStands: false };
  }

  /** Undefined where the person leaves, or there is none, which is said. */
  async #chooseFile(named: string | null): Promise<vscode.Uri | undefined> {
    const files = await fixtures();
    const own = files.find(({ uri }) => uri.toString() === named);
    if (own !== undefined) {
      return own.uri;
    }
    if (files.length === 0) {
      sayInStatusBar(
        vscode.l10n.t('No fixtures in this workspace. “Save as Fixture” of an event makes one.'),
      );
      return undefined;
    }
    const signers = await fixtureSigners(files, await this.#store.read(), this.#engine);
    const items = files.map(({ name, folder, uri }) => ({
      label: displayText(name),
      description: folder,
      detail: signers.get(uri.toString()) ?? '',
      uri,
    }));
    const placeHolder = vscode.l10n.t('Which fixture?');
    return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Send Fixture'), placeHolder }))
      ?.uri;
  }
}
