import { displayText, quoted } from '../words/displayText.ts';
import {
  describeCharacter,
  describeForm,
  describeLength,
  describeSeveralHeaders,
  describeTime,
} from './formText.ts';
import { describeHandshake } from './handshakeText.ts';
import { absentText, emptyAdvice, placeAtStart, placeText } from '../words/placeText.ts';
import { describeMatch, describeMismatch } from './proofText.ts';
import { describeRefusal } from './refusalText.ts';
import { sentences } from '../secrets/secretText.ts';
import type { Translate } from '../words/translate.ts';
import { describeUnrecognised } from './unrecognisedText.ts';
import { ageText, byteCountText, numberText, spanText } from '../words/wording.ts';
import type { Reason } from '../../protocol/reason.ts';
import type { Explanation, ReasonWords, ReasonOf } from './reasonWords.ts';

type Describers = {
  readonly [C in Reason['code']]: (reason: ReasonOf<C>, words: ReasonWords) => Explanation;
};

function ignoreTimes(t: Translate): string {
  return t('To accept such signatures while you debug, turn on “Ignore Timestamps”.');
}

function describeExpired(
  { secretLabel, age, tolerance }: ReasonOf<'expired'>,
  { t }: ReasonWords,
): Explanation {
  const label = displayText(secretLabel);
  const limit = spanText(tolerance, t);
  if (age < 0) {
    return {
      reason: t(
        'The signature is right with the secret “{0}”, its time is not: sent {1} after it arrived, by this machine’s clock; tolerance {2}.',
        label,
        ageText(-age, tolerance, t),
        limit,
      ),
      advice: sentences(t('One of the two clocks is wrong: check this machine’s first.'), ignoreTimes(t)),
      setting: 'ignoreTimestamps',
    };
  }
  return {
    reason: t(
      'The signature is right with the secret “{0}”, its time is not: sent {1} before it arrived; tolerance {2}.',
      label,
      ageText(age, tolerance, t),
      limit,
    ),
    advice: sentences(
      t('A request that is sent again keeps its old time, and a clock that is wrong looks the same.'),
      ignoreTimes(t),
    ),
    setting: 'ignoreTimestamps',
  };
}

function describePublicUrl(
  { place, provider, tried }: ReasonOf<'publicUrlMissing'>,
  { t }: ReasonWords,
): Explanation {
  return {
    reason: t(
      '{0} signs the URL that it calls, and {1} does not match with {2}, the only one that is known here.',
      provider,
      placeText(place, t),
      displayText(tried),
    ),
    advice: t(
      'Set publicUrl of the source to the URL that {0} was given. If that is the one above, the saved secret is not the one that the sender uses.',
      provider,
    ),
    setting: 'sources',
  };
}

function describeCutOff({ received, declared }: ReasonOf<'cutOff'>, { t }: ReasonWords): Explanation {
  return {
    reason:
      declared === null
        ? t(
            'The request ended before its body did: {0} arrived, so the signature cannot be checked.',
            byteCountText(received, t),
          )
        : t(
            'The request ended before its body did: {0} of {1} arrived, so the signature cannot be checked.',
            numberText(received),
            byteCountText(declared, t),
          ),
    advice: t(
      'The sender was not told that it arrived and may send it again. Look for a timeout or a lost connection on the way.',
    ),
  };
}

/** The commonest cause first where it is known; a request does not show which of the causes is the one. */
function describeAbsent(
  { place, provider, isOptional }: ReasonOf<'absent'>,
  { t }: ReasonWords,
): Explanation {
  const inHeader = 'header' in place;
  if (isOptional === true) {
    return {
      reason: absentText(place, t),
      advice: inHeader
        ? t(
            '{0} sends one only if a secret is set for the webhook: check that first. If one is set, a proxy removed the header, or something else sent this request.',
            provider,
          )
        : t(
            '{0} sends it only if a secret is set for the webhook: check that first. If one is set, the request was changed in transit, or something else sent it.',
            provider,
          ),
    };
  }
  return {
    reason: absentText(place, t),
    advice: inHeader
      ? t(
          'Signing is not set up at the sender, a proxy removed the header, or something other than {0} sent this request.',
          provider,
        )
      : t(
          'Signing is not set up at the sender, the request was changed in transit, or something other than {0} sent it.',
          provider,
        ),
  };
}

