import * as vscode from 'vscode';
import type { CustomProviderProblem } from '../../protocol/engine.ts';
import type { Config } from '../settings/config.ts';
import { configurationSection, extensionId, settingNames } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import { secretsOf, withoutKey } from '../secrets/secretList.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { askText, type Validation } from '../shared/guide.ts';
import type { Row } from '../settings/settingRow.ts';
import { editSetting, openSetting, scopedSetting, selectSource } from '../settings/settingsFile.ts';
import { customFault } from '../settings/settingText.ts';
import type { Times } from '../words/wording.ts';
import { customFieldLabel } from './customFieldText.ts';
import { customRows, fittedRow, withKind, withProviderId, type CustomRow } from './customRows.ts';
import { EventCheck } from './eventCheck.ts';
import {
  choiceField,
  part,
  saved,
  secretsField,
  settingsField,
  type EditedRow,
  type Field,
} from '../settings/fieldList.ts';
import { fieldAt, withField, type FieldPath } from '../settings/rowFields.ts';
import { propertyOf, rulesOf, type Schema } from '../settings/schema.ts';
import { fieldsOf, type SchemaRow } from '../settings/schemaFields.ts';

const { l10n } = vscode;
const setting = settingNames.customProviders;

export interface CustomProviderFieldsOptions {
  readonly engine: EngineCaller;
  readonly config: Config;
  readonly store: SecretStore;
  readonly changes: SecretChanges;
  readonly times: Times;
}

interface Contribution {
  readonly properties: Readonly<Record<string, Schema>>;
}

/** The schema of a row, as the manifest has it, in the language of the window. */
function rowSchema(): Schema {
  const manifest: unknown = vscode.extensions.getExtension(extensionId)?.packageJSON;
  const groups = fieldAt(manifest, ['contributes', 'configuration']) as readonly Contribution[];
  const found = groups.flatMap(({ properties }) => properties[`${configurationSection}.${setting}`] ?? []);
  return found[0]?.items ?? {};
}

/** A custom provider as it is edited. */
export class CustomProviderFields {
  readonly #options: CustomProviderFieldsOptions;
  readonly #begin: CustomRow;
  readonly #schema = rowSchema();
  readonly #check: EventCheck;
  #id: string;

  constructor(begin: CustomRow, options: CustomProviderFieldsOptions) {
    this.#options = options;
    this.#begin = begin;
    this.#id = begin.id;
    this.#check = new EventCheck(options, () => this.#id);
  }

  get title(): string {
    const { verdict } = this.#check;
    const name = displayText(this.#now.name, 60);
    return verdict === ''
      ? l10n.t('Edit Custom Provider: {0}', name)
      : l10n.t('Edit Custom Provider: {0} ({1})', name, verdict);
  }

  /** The row of its id; one without an id is known by its place. */
  get #now(): CustomRow {
    const { place } = this.#begin;
    const rows = customRows(scopedSetting(setting)).filter((row) => row.place.scope === place.scope);
    const found = rows.find((row) =>
      this.#id === '' ? row.place.index === place.index : row.id === this.#id,
    );
    return found ?? this.#begin;
  }

  get #row(): SchemaRow {
    return {
      read: () => this.#now.row,
      write: (change) => this.#write(change),
      labelOf: (name) => customFieldLabel(name, l10n.t),
      check: (row, path) => this.#validation(row, path),
      fitted: async (row) => fittedRow(row, await this.#problems(row)),
    };
  }

