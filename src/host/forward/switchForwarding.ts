import * as vscode from 'vscode';
import type { Config } from '../settings/config.ts';
import { commandIds } from '../shared/contributions.ts';
import { isPaused } from './forwardRow.ts';
import type { Forwards } from './forwards.ts';
import { withForwarding } from '../sources/sourceEdits.ts';
import type { Command } from '../shared/command.ts';
import { chooseSource } from '../sources/sourcePick.ts';
import { scopeOf } from '../settings/settingScope.ts';

/** Switches the forwarding of a source on or off in the settings; its target may have to be allowed first. */
export class SwitchForwarding implements Command {
  readonly id: Command['id'];
  readonly #config: Config;
  readonly #forwards: Forwards;
  readonly #enabled: boolean;

  /** `enabled` is what forwarding is to be. */
  constructor(config: Config, forwards: Forwards, enabled: boolean) {
    this.id = enabled ? commandIds.resumeForwarding : commandIds.stopForwarding;
    this.#config = config;
    this.#forwards = forwards;
    this.#enabled = enabled;
  }

  async run(argument: unknown): Promise<void> {
    const title = this.#enabled ? vscode.l10n.t('Resume Forwarding') : vscode.l10n.t('Stop Forwarding');
    const source = await chooseSource(this.#candidates(), argument, title);
    if (source?.forward === undefined || source.forward === null) {
      return;
    }
    const { name, forward } = source;
    const isAllowed = !this.#enabled || (await this.#forwards.allow(forward.target));
    if (isAllowed && forward.enabled !== this.#enabled) {
      await this.#config.editSources(scopeOf(source), (value) => withForwarding(value, name, this.#enabled));
    }
  }

  /** Those that are on, or those that are off or not allowed yet. */
  #candidates() {
    return this.#config.settings.sources.filter(({ forward }) =>
      this.#enabled ? isPaused(forward, this.#forwards.isToAllow) : forward?.enabled,
    );
  }
}
