import * as vscode from 'vscode';
import { commandIds, settingNames } from '../shared/contributions.ts';
import { CustomProviderFields, type CustomProviderFieldsOptions } from './customProviderFields.ts';
import { customRows, type CustomRow } from './customRows.ts';
import { editFields } from '../settings/fieldList.ts';
import { displayText } from '../words/displayText.ts';
import { scopedSetting } from '../settings/settingsFile.ts';
import { scopeText } from '../shared/rowText.ts';
import { providerOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';

/** Edits a custom provider field by field, and says what the change does to a captured event. */
export class EditCustomProvider implements Command {
  readonly id = commandIds.editCustomProvider;
  readonly #options: CustomProviderFieldsOptions;

  constructor(options: CustomProviderFieldsOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const rows = customRows(scopedSetting(settingNames.customProviders));
    const row = rows.find(({ id }) => id !== '' && id === providerOf(argument)) ?? (await choose(rows));
    if (row !== undefined) {
      const fields = new CustomProviderFields(row, this.#options);
      await editFields({ title: () => fields.title, fields: fields.all, isPart: false });
    }
  }
}

async function choose(rows: readonly CustomRow[]): Promise<CustomRow | undefined> {
  const items = rows.map((row) => ({
    label: displayText(row.name, 60) || vscode.l10n.t('(no name)'),
    description: displayText(row.id, 60),
    detail: scopeText(row.place.scope, vscode.l10n.t),
    row,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Edit Custom Provider'),
    placeHolder: vscode.l10n.t('Choose a provider to edit'),
    matchOnDescription: true,
  });
  return picked?.row;
}
