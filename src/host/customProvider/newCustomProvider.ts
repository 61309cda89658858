import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import type { Config } from '../settings/config.ts';
import { runCustomProviderGuide } from './customProviderGuide.ts';
import { customRow, draftOf, idOfName, withRow } from './customProviderRow.ts';
import type { Found } from './customProviderState.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import { addSecret } from '../secrets/secretList.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { askScope } from '../settings/scopeQuestion.ts';
import type { Times } from '../words/wording.ts';
import { eventIdOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import type { Selection } from '../events/openEvent.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import type { SettingScope } from '../settings/settingScope.ts';

export interface NewCustomProviderOptions {
  readonly config: Pick<Config, 'editCustomProviders'>;
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
    const given = eventIdOf(argument);
    const id = given ?? panels.activeId ?? selection.selectedIds[0];
    const event = id === undefined ? null : await engine.call('getEvent', { id });
    const isGiven = given !== null && event !== null;
    const found = await runCustomProviderGuide(draftOf(event), isGiven, { engine, times });
    const scope = found === undefined ? undefined : await askScope(vscode.l10n.t('New Custom Provider'));
    if (found !== undefined && scope !== undefined) {
      await this.#save(found, scope);
      sayFound(found);
    }
  }

  async #save({ draft, name, keepSecret }: Found, scope: SettingScope): Promise<void> {
    const { config, engine, store, changes } = this.#options;
    const providers = await engine.call('providers', null);
    const id = idOfName(
      name,
      providers.map((provider) => provider.id),
    );
    const row = customRow(draft, id, name);
    await config.editCustomProviders(scope, (value) => withRow(value, row));
    if (keepSecret) {
      const { secrets } = addSecret(await store.read(), id, draft.secret, vscode.l10n.t);
      await changes.save(secrets);
    }
  }
}

function sayFound({ draft, name }: Found): void {
  sayInStatusBar(
    vscode.l10n.t(
      '{0} is saved. Its webhooks are recognised by the header {1}.',
      displayText(name),
      displayText(draft.header),
    ),
  );
}
