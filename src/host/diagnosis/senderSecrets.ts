import { HumanError } from '../../common/errors.ts';
import type { Secrets, Source } from '../../protocol/engine.ts';
import { notificationText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { secretKeyOf, secretOwner } from '../secrets/offeredSecrets.ts';
import { addSecret, labelProblem, renameSecret, secretsOf } from '../secrets/secretList.ts';
import { changedText, sentences } from '../secrets/secretText.ts';
import type { Translate } from '../words/translate.ts';

export interface SenderSecretsOptions {
  readonly engine: EngineCaller;
  readonly store: { read(): Promise<Secrets> };
  /** Resolves with how many stored events have a new verdict. */
  readonly changes: { save(secrets: Secrets): Promise<number> };
  readonly config: { readonly settings: { readonly sources: readonly Source[] } };
  readonly t: Translate;
}

/** A secret to be saved, and what it is called where that can be its label; empty for the usual label. */
export interface NamedSecret {
  readonly value: string;
  readonly name: string;
}

/** Saves secrets for the sender of an event. */
export class SenderSecrets {
  readonly #options: SenderSecretsOptions;

  constructor(options: SenderSecretsOptions) {
    this.#options = options;
  }

  /**
   * Resolves with what to say of it.
   * @throws HumanError where nobody is known that the secret could be saved for.
   */
  async save(id: number, { value, name }: NamedSecret): Promise<string> {
    const { engine, store, changes, config, t } = this.#options;
    const detail = await engine.call('getEvent', { id });
    const key = detail === null ? null : secretKeyOf(detail.summary, config.settings.sources);
    if (detail === null || key === null) {
      throw new HumanError(
        t('Nothing shows which provider this secret is for: choose it with “Check as Provider...” first.'),
      );
    }
    const saved = await store.read();
    const list = secretsOf(saved, key);
    const same = list.find((secret) => secret.value === value);
    if (same !== undefined) {
      return notificationText(t('This secret is already saved as {0}.', same.label));
    }
    const added = addSecret(saved, key, value, t);
    const isNamed = labelProblem(name, list, t) === null;
    const label = isNamed ? name : added.label;
    const secrets = isNamed
      ? renameSecret(added.secrets, { key, from: added.label, to: name })
      : added.secrets;
    const changed = await changes.save(secrets);
    return notificationText(
      sentences(t('Saved for {0} as {1}.', secretOwner(detail), label), changedText(changed, t)),
    );
  }
}
