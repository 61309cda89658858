import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';

/** How many secrets are saved. */
export function savedText(count: number, t: Translate): string {
  switch (count) {
    case 0:
      return t('no secret saved');
    case 1:
      return t('1 secret saved');
    default:
      return t('{0} secrets saved', count);
  }
}

/** That each of several secrets may match; empty where there is one. */
export function eachTriedText(count: number, t: Translate): string {
  return count > 1 ? t('Any one of them may match.') : '';
}

/** How many stored events have a new verdict, as a sentence; empty for none. */
export function changedText(changed: number, t: Translate): string {
  switch (changed) {
    case 0:
      return '';
    case 1:
      return t('1 stored event has a new verdict.');
    default:
      return t('{0} stored events have a new verdict.', numberText(changed));
  }
}

/** Sentences as one message; those that are empty are left out. */
export function sentences(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(' ');
}
