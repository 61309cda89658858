import type { Translate } from '../words/translate.ts';
import type { SettingScope } from './settingScope.ts';

/** A problem in words, and the setting in which it can be put right. */
export interface SettingWarning {
  readonly setting: string;
  readonly text: string;
  /** Where it is put right; left out for where the setting takes effect. */
  readonly scope?: SettingScope;
  /** Of the button that leads there, where it is not the setting alone that is to be put right. */
  readonly label?: string;
}

/** As many notifications as VS Code shows at once. */
const mostAtOnce = 3;

/** The same as at most three warnings: those that are too many become one, which leads to the first of them. */
export function groupWarnings(warnings: readonly SettingWarning[], t: Translate): readonly SettingWarning[] {
  const alone = warnings.length > mostAtOnce ? warnings.slice(0, mostAtOnce - 1) : warnings;
  const [first, ...others] = warnings.slice(alone.length);
  if (first === undefined) {
    return alone;
  }
  const texts = [first, ...others].map(({ text }) => text).join(' ');
  const text = t('{0} more problems in the settings: {1}', others.length + 1, texts);
  return [...alone, { ...first, text }];
}
