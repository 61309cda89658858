import type { Translate } from '../translate.ts';
import type { TallyCounts } from './tallyCounts.ts';

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

/** `12 valid, 3 invalid`; what there is none of is left out. */
export function countsText({ valid, invalid }: TallyCounts, t: Translate): string {
  const parts = [valid === 0 ? '' : t('{0} valid', valid), invalid === 0 ? '' : t('{0} invalid', invalid)];
  return parts.filter(Boolean).join(', ');
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
