import * as vscode from 'vscode';
import type { Config } from '../settings/config.ts';
import { commandIds } from '../shared/contributions.ts';
import { withSwitched } from './sourceEdits.ts';
import type { Command } from '../shared/command.ts';
import { chooseSource } from './sourcePick.ts';
import { scopeOf } from '../settings/settingScope.ts';

/** Switches a source on or off in the settings. */
export class SwitchSource implements Command {
  readonly id: Command['id'];
  readonly #config: Config;
  readonly #enabled: boolean;

  /** `enabled` is what the source is to be. */
  constructor(config: Config, enabled: boolean) {
    this.id = enabled ? commandIds.enableSource : commandIds.disableSource;
    this.#config = config;
    this.#enabled = enabled;
  }

  async run(argument: unknown): Promise<void> {
    const title = this.#enabled ? vscode.l10n.t('Enable Source') : vscode.l10n.t('Disable Source');
    const others = this.#config.settings.sources.filter(({ enabled }) => enabled !== this.#enabled);
    const source = await chooseSource(others, argument, title);
    if (source !== undefined) {
      await this.#config.editSources(scopeOf(source), (value) =>
        withSwitched(value, source.name, this.#enabled),
      );
    }
  }
}