function describeUnsigned({ provider, ping }: ReasonOf<'unsigned'>, { t }: ReasonWords): Explanation {
  if (ping === true) {
    return {
      reason: t('This is a ping, as {0} sends unsigned to try a URL.', provider),
      advice: t('The events that follow are signed, if a secret is set.'),
    };
  }
  return {
    reason: t('There is nothing to verify: webhooks of “{0}” are not signed.', provider),
    advice: t('Anyone who knows the URL can send such a request.'),
  };
}

const describers: Describers = {
  matches: describeMatch,
  mismatch: describeMismatch,
  expired: describeExpired,
  publicUrlMissing: describePublicUrl,
  bodyHash: ({ place, algorithm }, { t }) => ({
    reason: t(
      'The signature is right, but not for this body: {0} says that the body has another {1}.',
      placeText(place, t),
      algorithm,
    ),
    advice: t(
      'Something between the sender and this listener changed the body. Use a tunnel or proxy that passes it through unchanged.',
    ),
  }),
  wrongAlgorithm: ({ place, expected, actual }, { t }) => ({
    reason: t(
      'The JWT in {0} says {1}; only {2} is accepted.',
      placeText(place, t),
      displayText(actual),
      expected,
    ),
    advice: t('A JWT can name any algorithm, none included, so one of another algorithm is not looked at.'),
  }),
  wrongClaim: ({ claim, expected, actual }, { t }) => ({
    reason: t(
      'The JWT says {0} “{1}” where it should be “{2}”.',
      claim,
      displayText(actual),
      displayText(expected),
    ),
    advice: t('Its signature is right, but it was made for something else.'),
  }),
  foreignCertificate: ({ place, actual }, { t }) => ({
    reason:
      actual === ''
        ? t('{0} does not say which certificate made the signature.', placeAtStart(place, t))
        : t(
            '{0} names an address that is not Amazon’s: {1}.',
            placeAtStart(place, t),
            displayText(actual, 200),
          ),
    advice: t(
      'Anyone can sign with a certificate of their own, so this proves nothing. Emulators such as LocalStack send such messages.',
    ),
  }),
  cutOff: describeCutOff,
  absent: describeAbsent,
  lacks: ({ place, secretLabel }, { t }) => ({
    reason: t(
      'The signature is right with the secret “{0}”, but {1} is not there.',
      displayText(secretLabel),
      placeText(place, t),
    ),
    advice: t('The provider sends it with each event: something else with the secret made this request.'),
  }),
  emptySignature: ({ place, isBeside }, { t }) => ({
    reason:
      'header' in place
        ? t('The {0} header is there but empty.', displayText(place.header))
        : t('{0} is there but empty.', placeAtStart(place, t)),
    advice: emptyAdvice(place, isBeside === true, t),
  }),
  severalHeaders: describeSeveralHeaders,
  wrongLength: describeLength,
  wrongCharacter: describeCharacter,
  wrongForm: describeForm,
  wrongTime: describeTime,
  noSecret: ({ place, provider }, { t }) => ({
    reason: t('{0} cannot be checked: no signing secret is saved for {1}.', placeAtStart(place, t), provider),
    advice: t('Set the signing secret to verify this and the other stored events that it is for.'),
  }),
  unusableSecret: ({ provider, secretLabels }, { t }) => ({
    reason: t(
      'What is saved for {0} ({1}) is not a key of the form that {0} uses, so nothing could be checked.',
      provider,
      quoted(secretLabels, t),
    ),
    advice: t('Set the secret again, exactly as {0} shows it.', provider),
  }),
  unsigned: describeUnsigned,
  unrecognised: describeUnrecognised,
  handshake: describeHandshake,
  refused: ({ refusal }, { t }) => describeRefusal(refusal, t),
};

/** Puts a reason into words. */
export function describeReason<C extends Reason['code']>(
  reason: ReasonOf<C>,
  words: ReasonWords,
): Explanation {
  const describe: Describers[C] = describers[reason.code];
  return describe(reason, words);
}
