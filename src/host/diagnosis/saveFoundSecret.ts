import * as vscode from 'vscode';
import { NothingToDo } from '../../common/errors.ts';
import { commandIds } from '../shared/contributions.ts';
import type { Diagnoses } from './diagnoses.ts';
import { foundSecret } from './foundSecret.ts';
import type { SenderSecrets } from './senderSecrets.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import type { Settings } from '../settings/settings.ts';
import { eventIdOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chosenEvent, sayNoEvent, type Selection } from '../events/openEvent.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

export interface SaveFoundOptions {
  readonly engine: EngineCaller;
  readonly store: SecretStore;
  readonly panels: EventPanels;
  readonly selection: Selection;
  readonly config: { readonly settings: Settings };
  readonly diagnoses: Diagnoses;
  readonly senderSecrets: SenderSecrets;
}

/** Saves the secret of another sender that an explanation found, for the sender of the event. */
export class SaveFoundSecret implements Command {
  readonly id = commandIds.saveFoundSecret;
  readonly #options: SaveFoundOptions;

  constructor(options: SaveFoundOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, panels, selection, diagnoses, store, senderSecrets, config } = this.#options;
    const id = eventIdOf(argument) ?? panels.activeId ?? (await chosenEvent(selection, engine));
    if (id === null) {
      sayNoEvent();
      return;
    }
    const state = diagnoses.stateOf(id);
    const secrets = await store.read();
    const { sources } = config.settings;
    const providers = await engine.call('providers', null);
    const found =
      state?.kind === 'done' ? foundSecret(state.diagnosis, secrets, { providers, sources }) : null;
    if (found === null) {
      throw new NothingToDo(
        vscode.l10n.t('No explanation of this event has found a secret that is saved for another sender.'),
      );
    }
    const text = await senderSecrets.save(id, { value: found.value, name: '' });
    sayInStatusBar(text);
  }
}
