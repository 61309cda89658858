import { NothingToDo } from '../../common/errors.ts';
import type { Event } from '../../common/event.ts';
import type { Secret, Secrets, Source } from '../../protocol/engine.ts';
import type { EventDetail } from '../../protocol/event.ts';
import { keyOfSource, sourceKey } from '../../protocol/secretKeys.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { addSecret, cleanSecret, secretsOf, signerSecret } from './secretList.ts';
import type { Translate } from '../words/translate.ts';
import type { EventSummary } from '../../protocol/summary.ts';

export interface OfferedSecretsOptions {
  readonly engine: EngineCaller;
  readonly store: { read(): Promise<Secrets>; readonly onDidChange: Event<Secrets> };
  /** Resolves with how many stored events have a new verdict. */
  readonly changes: { save(secrets: Secrets): Promise<number> };
  readonly config: { readonly settings: { readonly sources: readonly Source[] } };
  readonly t: Translate;
}

export interface SavedOffer {
  /** See `secretOwner`. */
  readonly owner: string;
  readonly label: string;
  /** Stored events with a new verdict; null where the secret was saved before. */
  readonly changed: number | null;
}

/** Where the secrets of an event's sender are kept: with its source where it has one. Null where nobody is known. */
export function secretKeyOf(
  { source, provider }: Pick<EventSummary, 'source' | 'provider'>,
  sources: readonly Source[],
): string | null {
  if (source === null) {
    return provider;
  }
  const own = sources.find(({ name }) => name === source);
  return own === undefined ? sourceKey(source) : keyOfSource(own);
}

/** The name of whom `secretKeyOf` is for; empty where that is not known. */
export function secretOwner({
  summary: { source },
  providerName,
}: Pick<EventDetail, 'providerName'> & { readonly summary: Pick<EventSummary, 'source'> }): string {
  return displayText(source ?? providerName ?? '', 80);
}

/** The secrets that an event is held against: its source's own, else its provider's. */
export function usedSecrets(
  secrets: Secrets,
  summary: Pick<EventSummary, 'source' | 'provider'>,
  sources: readonly Source[],
): readonly Secret[] {
  const own = secretsOf(secrets, secretKeyOf(summary, sources) ?? '');
  return own.length > 0 ? own : secretsOf(secrets, summary.provider ?? '');
}

/** Signing secrets that handshakes bring. They go from the engine to the secret storage and are shown nowhere. */
export class OfferedSecrets {
  readonly #options: OfferedSecretsOptions;

  constructor(options: OfferedSecretsOptions) {
    this.#options = options;
  }

  /** The saved secrets have changed, so an offer may be open no longer, or again. */
  get onDidChange(): Event<Secrets> {
    return this.#options.store.onDidChange;
  }

  /** Whether an event brought a secret that is not saved. */
  async isOpen({ summary, handshake }: EventDetail): Promise<boolean> {
    if (
      handshake?.offersSecret !== true ||
      secretKeyOf(summary, this.#options.config.settings.sources) === null
    ) {
      return false;
    }
    const value = await this.#valueOf(summary.id);
    return value !== null && (await this.#savedAs(summary, value)) === null;
  }

  /** The secret that would re-sign an event; undefined where none would. */
  async signer({ signer }: EventDetail): Promise<Secret | undefined> {
    return signerSecret(await this.#options.store.read(), signer);
  }

  /** @throws NothingToDo where the event brings no secret, or none that could be kept anywhere. */
  async save(id: number): Promise<SavedOffer> {
    const { engine, store, changes, config, t } = this.#options;
    const detail = await engine.call('getEvent', { id });
    const key = detail === null ? null : secretKeyOf(detail.summary, config.settings.sources);
    const value = key === null ? null : await this.#valueOf(id);
    if (detail === null || key === null || value === null) {
      throw new NothingToDo(t('This event does not contain a signing secret.'));
    }
    const label = await this.#savedAs(detail.summary, value);
    const owner = secretOwner(detail);
    if (label !== null) {
      return { owner, label, changed: null };
    }
    const added = addSecret(await store.read(), key, value, t);
    return { owner, label: added.label, changed: await changes.save(added.secrets) };
  }

  async #valueOf(id: number): Promise<string | null> {
    const offered = await this.#options.engine.call('offeredSecret', { id });
    const { value } = cleanSecret(offered ?? '');
    return value === '' ? null : value;
  }

  /** The label under which a secret is saved, null where it is not. */
  async #savedAs(summary: EventSummary, value: string): Promise<string | null> {
    const secrets = usedSecrets(
      await this.#options.store.read(),
      summary,
      this.#options.config.settings.sources,
    );
    return secrets.find((secret) => secret.value === value)?.label ?? null;
  }
}
