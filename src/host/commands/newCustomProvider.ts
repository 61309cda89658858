import * as vscode from 'vscode';
import { commandIds, settingNames } from '../contributions.ts';
import { runCustomProviderGuide, type Found } from '../customProviderGuide.ts';
import { customRow, emptyDraft, idOfName, withRow } from '../customProviderRow.ts';
import { notificationText } from '../displayText.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { EventPanels } from '../eventPanels.ts';
import type { SecretChanges } from '../secretChanges.ts';
import { addSecret } from '../secretList.ts';
import type { SecretStore } from '../secretStore.ts';
import { openSetting, rawSetting, writeSetting } from '../sources/settingsFile.ts';
import type { Times } from '../wording.ts';
import { eventIdOf } from './arguments.ts';
import type { Command } from './command.ts';
import type { Selection } from './openEvent.ts';

export interface NewCustomProviderOptions {
  readonly engine: EngineCaller;
  readonly store: SecretStore;
  readonly changes: SecretChanges;
  readonly panels: EventPanels;
  readonly selection: Selection;
  readonly times: Times;
}

/** Asks how a provider signs, proves the answers on a captured event, and writes them to `customProviders`. */
export class NewCustomProvider implements Command {
  readonly id = commandIds.newCustomProvider;
  readonly #options: NewCustomProviderOptions;

  constructor(options: NewCustomProviderOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, panels, selection, times } = this.#options;
    const id = eventIdOf(argument) ?? panels.activeId ?? selection.selectedIds[0];
    const event = id === undefined ? null : await engine.call('getEvent', { id });
    const found = await runCustomProviderGuide({ ...emptyDraft, event }, { engine, times });
    if (found !== undefined) {
      await this.#save(found);
      await sayFound(found);
    }
  }

  async #save({ draft, name, keepSecret }: Found): Promise<void> {
    const { engine, store, changes } = this.#options;
    const providers = await engine.call('providers', null);
    const id = idOfName(
      name,
      providers.map((provider) => provider.id),
    );
    const row = customRow(draft, id, name);
    await writeSetting(settingNames.customProviders, withRow(rawSetting(settingNames.customProviders), row));
    if (keepSecret) {
      const { secrets } = addSecret(await store.read(), id, draft.secret, vscode.l10n.t);
      await changes.save(secrets);
    }
  }
}

async function sayFound({ draft, name }: Found): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  const text = vscode.l10n.t(
    '{0} is saved. Its webhooks are recognised by the header {1}.',
    notificationText(name),
    notificationText(draft.header),
  );
  if ((await vscode.window.showInformationMessage(text, open)) === open) {
    await openSetting(settingNames.customProviders);
  }
}
