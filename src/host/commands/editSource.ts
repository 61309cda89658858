import * as vscode from 'vscode';
import { commandIds, settingNames } from '../contributions.ts';
import type { Settings } from '../settings.ts';
import { openSetting, selectSource } from '../sources/settingsFile.ts';
import type { Command } from './command.ts';
import { chooseSource } from './sourcePick.ts';

/** Opens the settings file at a source. */
export class EditSource implements Command {
  readonly id = commandIds.editSource;
  readonly #config: { readonly settings: Settings };

  constructor(config: { readonly settings: Settings }) {
    this.#config = config;
  }

  async run(argument: unknown): Promise<void> {
    const title = vscode.l10n.t('Edit Source in Settings');
    const source = await chooseSource(this.#config.settings.sources, argument, title);
    if (source !== undefined) {
      await openSetting(settingNames.sources);
      selectSource(settingNames.sources, source.name);
    }
  }
}
