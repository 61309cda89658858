import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import type { EventDetail } from '../../protocol/event.ts';
import { longestCopy } from '../../protocol/exports.ts';
import type { LinkedSetting, PanelCopy } from '../../protocol/webview.ts';
import { openSetting } from '../settings/openSettings.ts';
import { commandIds, settingNames } from '../shared/contributions.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { EventDocuments } from '../events/eventDocuments.ts';
import { headersText, isText } from '../words/eventText.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { providersWithSecret, type NamedProvider } from '../signature/verdictOffers.ts';
import { sizeText } from '../words/wording.ts';

/** What a panel's buttons do beyond the panel. */
export class PanelActions {
  readonly #engine: EngineClient;
  readonly #documents: EventDocuments;
  readonly #store: Pick<SecretStore, 'read'>;

  constructor(engine: EngineClient, documents: EventDocuments, store: Pick<SecretStore, 'read'>) {
    this.#engine = engine;
    this.#documents = documents;
    this.#store = store;
  }

  /** For the source of the event, else for its provider. */
  async setSecret(id: number): Promise<void> {
    const detail = await this.#engine.call('getEvent', { id });
    const { source = null, provider = null } = detail?.summary ?? {};
    await vscode.commands.executeCommand(commandIds.setSigningSecret, { source, provider });
  }

  async openSetting(setting: LinkedSetting): Promise<void> {
    await openSetting(settingNames[setting]);
  }

  async saveSecret(eventId: number): Promise<void> {
    await vscode.commands.executeCommand(commandIds.saveOfferedSecret, { eventId });
  }

  async showSigned(eventId: number): Promise<void> {
    await vscode.commands.executeCommand(commandIds.showSignedBytes, { eventId });
  }

  async tryEnvSecrets(eventId: number): Promise<void> {
    await vscode.commands.executeCommand(commandIds.tryEnvSecrets, { eventId });
  }

  async saveFoundSecret(eventId: number): Promise<void> {
    await vscode.commands.executeCommand(commandIds.saveFoundSecret, { eventId });
  }

  async saveCorrectedSecret(eventId: number): Promise<void> {
    await vscode.commands.executeCommand(commandIds.saveCorrectedSecret, { eventId });
  }

  async replay(eventId: number, resigned: boolean): Promise<void> {
    const command = resigned ? commandIds.replayResigned : commandIds.replay;
    await vscode.commands.executeCommand(command, { eventId });
  }

  async editAndReplay(eventId: number): Promise<void> {
    await vscode.commands.executeCommand(commandIds.editAndReplay, { eventId });
  }

  async saveAsFixture(eventId: number): Promise<void> {
    await vscode.commands.executeCommand(commandIds.saveAsFixture, { eventId });
  }

  /** As `provider`, or as one that the person is asked for. */
  async verifyAs(eventId: number, provider: string | undefined): Promise<void> {
    await vscode.commands.executeCommand(commandIds.verifyAs, { eventId, provider });
  }

  async describeProvider(eventId: number): Promise<void> {
    await vscode.commands.executeCommand(commandIds.newCustomProvider, { eventId });
  }

  /** The providers that an event is offered to be checked as; none where it shows its own. */
  async likelyProviders({ reason }: EventDetail): Promise<readonly NamedProvider[]> {
    return reason.code === 'unrecognised'
      ? providersWithSecret(await this.#engine.call('providers', null), await this.#store.read())
      : [];
  }

  async openInEditor(id: number, what: PanelCopy): Promise<void> {
    const uri = what === 'headers' ? this.#documents.headersUri(id) : await this.#documents.payloadUri(id);
    await vscode.commands.executeCommand('vscode.open', uri);
  }

  /** @throws HumanError where the clipboard, which holds text, would change what was sent. */
  async copy(id: number, what: PanelCopy): Promise<void> {
    const text = what === 'headers' ? await this.#headers(id) : await this.#payload(id);
    if (text !== null) {
      await this.copyText(text);
    }
  }

  async copyText(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
  }

  async #offerEditor(id: number, size: number): Promise<void> {
    const open = vscode.l10n.t('Open in Editor');
    const text = vscode.l10n.t('The payload of {0} is too long for the clipboard.', sizeText(size));
    if ((await vscode.window.showInformationMessage(text, open)) === open) {
      await this.openInEditor(id, 'payload');
    }
  }

  async #headers(id: number): Promise<string> {
    const detail = await this.#engine.call('getEvent', { id });
    return detail === null ? '' : headersText(detail);
  }

  /** Null where it is too long, and the person was told so. */
  async #payload(id: number): Promise<string | null> {
    const detail = await this.#engine.call('getEvent', { id });
    const length = detail?.summary.size ?? 0;
    if (length > longestCopy) {
      await this.#offerEditor(id, length);
      return null;
    }
    const body = await this.#engine.call('readBody', { id, offset: 0, length });
    if (!isText(body)) {
      throw new HumanError(
        vscode.l10n.t(
          'The payload is not UTF-8 text, and the clipboard holds text only. Open it in an editor.',
        ),
      );
    }
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  }
}
