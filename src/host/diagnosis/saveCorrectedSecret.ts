import * as vscode from 'vscode';
import { NothingToDo } from '../../common/errors.ts';
import type { Correction, Diagnosis } from '../../protocol/diagnosis.ts';
import type { Secret } from '../../protocol/engine.ts';
import { commandIds } from '../shared/contributions.ts';
import type { Diagnoses } from './diagnoses.ts';
import { holdsSeveral, mayBeOfSender } from './diagnosisView.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import { correctSecret, signerSecret } from '../secrets/secretList.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { changedText, sentences } from '../secrets/secretText.ts';
import type { Settings } from '../settings/settings.ts';
import { savedTargets } from '../secrets/secretTargets.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import { eventIdOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chosenEvent, sayNoEvent, type Selection } from '../events/openEvent.ts';
import { markedNow } from '../secrets/secretPick.ts';

export interface SaveCorrectedOptions {
  readonly engine: EngineCaller;
  readonly store: SecretStore;
  readonly changes: SecretChanges;
  readonly panels: EventPanels;
  readonly selection: Selection;
  readonly config: { readonly settings: Settings };
  readonly diagnoses: Diagnoses;
}

/** Puts the secret that an explanation proved in the place of the saved copy that is damaged, after asking. */
export class SaveCorrectedSecret implements Command {
  readonly id = commandIds.saveCorrectedSecret;
  readonly #options: SaveCorrectedOptions;

  constructor(options: SaveCorrectedOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, panels, selection, diagnoses, store } = this.#options;
    const id = eventIdOf(argument) ?? panels.activeId ?? (await chosenEvent(selection, engine));
    if (id === null) {
      sayNoEvent();
      return;
    }
    const state = diagnoses.stateOf(id);
    const diagnosis = state?.kind === 'done' ? state.diagnosis : null;
    const correction = diagnosis?.correction ?? null;
    const damaged = signerSecret(await store.read(), correction);
    if (diagnosis === null || correction === null || damaged === undefined) {
      throw new NothingToDo(
        vscode.l10n.t('No explanation of this event has found a saved secret that can be corrected.'),
      );
    }
    const owner = await this.#owner(correction);
    if (await confirm(damaged, owner, diagnosis)) {
      await this.#save(correction, damaged, owner);
    }
  }

  async #save(correction: Correction, damaged: Secret, owner: string): Promise<void> {
    const { store, changes } = this.#options;
    const { t } = vscode.l10n;
    const saved = await store.read();
    // Another window may have changed it while the question was open.
    if (signerSecret(saved, correction)?.value !== damaged.value) {
      throw new NothingToDo(t('This secret was changed in the meantime; it was left as it is.'));
    }
    const changed = await changes.save(correctSecret(saved, correction));
    const text = t('{0} of {1} is corrected.', displayText(correction.label), owner);
    sayInStatusBar(sentences(text, changedText(changed, t)));
  }

  /** The name of whom it is saved for. */
  async #owner({ key }: Correction): Promise<string> {
    const { engine, store, config } = this.#options;
    const [providers, saved] = await Promise.all([engine.call('providers', null), store.read()]);
    const targets = savedTargets(saved, config.settings.sources, providers);
    return displayText(targets.find((target) => target.key === key)?.name ?? key);
  }
}

async function confirm(damaged: Secret, owner: string, diagnosis: Diagnosis): Promise<boolean> {
  const { t } = vscode.l10n;
  const replace = t('Replace');
  const choice = await vscode.window.showWarningMessage(
    t('Replace {0} of {1} with the corrected secret?', markedNow(damaged), owner),
    {
      modal: true,
      detail: sentences(
        t('This event verifies with the corrected one. Stored events are verified again with it.'),
        mayBeOfSender(diagnosis)
          ? t('If the sender’s copy is the wrong one, correct it there and keep the saved one.')
          : '',
        holdsSeveral(diagnosis) ? t('The other values in the saved one are not kept.') : '',
        t('The saved one cannot be brought back from here.'),
      ),
    },
    replace,
  );
  return choice === replace;
}
