import * as vscode from 'vscode';
import type { Problems } from '../problems.ts';
import { openSetting } from './settingsFile.ts';

/** A problem in words, and the setting in which it can be put right. */
export interface SettingWarning {
  readonly setting: string;
  readonly text: string;
}

/** As many notifications as VS Code shows at once. */
const mostAtOnce = 3;

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
    const alone = fresh.length > mostAtOnce ? fresh.slice(0, mostAtOnce - 1) : fresh;
    const [first, ...others] = fresh.slice(alone.length);
    alone.forEach((warning) => this.#warn(warning));
    if (first !== undefined) {
      const texts = [first, ...others].map(({ text }) => text).join(' ');
      const text = vscode.l10n.t('{0} more problems in the settings: {1}', others.length + 1, texts);
      this.#warn({ setting: first.setting, text });
    }
  }

  #warn({ setting, text }: SettingWarning): void {
    this.#problems.warnWith(text, vscode.l10n.t('Open Settings'), () => openSetting(setting));
  }
}
