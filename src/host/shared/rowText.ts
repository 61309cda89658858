import type { ProviderInfo } from '../../protocol/engine.ts';
import type { Translate } from '../words/translate.ts';
import { countedVerdicts, type TallyCounts } from '../sources/tallyCounts.ts';
import { numberText } from '../words/wording.ts';
import type { SettingScope } from '../settings/settingScope.ts';

/** Whether a provider has a page about its webhooks; that of a custom one is what a person wrote. */
export function isDocumented({ docs }: Pick<ProviderInfo, 'docs'>): boolean {
  return /^https?:\/\//i.test(docs) && URL.canParse(docs);
}

export function secretCount(count: number, t: Translate): string {
  switch (count) {
    case 0:
      return t('no secret');
    case 1:
      return t('1 secret');
    default:
      return t('{0} secrets', count);
  }
}

/** `12 valid, 3 invalid, 1 expired`: each by the word of its verdict; what there is none of is left out. */
export function countsText(counts: TallyCounts, t: Translate, language?: string): string {
  const texts: Readonly<Record<keyof TallyCounts, (count: string) => string>> = {
    valid: (count) => t('{0} valid', count),
    authenticated: (count) => t('{0} authenticated', count),
    invalid: (count) => t('{0} invalid', count),
    missing: (count) => t('{0} missing a signature', count),
    malformed: (count) => t('{0} malformed', count),
    expired: (count) => t('{0} expired', count),
    unrecognised: (count) => t('{0} unrecognised', count),
  };
  const shown = countedVerdicts.filter((verdict) => counts[verdict] > 0);
  return readOut(...shown.map((verdict) => texts[verdict](numberText(counts[verdict], language))));
}

/** Parts of a row's description; those that are empty are left out. */
export function described(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** Parts of a row's name as it is read out; those that are empty are left out. */
export function readOut(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(', ');
}

/** Lines of a tooltip; those that are empty are left out. */
export function lines(...parts: readonly string[]): string {
  return parts.filter(Boolean).join('\n');
}

/** Whose a row of the settings is, for its tooltip. */
export function scopeText(scope: SettingScope, t: Translate): string {
  return scope === 'workspace' ? t('For this workspace only') : t('For all workspaces');
}

/** What the removal of a row concerns beyond this workspace. `isLeft`: a row of its name stays in the other scope. */
export function removalText(scope: SettingScope, isLeft: boolean, t: Translate): string {
  if (scope === 'user') {
    return t('It is removed for all workspaces.');
  }
  return isLeft ? t('The one of this name for all workspaces is used here again.') : '';
}
