import type { Firing, FiringAttempt } from '../../protocol/sending.ts';
import { failureText } from '../replay/failureText.ts';
import { millisecondsText } from '../replay/deliveryText.ts';
import type { Translate } from '../words/translate.ts';

export function isOver({ state }: Firing): boolean {
  return state !== 'sending' && state !== 'waiting';
}

/** `attempt 2 of 4` */
export function attemptName(number: number, { of }: Firing, t: Translate): string {
  return t('attempt {0} of {1}', number, of);
}

/** What came of an attempt: `500 in 12 ms`, `no response`. */
export function outcomeText({ status, milliseconds }: FiringAttempt, t: Translate): string {
  return status === null ? t('no response') : t('{0} in {1}', status, millisecondsText(milliseconds, t));
}

/** When the next attempt follows, empty where none does. */
export function nextText({ nextIn }: Firing, t: Translate): string {
  return nextIn === null ? '' : t('next in {0} s', nextIn);
}

/** Why an attempt has no answer, empty where it has one. */
export function whyText({ failure }: FiringAttempt, url: string, t: Translate): string {
  return failure === null ? '' : failureText(url, failure, t);
}

/** What a channel is doing, or came of what it did last, in few words. */
export function firingText(firing: Firing, t: Translate): string {
  const { event, state, attempts } = firing;
  const last = attempts.at(-1);
  const now = attemptName(attempts.length + 1, firing, t);
  switch (state) {
    case 'sending':
      return t('{0}: sending, {1}', event, now);
    case 'waiting':
      return t('{0}: {1} in {2} s', event, now, firing.nextIn ?? 0);
    case 'accepted':
      return t('{0}: responded {1} at attempt {2}', event, last?.status ?? '', attempts.length);
    case 'givenUp':
      return t('{0}: given up after attempt {1}', event, attempts.length);
    case 'stopped':
      return attempts.length === 0
        ? t('{0}: stopped', event)
        : t('{0}: stopped after attempt {1}', event, attempts.length);
  }
}

/** What came of a firing that has ended, as a sentence for a notification. */
export function firingMessage(firing: Firing, url: string, t: Translate): string {
  const { channel, event, attempts, state } = firing;
  const last = attempts.at(-1);
  if (last === undefined || state === 'stopped') {
    return t('{0}: {1} was stopped after {2} of {3} attempts.', channel, event, attempts.length, firing.of);
  }
  const outcome = last.status === null ? whyText(last, url, t) : t('responded {0}.', outcomeText(last, t));
  const at = attemptName(last.number, firing, t);
  return state === 'accepted'
    ? t('{0}: {1}, {2}: {3}', channel, event, at, outcome)
    : t('{0}: {1} was given up, {2}: {3}', channel, event, at, outcome);
}
