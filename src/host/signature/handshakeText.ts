import type { HandshakeFacts } from '../../protocol/event.ts';
import { displayText } from '../words/displayText.ts';
import { sentences } from '../secrets/secretText.ts';
import type { Translate } from '../words/translate.ts';
import type { Explanation, ReasonOf, ReasonWords } from './reasonWords.ts';

type Handshake = ReasonOf<'handshake'>;
type Describe = (provider: string, t: Translate) => Explanation;

const results: Readonly<Record<Handshake['result'], Describe>> = {
  answered: (provider, t) => ({
    reason: t(
      'This is how {0} asks whether a URL is its receiver, and it got the response that {0} expects.',
      provider,
    ),
    advice: t('The events of {0} come to the same URL.', provider),
  }),
  notAnswered: (provider, t) => ({
    reason: t(
      'This is how {0} asks whether a URL is its receiver, and it did not get the response that {0} expects.',
      provider,
    ),
    advice: t(
      'Either “Answer Handshakes” was off, or its provider was not known when it arrived. Let {0} ask again.',
      provider,
    ),
    setting: 'answerHandshakes',
  }),
  noSecret: (provider, t) => ({
    reason: t('{0} asked for a response that needs its secret, and none is saved.', provider),
    advice: t('Set the signing secret, then let {0} ask again.', provider),
  }),
  wrongToken: (provider, t) => ({
    reason: t('{0} asked with a token that is none of the saved secrets, and got a 403.', provider),
    advice: t('Save the token that you entered at {0} as a secret, then let it ask again.', provider),
  }),
};

/** What is left for a person to do, empty where nothing is. */
export function handshakeTodo({ offersSecret, byHand }: HandshakeFacts, t: Translate): string {
  const offer = offersSecret
    ? t('It brought the secret that its events are signed with: save it with the button.')
    : '';
  const open =
    byHand === null
      ? ''
      : t(
          'To finish, open {0} yourself, if you trust it: nothing goes out from here by itself.',
          displayText(byHand, 1000),
        );
  return sentences(offer, open);
}

/** What a provider asked before it sends events, what it was answered, and what is left to do. */
export function describeHandshake(handshake: Handshake, { t }: ReasonWords): Explanation {
  const { advice, ...words } = results[handshake.result](handshake.provider, t);
  const todo = handshakeTodo(handshake, t);
  // What goes on by itself need not be read where something is left to do.
  const isEnough = handshake.result === 'answered' && todo !== '';
  return { ...words, advice: isEnough ? todo : sentences(advice, todo) };
}
