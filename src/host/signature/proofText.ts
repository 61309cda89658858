import { displayText, quoted } from '../words/displayText.ts';
import { digits } from './formText.ts';
import { placeAtStart, placeText } from '../words/placeText.ts';
import { sentences } from '../secrets/secretText.ts';
import { signedPartsText } from './signedContentText.ts';
import type { Translate } from '../words/translate.ts';
import { bodyBytesText, spanText } from '../words/wording.ts';
import type { Coverage } from '../../protocol/reason.ts';
import type { Explanation, ReasonOf, ReasonWords } from './reasonWords.ts';

/** Without the secret, which is named by its label. */
function signedParts({ signedContent, t }: ReasonWords): string {
  return signedPartsText(signedContent.replaceAll('{secret}', ''), t);
}

const signsBodyAlone = ({ signedContent }: ReasonWords): boolean =>
  signedContent.replaceAll('{secret}', '') === '{body}';

/** What a matching signature vouches for, as a sentence. */
function coverageSentence(coverage: Coverage, t: Translate): string {
  switch (coverage.kind) {
    case 'body':
      return coverage.bytes === 0
        ? t('It covers the body, which is empty.')
        : t('It covers {0}.', bodyBytesText(coverage.bytes, t));
    case 'form':
      return t('It covers the names and values of the form, sorted and joined, not the bytes of the body.');
    case 'partial':
      return t(
        'It covers {0} and not the body: the body could have been changed.',
        signedPartsText(coverage.parts, t),
      );
    case 'nothing':
      return t('It proves who sent the request and covers no byte of it: all else could have been changed.');
  }
}

/** A digest of nothing but the body, in one sentence. */
function bodyDigestText(reason: ReasonOf<'matches'>, bytes: number, t: Translate): string {
  const place = placeAtStart(reason.place, t);
  const label = displayText(reason.secretLabel);
  return bytes === 0
    ? t('{0} is the {1} of the empty body with the secret “{2}”.', place, reason.algorithm, label)
    : t(
        '{0} is the {1} of {2} with the secret “{3}”.',
        place,
        reason.algorithm,
        bodyBytesText(bytes, t),
        label,
      );
}

function digestText(reason: ReasonOf<'matches'>, words: ReasonWords): string {
  const { t } = words;
  const { place, algorithm, secretLabel, coverage } = reason;
  if (coverage.kind === 'body' && signsBodyAlone(words)) {
    return bodyDigestText(reason, coverage.bytes, t);
  }
  const label = displayText(secretLabel);
  const parts = coverage.kind === 'partial' || coverage.kind === 'nothing' ? '' : signedParts(words);
  const start = placeAtStart(place, t);
  return sentences(
    parts === ''
      ? t('{0} is the right {1} with the secret “{2}”.', start, algorithm, label)
      : t('{0} is the {1} of {2} with the secret “{3}”.', start, algorithm, parts, label),
    coverageSentence(coverage, t),
  );
}

/** JWTs of these algorithms are checked with a public key (RFC 7518, section 3.1). */
const isPublicKeyJwt = (algorithm: string): boolean => /^(ES|RS|PS)/.test(algorithm);

function jwtText({ place, algorithm, secretLabel, coverage }: ReasonOf<'matches'>, t: Translate): string {
  const label = displayText(secretLabel);
  return sentences(
    isPublicKeyJwt(algorithm)
      ? t('The JWT in {0} is right for the public key “{1}”.', placeText(place, t), label)
      : t('The JWT in {0} is right for the secret “{1}”.', placeText(place, t), label),
    coverageSentence(coverage, t),
  );
}

function matchText(reason: ReasonOf<'matches'>, words: ReasonWords): string {
  const { t } = words;
  const { proof, place, algorithm, secretLabel, coverage } = reason;
  const label = displayText(secretLabel);
  switch (proof) {
    case 'hmac':
    case 'hash':
      return digestText(reason, words);
    case 'publicKey':
      return sentences(
        t('{0} is a right {1} signature for the public key “{2}”.', placeAtStart(place, t), algorithm, label),
        coverageSentence(coverage, t),
      );
    case 'token':
      return sentences(
        t('{0} holds the secret “{1}”.', placeAtStart(place, t), label),
        coverageSentence(coverage, t),
      );
    case 'jwt':
      return jwtText(reason, t);
  }
}

