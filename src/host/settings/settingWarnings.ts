import * as vscode from 'vscode';
import type { Problems } from '../shared/problems.ts';
import { groupWarnings, type SettingWarning } from './groupWarnings.ts';
import { openSetting } from './settingsFile.ts';

/** Says what is wrong with the settings: each problem once for as long as it is there. */
export class SettingWarnings {
  readonly #problems: Problems;
  #told: ReadonlySet<string> = new Set();

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  /** `warnings` are all that there are now. */
  tell(warnings: readonly SettingWarning[]): void {
    const fresh = warnings.filter(({ text }) => !this.#told.has(text));
    this.#told = new Set(warnings.map(({ text }) => text));
    for (const { setting, text, scope, label } of groupWarnings(fresh, vscode.l10n.t)) {
      this.#problems.warnWith(text, label ?? vscode.l10n.t('Open Settings'), () =>
        openSetting(setting, scope),
      );
    }
  }
}
