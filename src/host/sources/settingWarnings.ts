import * as vscode from 'vscode';
import type { Problems } from '../problems.ts';
import { openSetting } from './settingsFile.ts';

/** A problem in words, and the setting in which it can be put right. */
export interface SettingWarning {
  readonly setting: string;
  readonly text: string;
}

/** Says what is wrong with the settings: each problem once for as long as it is there. */
export class SettingWarnings {
  readonly #problems: Problems;
  #told: ReadonlySet<string> = new Set();

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  /** `warnings` are all that there are now. */
  tell(warnings: readonly SettingWarning[]): void {
    const before = this.#told;
    this.#told = new Set(warnings.map(({ text }) => text));
    for (const { setting, text } of warnings.filter((warning) => !before.has(warning.text))) {
      this.#problems.warnWith(text, vscode.l10n.t('Open Settings'), () => openSetting(setting));
    }
  }
}
