import * as vscode from 'vscode';
import type { EventDetail } from '../../protocol/event.ts';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { verifyAsItems, type VerifyAsItem } from './verifyAsItems.ts';
import { eventIdOf, providerOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chosenEvent, sayNoEvent, type Selection } from '../events/openEvent.ts';

export interface VerifyAsOptions {
  readonly engine: EngineCaller;
  readonly store: SecretStore;
  readonly panels: EventPanels;
  readonly selection: Selection;
}

interface ProviderItem extends vscode.QuickPickItem {
  readonly provider: string | null;
}

/**
 * Checks an event as the provider of its argument, or as one that the person picks: the event of its argument, the
 * focused panel, the selection or the newest.
 */
export class VerifyAs implements Command {
  readonly id = commandIds.verifyAs;
  readonly #options: VerifyAsOptions;

  constructor(options: VerifyAsOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, panels, selection } = this.#options;
    const id = eventIdOf(argument) ?? panels.activeId ?? (await chosenEvent(selection, engine));
    const detail = id === null ? null : await engine.call('getEvent', { id });
    if (id === null || detail === null) {
      sayNoEvent();
      return;
    }
    const named = providerOf(argument);
    const picked = named === null ? await this.#pick(detail) : { provider: named };
    if (picked !== undefined) {
      await engine.call('setProvider', { id, provider: picked.provider });
    }
  }

  async #pick(detail: EventDetail): Promise<ProviderItem | undefined> {
    const { engine, store } = this.#options;
    const [providers, secrets] = await Promise.all([engine.call('providers', null), store.read()]);
    const items = verifyAsItems(providers, secrets, detail, vscode.l10n.t).map(pickItem);
    return vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Check as Provider...'),
      placeHolder: vscode.l10n.t('Which provider sent “{0}”?', displayText(detail.summary.title, 80)),
      matchOnDescription: true,
    });
  }
}

function pickItem({ label, description, provider, heading }: VerifyAsItem): ProviderItem {
  return heading
    ? { label, provider, kind: vscode.QuickPickItemKind.Separator }
    : { label, description, provider };
}
