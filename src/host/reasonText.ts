import type { DigestEncoding, Reason } from '../protocol/event.ts';
import { displayText } from './displayText.ts';
import { describeRefusal } from './refusalText.ts';
import type { Translate } from './translate.ts';

/** A verdict's reason in words: what is the case, and what to do about it (empty where nothing is to be done). */
export interface Explanation {
  readonly reason: string;
  readonly advice: string;
}

type ReasonOf<C extends Reason['code']> = Extract<Reason, { readonly code: C }>;

type Describers = {
  readonly [C in Reason['code']]: (reason: ReasonOf<C>, t: Translate) => Explanation;
};

function digits(encoding: DigestEncoding, count: number, t: Translate): string {
  return encoding === 'hex' ? t('{0} hex digits', count) : t('{0} {1} characters', count, encoding);
}

function quoted(labels: readonly string[], t: Translate): string {
  return labels.map((label) => t('“{0}”', displayText(label))).join(', ');
}

function describeMatch(
  { header, algorithm, secretLabel, coverage }: ReasonOf<'matches'>,
  t: Translate,
): string {
  const label = displayText(secretLabel);
  if (coverage.kind === 'partial') {
    return t(
      '{0} is the {1} that the secret “{2}” gives. It covers {3} and not the body: the body could have been changed.',
      header,
      algorithm,
      label,
      coverage.parts,
    );
  }
  return coverage.bytes === 0
    ? t('{0} is the {1} of the empty body with the secret “{2}”.', header, algorithm, label)
    : t(
        '{0} is the {1} of all {2} body bytes with the secret “{3}”.',
        header,
        algorithm,
        coverage.bytes,
        label,
      );
}

function describeMismatch(
  { digestCharacters, encoding, secretLabels, header }: ReasonOf<'mismatch'>,
  t: Translate,
): Explanation {
  const form = digits(encoding, digestCharacters, t);
  return {
    reason:
      secretLabels.length === 1
        ? t(
            'The signature is {0} but does not match this body with the saved secret {1}.',
            form,
            quoted(secretLabels, t),
          )
        : t(
            'The signature is {0} but does not match this body with any of the saved secrets {1}.',
            form,
            quoted(secretLabels, t),
          ),
    advice: t(
      'Either the secret is another one than the sender’s, or something between the sender and this listener changed the body (or {0}). Compare the saved secret with the one the sender shows, and use a tunnel or proxy that passes the body through unchanged.',
      header,
    ),
  };
}

function describeLength(
  { header, encoding, expected, actual }: ReasonOf<'wrongLength'>,
  t: Translate,
): Explanation {
  return {
    reason: t('{0} should be {1} but has {2} characters.', header, digits(encoding, expected, t), actual),
    advice:
      actual < expected
        ? t('It was cut short, or made with another algorithm than the provider’s.')
        : t('Something was added to it (a prefix, quotes), or it was made with another algorithm.'),
  };
}

function describeCharacter(
  { header, encoding, position, uppercaseHex }: ReasonOf<'wrongCharacter'>,
  t: Translate,
): Explanation {
  if (uppercaseHex) {
    return {
      reason: t('{0} is written in upper-case hex digits; the provider sends lower-case ones.', header),
      advice: t(
        'Something between the sender and this listener changed it, or it was sent by something else.',
      ),
    };
  }
  return {
    reason: t('Character {0} of {1} does not belong to {2}.', position + 1, header, encoding),
    advice: t(
      'Look at the received value in the Signature tab: a space, a quote or a prefix is the usual cause.',
    ),
  };
}

const describers: Describers = {
  matches: (reason, t) => ({ reason: describeMatch(reason, t), advice: '' }),
  mismatch: describeMismatch,
  cutOff: ({ received, declared }, t) => ({
    reason:
      declared === null
        ? t(
            'The request ended before its body did: {0} bytes arrived, so the signature cannot be checked.',
            received,
          )
        : t(
            'The request ended before its body did: {0} of {1} bytes arrived, so the signature cannot be checked.',
            received,
            declared,
          ),
    advice: t(
      'The sender was not told that it arrived and may send it again. Look for a timeout or a lost connection on the way.',
    ),
  }),
  missingHeader: ({ header, provider }, t) => ({
    reason: t('There is no {0} header.', header),
    advice: t(
      '{0} sends one with each webhook: was this request sent by something else, or did a proxy remove the header?',
      provider,
    ),
  }),
  emptySignature: ({ header }, t) => ({
    reason: t('The {0} header is there but empty.', header),
    advice: t('A sender that signs with no secret, or a proxy that blanks headers, does this.'),
  }),
  severalHeaders: ({ header, count }, t) => ({
    reason: t('There are {0} {1} headers where there should be one.', count, header),
    advice: t(
      'Something on the way added one. Which of them is the sender’s cannot be told, so none is trusted.',
    ),
  }),
  wrongLength: describeLength,
  wrongCharacter: describeCharacter,
  wrongForm: ({ header, expectedForm }, t) => ({
    reason: t('{0} does not have the form {1}.', header, expectedForm),
    advice: t('Look at the received value in the Signature tab, and at which provider the URL was given to.'),
  }),
  noSecret: ({ header, provider }, t) => ({
    reason: t('{0} is there, but no signing secret is saved for {1} to check it with.', header, provider),
    advice: t('Set the signing secret: this event and all stored ones are then verified.'),
  }),
  unsigned: (_, t) => ({
    reason: t('Nothing is known of a signature for this request.'),
    advice: t('It does not look like a webhook of a provider that signs, so there is nothing to verify.'),
  }),
  refused: ({ refusal }, t) => describeRefusal(refusal, t),
};

/** Puts a reason into words. */
export function describeReason<C extends Reason['code']>(reason: ReasonOf<C>, t: Translate): Explanation {
  const describe: Describers[C] = describers[reason.code];
  return describe(reason, t);
}
