import * as vscode from 'vscode';
import type { ProviderInfo, Secrets } from '../../protocol/engine.ts';
import { idOfSource, keyOfSource } from '../../protocol/secretKeys.ts';
import { ruleText } from '../responses/answerText.ts';
import type { Config } from '../settings/config.ts';
import { settingNames } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import { toldSecrets } from '../secrets/secretPick.ts';
import { hostOf } from '../targets/target.ts';
import { secretsOf } from '../secrets/secretList.ts';
import { askText } from '../shared/guide.ts';
import { described } from '../shared/rowText.ts';
import { openSetting, selectSource } from '../settings/settingsFile.ts';
import { rowOf, withRow } from './sourceEdits.ts';
import { nameProblem, pathProblem, publicUrlProblem } from './sourceQuestions.ts';
import type { SourceSetting } from './sourceSettings.ts';
import {
  choiceField,
  partField,
  saved,
  secretsField,
  settingsField,
  switchField,
  textField,
  type EditedRow,
  type Field,
} from '../settings/fieldList.ts';
import { forwardFields } from '../forward/forwardFields.ts';
import { responseFields } from '../responses/responseFields.ts';
import { scopeOf } from '../settings/settingScope.ts';

const { l10n } = vscode;

export interface SourceFieldsOptions {
  readonly config: Config;
  /** In the order in which they are offered. */
  readonly providers: readonly ProviderInfo[];
  readonly secrets: () => Promise<Secrets>;
}

/** A source as it is edited; it is the same one when its name is another. */
export class SourceFields {
  readonly #options: SourceFieldsOptions;
  readonly #id: string;
  readonly #begin: SourceSetting;

  constructor(source: SourceSetting, options: SourceFieldsOptions) {
    this.#options = options;
    this.#begin = source;
    this.#id = idOfSource(source);
  }

  get #source(): SourceSetting {
    const { sources } = this.#options.config.settings;
    return sources.find((source) => idOfSource(source) === this.#id) ?? this.#begin;
  }

  get title(): string {
    return l10n.t('Edit Source: {0}', displayText(this.#source.name, 60));
  }

  get row(): EditedRow {
    return {
      read: () => {
        const { name } = this.#source;
        return rowOf(this.#options.config.written(settingNames.sources)[scopeOf(this.#source)], name);
      },
      write: (change) =>
        this.#options.config.editSources(scopeOf(this.#source), (value) =>
          withRow(value, this.#source.name, change),
        ),
    };
  }

  readonly all = async (): Promise<readonly Field[]> => {
    const { row } = this;
    const { enabled } = this.#source;
    return [
      this.#name(),
      ...this.#places(row),
      await this.#secrets(),
      this.forwarding(),
      this.response(),
      switchField({
        row,
        label: l10n.t('Enabled'),
        path: ['enabled'],
        usual: true,
        about: enabled ? '' : l10n.t('its requests are captured as if it did not exist'),
      }),
      settingsField(() => this.#openSettings()),
    ];
  };

  forwarding(): Field {
    const { forward } = this.#source;
    const to = forward === null ? l10n.t('none') : hostOf(forward.target);
    const value = forward === null || forward.enabled ? to : `${to} (${l10n.t('off')})`;
    return partField(l10n.t('Forwarding'), value, () => Promise.resolve(forwardFields(this.row)));
  }

  response(): Field {
    const { answer } = this.#source;
    const value = answer === undefined ? '200' : ruleText(answer, l10n.t);
    return partField(l10n.t('Response'), value, () => Promise.resolve(responseFields(this.row)));
  }

  #others(): readonly SourceSetting[] {
    return this.#options.config.settings.sources.filter((source) => idOfSource(source) !== this.#id);
  }

  #name(): Field {
    const { name } = this.#source;
    const label = l10n.t('Name');
    return {
      label,
      value: name,
      edit: async () =>
        saved(
          await askText({
            ...{ title: label, number: 2, of: null, value: name },
            prompt: l10n.t('Its secrets and events stay with it.'),
            validate: (typed) => (typed === name ? null : nameProblem(typed, this.#others(), l10n.t)),
          }),
          (typed) => this.#options.config.renameSource(this.#id, typed),
        ),
    };
  }

  #places(row: EditedRow): readonly Field[] {
    const providers = this.#options.providers.map(({ id, name }) => ({
      label: displayText(name),
      value: id,
    }));
    const recognise = {
      label: l10n.t('Recognise automatically'),
      description: l10n.t('from the headers and the shape of each request'),
      value: undefined,
    };
    return [
      textField({
        ...{ row, label: l10n.t('Path'), path: ['path'], none: '/' },
        prompt: l10n.t('Path of its URL; everything below the path belongs to the source, too'),
        validate: (typed) => pathProblem(typed, this.#others(), l10n.t),
      }),
      choiceField({
        ...{ row, label: l10n.t('Provider'), path: ['provider'] },
        choices: [recognise, ...providers],
      }),
      textField({
        ...{ row, label: l10n.t('Public URL'), path: ['publicUrl'], none: l10n.t('none') },
        prompt: l10n.t('The URL that the provider was given, such as that of a tunnel. Empty for none.'),
        validate: (typed) => publicUrlProblem(typed, l10n.t),
      }),
    ];
  }

  async #secrets(): Promise<Field> {
    const source = this.#source;
    const secrets = await this.#options.secrets();
    const provider = this.#options.providers.find(({ id }) => id === source.provider);
    const shared = provider === undefined ? [] : secretsOf(secrets, provider.id);
    const instead =
      provider === undefined || shared.length === 0
        ? ''
        : described(l10n.t('of {0}', displayText(provider.name)), toldSecrets(shared));
    const own = secretsOf(secrets, keyOfSource(source));
    return secretsField(own, { source: source.name }, instead);
  }

  async #openSettings(): Promise<void> {
    await openSetting(settingNames.sources, scopeOf(this.#source));
    selectSource(settingNames.sources, this.#source.name);
  }
}