/** A signature that is right. */
export function describeMatch(reason: ReasonOf<'matches'>, words: ReasonWords): Explanation {
  const { t } = words;
  const { ahead } = reason;
  return {
    reason: sentences(
      matchText(reason, words),
      ahead === undefined
        ? ''
        : t(
            'Its time is {0} ahead of this machine’s clock, which alone does not make it invalid: one of the two clocks is probably wrong.',
            spanText(ahead, t),
          ),
    ),
    advice: '',
  };
}

function digestMismatch(reason: ReasonOf<'mismatch'>, words: ReasonWords): string {
  const { t } = words;
  const { encoding, digestCharacters, secretLabels } = reason;
  const form = encoding === null ? t('well formed') : digits(encoding, digestCharacters, t);
  const labels = quoted(secretLabels, t);
  if (signsBodyAlone(words)) {
    return secretLabels.length === 1
      ? t('The signature is {0} but does not match this body with the saved secret {1}.', form, labels)
      : t(
          'The signature is {0} but does not match this body with any of the saved secrets {1}.',
          form,
          labels,
        );
  }
  return secretLabels.length === 1
    ? t('The signature is {0} but does not match this request with the saved secret {1}.', form, labels)
    : t(
        'The signature is {0} but does not match this request with any of the saved secrets {1}.',
        form,
        labels,
      );
}

function changedAdvice({ place }: ReasonOf<'mismatch'>, words: ReasonWords): string {
  const { t } = words;
  const parts = signedParts(words);
  return signsBodyAlone(words) || parts === ''
    ? t(
        'Either the secret is another one than the sender’s, or something between the sender and this listener changed the body (or {0}). Compare the saved secret with the one the sender shows, and use a tunnel or proxy that passes the body through unchanged.',
        placeText(place, t),
      )
    : t(
        'Either the secret is another one than the sender’s, or something between the sender and this listener changed what is signed ({0}) or {1}. Compare the saved secret with the one the sender shows, and use a tunnel or proxy that passes requests through unchanged.',
        parts,
        placeText(place, t),
      );
}

function publicKeyMismatch(reason: ReasonOf<'mismatch'>, words: ReasonWords): Explanation {
  const { t } = words;
  const labels = quoted(reason.secretLabels, t);
  return {
    reason:
      reason.secretLabels.length === 1
        ? t(
            'The signature has the right form, but it is not one for this request and the public key {0}.',
            labels,
          )
        : t(
            'The signature has the right form, but it is not one for this request and any of the public keys {0}.',
            labels,
          ),
    advice: t(
      'Either the public key is another one than the sender’s, or something between the sender and this listener changed the request. Compare the saved key with the one the sender shows, and use a tunnel or proxy that passes requests through unchanged.',
    ),
  };
}

function tokenMismatch({ place, secretLabels }: ReasonOf<'mismatch'>, { t }: ReasonWords): Explanation {
  const start = placeAtStart(place, t);
  const labels = quoted(secretLabels, t);
  return {
    reason:
      secretLabels.length === 1
        ? t('{0} does not hold the saved secret {1}.', start, labels)
        : t('{0} holds none of the saved secrets {1}.', start, labels),
    advice: t('Compare the saved secret with the one that the sender was given.'),
  };
}

function jwtMismatch({ place, secretLabels }: ReasonOf<'mismatch'>, { t }: ReasonWords): Explanation {
  const labels = quoted(secretLabels, t);
  return {
    reason: t('The JWT in {0} was not made with any key that is saved: {1}.', placeText(place, t), labels),
    advice: t('Compare the saved key with the one that the sender shows.'),
  };
}

/** A signature of the right form that is not the right one. */
export function describeMismatch(reason: ReasonOf<'mismatch'>, words: ReasonWords): Explanation {
  switch (reason.proof) {
    case 'hmac':
    case 'hash':
      return { reason: digestMismatch(reason, words), advice: changedAdvice(reason, words) };
    case 'publicKey':
      return publicKeyMismatch(reason, words);
    case 'token':
      return tokenMismatch(reason, words);
    case 'jwt':
      return jwtMismatch(reason, words);
  }
}
