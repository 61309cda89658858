import * as vscode from 'vscode';
import type { ProviderInfo } from '../../protocol/engine.ts';
import { channelKey } from '../../protocol/secretKeys.ts';
import { nameProblem, urlProblem } from './channelGuide.ts';
import { channelDefaults, channelLimits, type ChannelSetting } from './channelSettings.ts';
import type { Config } from '../settings/config.ts';
import { settingNames } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import { secretsOf, withoutKey } from '../secrets/secretList.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { askText } from '../shared/guide.ts';
import { openSetting, selectSource } from '../settings/settingsFile.ts';
import { rowOf, withRow } from '../sources/sourceEdits.ts';
import {
  choiceField,
  numberField,
  saved,
  settingsField,
  switchField,
  textField,
  type EditedRow,
  type Field,
} from '../settings/fieldList.ts';
import { secretField } from './secretField.ts';
import { scopeOf } from '../settings/settingScope.ts';

const { l10n } = vscode;

export interface ChannelFieldsOptions {
  readonly config: Config;
  /** In the order in which they are offered. */
  readonly providers: readonly ProviderInfo[];
  readonly store: SecretStore;
  readonly changes: SecretChanges;
  readonly engine: EngineCaller;
  readonly problems: Problems;
}

/** `2, 5, 10`; null where it is no list of seconds. */
export function gapsOf(typed: string): readonly number[] | null {
  const gaps = typed.split(/[\s,]+/).map(Number);
  return gaps.every((gap) => gap >= 0 && gap <= channelLimits.gap) ? gaps : null;
}

/** A channel as it is edited. */
export class ChannelFields {
  readonly #options: ChannelFieldsOptions;
  readonly #scope: ReturnType<typeof scopeOf>;
  readonly #begin: ChannelSetting;
  #name: string;

  constructor(channel: ChannelSetting, options: ChannelFieldsOptions) {
    this.#options = options;
    this.#begin = channel;
    this.#name = channel.name;
    this.#scope = scopeOf(channel);
  }

  get #channel(): ChannelSetting {
    const { channels } = this.#options.config.settings;
    return channels.find(({ name }) => name === this.#name) ?? { ...this.#begin, name: this.#name };
  }

  get title(): string {
    return l10n.t('Edit Channel: {0}', displayText(this.#name, 60));
  }

  readonly all = async (): Promise<readonly Field[]> => {
    const { row } = this;
    return [
      this.#nameField(),
      choiceField({
        ...{ row, label: l10n.t('Provider'), path: ['provider'] },
        choices: this.#options.providers
          .filter(({ canSign }) => canSign)
          .map(({ id, name }) => ({ label: displayText(name), value: id })),
      }),
      textField({
        ...{ row, label: l10n.t('URL'), path: ['url'], none: '', validate: urlProblem },
        prompt: l10n.t('URL of the endpoint, as it would be entered at the provider'),
      }),
      await this.#secretField(),
      ...retryFields(row),
      switchField({ row, label: l10n.t('Enabled'), path: ['enabled'], usual: true }),
      settingsField(async () => {
        await openSetting(settingNames.channels, this.#scope);
        selectSource(settingNames.channels, this.#name);
      }),
    ];
  };

  get row(): EditedRow {
    return {
      read: () => rowOf(this.#options.config.written(settingNames.channels)[this.#scope], this.#name),
      write: (change) =>
        this.#options.config.editChannels(this.#scope, (value) => withRow(value, this.#name, change)),
    };
  }

  #nameField(): Field {
    const label = l10n.t('Name');
    const { channels } = this.#options.config.settings;
    const taken = channels.map(({ name }) => name).filter((name) => name !== this.#name);
    return {
      label,
      value: this.#name,
      edit: async () =>
        saved(
          await askText({
            ...{ title: label, number: 2, of: null, value: this.#name },
            prompt: l10n.t('Name of the channel, as the views show it'),
            validate: (typed) => nameProblem(typed, taken),
          }),
          (typed) => this.#rename(typed),
        ),
    };
  }

  /** A channel's own secret is saved under its name, and goes with it. */
  async #rename(name: string): Promise<void> {
    const { store, changes } = this.#options;
    const secrets = await store.read();
    const own = secretsOf(secrets, channelKey(this.#name));
    if (name === this.#name) {
      return;
    }
    if (own.length > 0) {
      await changes.save({ ...secrets, [channelKey(name)]: own });
    }
    await this.row.write((row) => ({ ...row, name }));
    const before = this.#name;
    this.#name = name;
    if (own.length > 0) {
      await changes.save(withoutKey(await store.read(), channelKey(before)));
    }
  }

  #secretField(): Promise<Field> {
    const { config, providers } = this.#options;
    const { sources } = config.settings;
    const channel = this.#channel;
    const provider = providers.find(({ id }) => id === channel.provider) ?? null;
    return secretField({ ...this.#options, channel, provider, sources });
  }
}

function retryFields(row: EditedRow): readonly Field[] {
  return [
    numberField({
      ...{ row, label: l10n.t('Retries'), path: ['retries'], isWhole: true },
      prompt: l10n.t('How often to try again where the response is not 2xx'),
      ...{ min: 0, max: channelLimits.retries, usual: channelDefaults.retries },
    }),
    textField({
      ...{ row, label: l10n.t('Gaps'), path: ['gaps'], none: channelDefaults.gaps.join(', ') },
      prompt: l10n.t(
        'Seconds before each further attempt, such as 2, 5, 10; the last holds for all that follow',
      ),
      format: (value) => (Array.isArray(value) ? value.join(', ') : ''),
      parse: (typed) => (typed === '' ? undefined : gapsOf(typed)),
      validate: (typed) =>
        typed === '' || gapsOf(typed) !== null
          ? null
          : l10n.t('Numbers of seconds from 0 to {0}, with commas between them.', channelLimits.gap),
    }),
    numberField({
      ...{ row, label: l10n.t('Time-out'), path: ['timeout'], isWhole: false },
      prompt: l10n.t('Seconds in which the response has to come'),
      ...{ min: 1, max: channelLimits.timeout, usual: channelDefaults.timeout },
    }),
  ];
}
