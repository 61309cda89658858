import * as vscode from 'vscode';
import { keyOfSource } from '../../protocol/secretKeys.ts';
import { isVerified, type Verdict } from '../../protocol/verdict.ts';
import type { Config } from '../settings/config.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { eventRowText } from '../events/eventRowText.ts';
import { describeReason } from '../signature/reasonText.ts';
import { secretsOf } from '../secrets/secretList.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { askPick, type Validation } from '../shared/guide.ts';
import { described } from '../shared/rowText.ts';
import type { Row } from '../settings/settingRow.ts';
import { verdictName, type Times } from '../words/wording.ts';
import { part, saved, type Field, type Outcome } from '../settings/fieldList.ts';
import { fieldAt } from '../settings/rowFields.ts';
import type { EventSummary } from '../../protocol/summary.ts';

const { l10n } = vscode;

/** Events that are looked at for one of the provider, and offered. */
const mostEvents = 50;

export interface EventCheckOptions {
  readonly engine: EngineCaller;
  readonly config: Config;
  readonly store: SecretStore;
  readonly times: Times;
}

interface Effect {
  readonly verdict: Verdict;
  readonly reason: string;
}

/** Tries a custom provider on a captured event while it is edited, with the saved secrets. */
export class EventCheck {
  readonly #options: EventCheckOptions;
  readonly #id: () => string;
  /** Undefined where none was chosen: the newest one of the provider. */
  #chosen: EventSummary | null | undefined;
  #last: Verdict | null = null;

  constructor(options: EventCheckOptions, id: () => string) {
    this.#options = options;
    this.#id = id;
  }

  /** What the row made of the event when it was asked last; empty without one. */
  get verdict(): string {
    return this.#last === null ? '' : verdictName(this.#last, l10n.t);
  }

  /** Which event it is, and what the row makes of it; another one can be chosen. */
  async field(row: Row): Promise<Field> {
    const event = await this.#event();
    const effect = event === null ? null : await this.#effectOf(event, row);
    this.#last = effect?.verdict ?? null;
    const value =
      event === null || effect === null
        ? l10n.t('no event')
        : described(verdictName(effect.verdict, l10n.t), displayText(event.title, 60), effect.reason);
    return { label: l10n.t('Checked on'), value, edit: () => this.#choose() };
  }

  /** What is said of a row that is not written yet; null where the event stays what it is. */
  async effect(before: Row, after: Row): Promise<Validation> {
    const event = await this.#event();
    if (event === null) {
      return null;
    }
    const [was, is] = await Promise.all([this.#effectOf(event, before), this.#effectOf(event, after)]);
    if (is === null || was === null || is.verdict === was.verdict) {
      return null;
    }
    const { Info, Warning } = vscode.InputBoxValidationSeverity;
    const title = displayText(event.title, 60);
    const verdict = verdictName(is.verdict, l10n.t);
    const message = l10n.t('“{0}” becomes {1}: {2}', title, verdict, is.reason);
    return { message, severity: isVerified(is.verdict) ? Info : Warning };
  }

  async #event(): Promise<EventSummary | null> {
    return this.#chosen === undefined
      ? ((await this.#events()).find(({ provider }) => provider === this.#id()) ?? null)
      : this.#chosen;
  }

  async #events(): Promise<readonly EventSummary[]> {
    const { events } = await this.#options.engine.call('listEvents', { limit: mostEvents, before: null });
    return events.filter(({ verdict }) => verdict !== 'refused');
  }

  async #choose(): Promise<Outcome> {
    const { times } = this.#options;
    const events = (await this.#events()).map((event) => {
      const { label, description } = eventRowText(event, { times, t: l10n.t });
      return { label, description, event };
    });
    const items = [...events, { label: l10n.t('No Event'), description: '', event: null }];
    const now = (await this.#event())?.id;
    const active = items.find(({ event }) => event?.id === now);
    const placeholder = l10n.t('Choose an event to check the provider on');
    const answer = await askPick({ title: l10n.t('Checked on'), ...part, placeholder, items, active });
    return saved(answer, ({ event }) => {
      this.#chosen = event;
      return Promise.resolve();
    });
  }

  /** Null where the event is gone, or the row cannot be used. */
  async #effectOf({ id, source }: EventSummary, row: Row): Promise<Effect | null> {
    const { engine, store, config } = this.#options;
    const secrets = await store.read();
    const own = config.settings.sources.find(({ name }) => name === source);
    const ofSource = own === undefined ? [] : secretsOf(secrets, keyOfSource(own));
    const tried = ofSource.length > 0 ? ofSource : secretsOf(secrets, this.#id());
    if ((await engine.call('getEvent', { id })) === null) {
      return null;
    }
    const { verdict, reason, problems } = await engine.call('tryProvider', { id, row, secrets: tried });
    const isSignature = fieldAt(row, ['verify', 'kind']) === 'signature';
    const content = fieldAt(row, ['verify', 'content']) ?? '{body}';
    const words = { t: l10n.t, signedContent: isSignature ? String(content) : '' };
    return problems.length > 0 ? null : { verdict, reason: describeReason(reason, words).reason };
  }
}
