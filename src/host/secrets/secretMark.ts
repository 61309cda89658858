import type { Secret } from '../../protocol/engine.ts';
import { displayText } from '../words/displayText.ts';
import { isNumbered } from './secretList.ts';
import type { Translate } from '../words/translate.ts';
import type { Times } from '../words/wording.ts';

/** Characters of a secret that are shown, and the least that it has for that. */
const shown = 3;
const leastLength = 12;

/**
 * The last characters of a secret that tell it from others; empty where they would say too much of it, or nothing.
 * Only for quick picks, CodeLenses, dialogs, tooltips and the status bar: never for a webview, a log, an export or the database.
 */
export function secretTail(value: string): string {
  // Every PEM ends alike, and of user:password only the password counts.
  const text = value.replace(/-----END[^-]*-----\s*$/, '').trimEnd();
  const own = text.slice(text.lastIndexOf(':') + 1);
  const tail = own.slice(-shown);
  return own.length >= leastLength && /^[\w+/=.~-]+$/.test(tail) ? tail : '';
}

/** “added today”: the part of a secret’s mark that may go anywhere; empty where the time is not known. */
export function secretDay({ addedAt }: Pick<Secret, 'addedAt'>, times: Times, t: Translate): string {
  const day = addedAt === undefined ? null : times.day(addedAt);
  const added = day === null ? t('added today') : t('added {0}', day);
  return addedAt === undefined ? '' : added;
}

/** “added today, ends 7dc”; less where the time is not known, or the end is not to be shown. */
export function secretMark(secret: Secret, times: Times, t: Translate): string {
  const tail = secretTail(secret.value);
  const parts = [secretDay(secret, times, t), tail === '' ? '' : t('ends {0}', tail)];
  return parts.filter(Boolean).join(', ');
}

/**
 * The secret that signs, in few words: “Production”, or “added today, ends 7dc” where it was not named. The day alone
 * tells nothing from what was added on it.
 */
export function signerText(secret: Secret, times: Times, t: Translate): string {
  const label = t('“{0}”', displayText(secret.label));
  if (!isNumbered(secret.label, t)) {
    return label;
  }
  const mark = secretMark(secret, times, t);
  const parts = secretTail(secret.value) === '' ? [label, mark] : [mark];
  return parts.filter(Boolean).join(', ');
}

/** “Secret 1 (added today, ends 7dc)”. */
export function markedLabel(label: string, mark: string): string {
  return mark === '' ? label : `${label} (${mark})`;
}
