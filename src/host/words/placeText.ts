import { displayText } from './displayText.ts';
import type { Translate } from './translate.ts';
import type { Place } from '../../protocol/signature.ts';

/** Where a value stands, within a sentence: a header by its name alone. */
export function placeText(place: Place, t: Translate): string {
  if ('header' in place) {
    return displayText(place.header);
  }
  if ('json' in place) {
    return t('the body field {0}', displayText(place.json));
  }
  if ('form' in place) {
    return t('the form field {0}', displayText(place.form));
  }
  return 'query' in place
    ? t('the query parameter {0}', displayText(place.query))
    : t('the item {0} of the signature', displayText(place.field));
}

/** Where a value stands, at the start of a sentence. */
/** Why a place that has to hold something may hold nothing; `isBeside` where that is not the signature. */
export function emptyAdvice(place: Place, isBeside: boolean, t: Translate): string {
  if (isBeside) {
    return t('The sender leaves it empty, or a proxy on the way blanks headers.');
  }
  return 'header' in place
    ? t('A sender that signs with no secret, or a proxy that blanks headers, does this.')
    : t('A sender that signs with no secret does this.');
}

export function placeAtStart(place: Place, t: Translate): string {
  if ('header' in place) {
    return displayText(place.header);
  }
  if ('json' in place) {
    return t('The body field {0}', displayText(place.json));
  }
  if ('form' in place) {
    return t('The form field {0}', displayText(place.form));
  }
  return 'query' in place
    ? t('The query parameter {0}', displayText(place.query))
    : t('The item {0} of the signature', displayText(place.field));
}

/** That nothing stands there, as a sentence. */
export function absentText(place: Place, t: Translate): string {
  return 'header' in place
    ? t('There is no {0} header.', displayText(place.header))
    : t('{0} is not there.', placeAtStart(place, t));
}
