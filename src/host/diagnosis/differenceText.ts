import { Buffer } from 'node:buffer';
import type { BreakKind, Cause, Difference, Recovered } from '../../protocol/diagnosis.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';

/** What a parse and a new writing of JSON changes, in a few words. */
export const jsonChanges: Readonly<Record<BreakKind, (t: Translate) => string>> = {
  'json-slashes': (t) => t('how slashes are escaped'),
  'json-unicode': (t) => t('which characters are \\u escapes'),
  'json-html': (t) => t('how <, > and & are escaped'),
  'json-whitespace': (t) => t('white space and indentation'),
  'json-key-order': (t) => t('the order of the keys'),
  'json-empty-objects': (t) => t('whether a value is an object or a list'),
  'json-numbers': (t) => t('how numbers are written'),
  'json-dates': (t) => t('how dates are written'),
  'json-big-integers': (t) => t('integers too big for a double, which were rounded'),
  'json-duplicate-keys': (t) => t('keys that came twice, of which one was kept'),
};

/** A short text of a body, marked as it stands there; spaces at its ends are made visible (U+2423, open box). */
export function codeText(text: string): string {
  const shown = displayText(text, 60).replace(/^ +| +$/g, (spaces) => '\u2423'.repeat(spaces.length));
  return `\`${shown}\``;
}

/** Two texts that differ, marked as they stand there; as the hex of their bytes where they would look the same. */
export function codeTexts(one: string, other: string): readonly [string, string] {
  const shown = [codeText(one), codeText(other)] as const;
  const hex = (text: string): string => `\`${Buffer.from(text, 'utf8').toString('hex')}\``;
  return shown[0] === shown[1] ? [hex(one), hex(other)] : shown;
}

/** One place where what was signed became what was received: “`\/` became `/` at byte 212”. */
export function differenceText({ offset, received, signed }: Difference, t: Translate): string {
  const place = numberText(offset);
  if (signed === '') {
    return t('{0} was added at byte {1}', codeText(received), place);
  }
  if (received === '') {
    return t('{0} was removed at byte {1}', codeText(signed), place);
  }
  return t('{0} became {1} at byte {2}', ...codeTexts(signed, received), place);
}

/** That the same happened elsewhere, too. */
function againText(first: string, more: number, t: Translate): string {
  return more === 1
    ? t('{0} and in 1 more place', first)
    : t('{0} and in {1} more places', first, numberText(more));
}

function othersText(first: string, more: number, t: Translate): string {
  return more === 1
    ? t('{0}, and 1 more place differs', first)
    : t('{0}, and {1} more places differ', first, numberText(more));
}

/** The first difference and how many follow; empty where none is known. Of those that are not known only their number. */
export function differencesText(recovered: Recovered | null, t: Translate): string {
  if (recovered === null) {
    return '';
  }
  const { differences, differenceCount } = recovered;
  const [first] = differences;
  if (first === undefined) {
    return '';
  }
  const text = differenceText(first, t);
  const isSame = differences.every(
    ({ received, signed }) => received === first.received && signed === first.signed,
  );
  if (differenceCount <= 1) {
    return text;
  }
  const say = isSame && differences.length === differenceCount ? againText : othersText;
  return say(text, differenceCount - 1, t);
}

/** Whether keys moved: then what stands at one place says nothing of what happened to it. */
export const isOfOrder = ({ id }: Cause): boolean => id === 'json-key-order';

/** Whether a change is said by what it was made of as a whole, not by the bytes that differ. */
export const isToldWhole = (cause: Cause): boolean => isOfOrder(cause) || cause.id === 'json-dates';

/** What changed, in a few words; of keys, which ones moved first, and of dates, how the first was written. */
export function changeText({ id, detail }: Cause & { readonly id: BreakKind }, t: Translate): string {
  const { from = '', to = '' } = detail;
  const [was, is] = codeTexts(from, to);
  if (from === '' || to === '') {
    return jsonChanges[id](t);
  }
  switch (id) {
    case 'json-key-order':
      return t('moved keys ({0} came where {1} was signed)', is, was);
    case 'json-dates':
      return t('how dates are written ({0} became {1})', was, is);
    default:
      return jsonChanges[id](t);
  }
}