  readonly all = async (): Promise<readonly Field[]> => {
    const row = this.#row;
    const { verify } = row.read();
    const rules = rulesOf(propertyOf(this.#schema, 'verify') ?? {}, fieldAt(verify, ['kind']));
    const others = Object.keys(this.#schema.properties ?? {}).filter(
      (name) => !['id', 'name', 'verify'].includes(name),
    );
    return [
      await this.#check.field(row.read()),
      ...fieldsOf(row, this.#schema, [], ['name']),
      this.#idField(),
      this.#kindField(row),
      ...(rules === undefined ? [] : fieldsOf(row, rules, ['verify'])),
      ...fieldsOf(row, this.#schema, [], others),
      ...(await this.#secrets()),
      settingsField(async () => {
        const { place, name } = this.#now;
        await openSetting(setting, place.scope);
        selectSource(setting, name);
      }),
    ];
  };

  async #write(change: (row: Row) => Row): Promise<void> {
    const { place } = this.#now;
    await editSetting(setting, place.scope, (value) => {
      const rows: readonly unknown[] = Array.isArray(value) ? value : [];
      return rows.map((row, index) => (index === place.index ? change(this.#now.row) : row));
    });
  }

  #problems(row: Row): Promise<readonly CustomProviderProblem[]> {
    return this.#options.engine.call('checkProvider', { row });
  }

  /** A fault that the field has, or that others have because of it; else what the event becomes. */
  async #validation(row: Row, path: FieldPath): Promise<Validation> {
    const own = path.join('.');
    const [before, after] = await Promise.all([this.#problems(this.#now.row), this.#problems(row)]);
    const fault = after.find(
      ({ field, problem }) =>
        `${field}.`.startsWith(`${own}.`) ||
        !before.some((old) => old.field === field && old.problem.code === problem.code),
    );
    if (fault === undefined) {
      return this.#check.effect(this.#now.row, row);
    }
    const text = customFault(fault, l10n.t);
    const isOwn = `${fault.field}.`.startsWith(`${own}.`);
    const label = customFieldLabel(fault.field.split('.').at(-1) ?? '', l10n.t);
    return isOwn ? l10n.t('This field {0}.', text) : l10n.t('The field “{0}” {1}.', label, text);
  }

  #kindField(row: EditedRow): Field {
    const kinds = propertyOf(propertyOf(this.#schema, 'verify') ?? {}, 'kind')?.enum ?? [];
    return choiceField({
      row: {
        read: () => row.read(),
        write: (change) =>
          row.write((now) => withKind(now, String(fieldAt(change(now), ['verify', 'kind'])))),
      },
      label: customFieldLabel('kind', l10n.t),
      path: ['verify', 'kind'],
      choices: kinds.map((kind) => ({ label: String(kind), value: kind })),
    });
  }

  #idField(): Field {
    const label = customFieldLabel('id', l10n.t);
    return {
      label,
      value: this.#id,
      edit: async () => {
        const known = (await this.#options.engine.call('providers', null)).map(({ id }) => id);
        const answer = await askText({
          ...{ title: label, ...part, value: this.#id },
          prompt: l10n.t('Its secrets go with it, and so do the sources and channels that name it here.'),
          validate: (typed) =>
            typed !== this.#id && known.includes(typed)
              ? l10n.t('“{0}” is the id of another provider already.', displayText(typed))
              : this.#row.check(withField(this.#now.row, ['id'], typed), ['id']),
        });
        return saved(answer, (typed) => this.#moveTo(typed));
      },
    };
  }

  /** What names the provider goes with its id. */
  async #moveTo(id: string): Promise<void> {
    const { store, changes, config } = this.#options;
    const before = this.#id;
    if (id === before) {
      return;
    }
    const secrets = await store.read();
    const own = secretsOf(secrets, before);
    if (own.length > 0) {
      await changes.save({ ...secrets, [id]: own });
    }
    await this.#write((row) => withField(row, ['id'], id));
    this.#id = id;
    // Where a row of all workspaces has the id, too, it is still in use.
    if (before === '' || customRows(scopedSetting(setting)).some((row) => row.id === before)) {
      return;
    }
    for (const scope of ['workspace', 'user'] as const) {
      const { sources, channels } = config.settings;
      const names = (list: readonly { provider: string | null; scope?: string }[]): boolean =>
        list.some((one) => one.provider === before && (one.scope ?? 'user') === scope);
      if (names(sources)) {
        await config.editSources(scope, (value) => withProviderId(value, before, id));
      }
      if (names(channels)) {
        await config.editChannels(scope, (value) => withProviderId(value, before, id));
      }
    }
    await changes.save(withoutKey(await store.read(), before));
  }

  async #secrets(): Promise<readonly Field[]> {
    const providers = await this.#options.engine.call('providers', null);
    // Nothing can be saved for a row that is not in use.
    if (!providers.some(({ id, usesSecret }) => id === this.#id && usesSecret)) {
      return [];
    }
    const own = secretsOf(await this.#options.store.read(), this.#id);
    return [secretsField(own, { provider: this.#id })];
  }
}
