import * as vscode from 'vscode';
import { NothingToDo } from '../../common/errors.ts';
import { commandIds } from '../contributions.ts';
import type { Diagnoses } from '../diagnosis/diagnoses.ts';
import { foundSecret } from '../diagnosis/foundSecret.ts';
import type { SenderSecrets } from '../diagnosis/senderSecrets.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { EventPanels } from '../eventPanels.ts';
import type { SecretStore } from '../secretStore.ts';
import type { Settings } from '../settings.ts';
import { eventIdOf } from './arguments.ts';
import type { Command } from './command.ts';
import { chosenEvent, sayNoEvent, type Selection } from './openEvent.ts';
import { sayInStatusBar } from '../statusMessage.ts';

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
