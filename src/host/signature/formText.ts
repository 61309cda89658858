import { displayText } from '../words/displayText.ts';
import { placeAtStart, placeText } from '../words/placeText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';
import type { DigestEncoding } from '../../protocol/signature.ts';
import type { Explanation, ReasonOf, ReasonWords } from './reasonWords.ts';

/** `64 hex digits`. */
export function digits(encoding: DigestEncoding, count: number, t: Translate): string {
  switch (encoding) {
    case 'hex':
      return t('{0} hex digits', count);
    case 'hex-upper':
      return t('{0} upper-case hex digits', count);
    case 'base64':
    case 'base64url':
      return t('{0} {1} characters', count, encoding);
  }
}

export function describeSeveralHeaders(
  { header, count }: ReasonOf<'severalHeaders'>,
  { t }: ReasonWords,
): Explanation {
  return {
    reason: t('There are {0} {1} headers where there should be one.', count, header),
    advice: t(
      'Something on the way may have added one. Which of them is the sender’s cannot be told, so none is trusted.',
    ),
  };
}

export function describeLength(
  { place, encoding, expected, actual }: ReasonOf<'wrongLength'>,
  { t }: ReasonWords,
): Explanation {
  return {
    reason: t(
      'The signature in {0} should be {1}; its length is {2}.',
      placeText(place, t),
      digits(encoding, expected, t),
      numberText(actual),
    ),
    advice:
      actual < expected
        ? t('It was cut short, or made with another algorithm than the provider’s.')
        : t('Something was added to it (a prefix, quotes), or it was made with another algorithm.'),
  };
}

export function describeCharacter(
  { place, encoding, position, uppercaseHex }: ReasonOf<'wrongCharacter'>,
  { t }: ReasonWords,
): Explanation {
  if (uppercaseHex) {
    return {
      reason: t(
        '{0} is written in upper-case hex digits; the provider sends lower-case ones.',
        placeAtStart(place, t),
      ),
      advice: t(
        'Something between the sender and this listener changed it, or it was sent by something else.',
      ),
    };
  }
  return {
    reason: t(
      'Character {0} of the signature in {1} does not belong to {2}.',
      position + 1,
      placeText(place, t),
      encoding,
    ),
    advice: t(
      'Look at the received value in the Signature tab: a space, a quote or a prefix is the usual cause.',
    ),
  };
}

export function describeForm(
  { place, expectedForm }: ReasonOf<'wrongForm'>,
  { t }: ReasonWords,
): Explanation {
  return {
    reason: t('{0} does not have the form {1}.', placeAtStart(place, t), displayText(expectedForm)),
    advice: t('Look at the received value in the Signature tab, and at which provider the URL was given to.'),
  };
}

export function describeTime({ place, unit }: ReasonOf<'wrongTime'>, { t }: ReasonWords): Explanation {
  const forms: Readonly<Record<typeof unit, () => string>> = {
    s: () => t('a time in seconds, such as 1700000000'),
    ms: () => t('a time in milliseconds, such as 1700000000000'),
    iso: () => t('a date and time, such as 2026-11-23T12:00:00Z'),
  };
  return {
    reason: t('{0} should be {1}, and is not.', placeAtStart(place, t), forms[unit]()),
    advice: t('The time is signed, so without one there is nothing to check.'),
  };
}
