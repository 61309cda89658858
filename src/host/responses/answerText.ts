import type { AnswerRule, AnswerStep, TemporaryAnswer } from '../../protocol/answering.ts';
import type { Translate } from '../words/translate.ts';

/** Steps of a sequence that are named; a longer one is cut. */
const namedSteps = 5;

/** `500`, `200 after 10 s`, `nothing`. */
export function stepText(step: AnswerStep, t: Translate): string {
  if (step === 'timeOut') {
    return t('nothing');
  }
  const { status, delay } = step;
  return delay === 0 ? String(status) : t('{0} after {1} s', status, delay / 1000);
}

/** The steps of a rule that is an answer for every so many requests and the usual one for the others; else null. */
function rareStep({ steps, repeats }: AnswerRule, t: Translate): string | null {
  const texts = steps.map((step) => stepText(step, t));
  const isRare = repeats && texts.length > 1 && texts.slice(0, -1).every((text) => text === '200');
  return isRare ? t('{0} to one request in {1}', texts.at(-1) ?? '', texts.length) : null;
}

function sequenceText({ steps, repeats }: AnswerRule, t: Translate): string {
  const texts = steps.map((step) => stepText(step, t));
  if (texts.length > namedSteps) {
    return t('{0} and so on', texts.slice(0, namedSteps - 1).join(', '));
  }
  const [last = '', ...before] = texts.reverse();
  if (before.length === 0) {
    return last;
  }
  const first = before.reverse().join(', ');
  return repeats ? t('{0}, {1}, and again', first, last) : t('{0}, then {1}', first, last);
}

/** What a rule answers, as it follows “answers”: `500`, `500, 500, then 200`, `nothing`. */
export function ruleText(rule: AnswerRule, t: Translate): string {
  const { invalid } = rule;
  const all = rareStep(rule, t) ?? sequenceText(rule, t);
  if (invalid === null) {
    return all;
  }
  const rejected = t('{0} to wrong signatures', stepText(invalid, t));
  return all === '200' ? rejected : `${all}; ${rejected}`;
}

/** How long an answer that is set for a while goes on. */
export function remainingText({ remaining }: TemporaryAnswer, t: Translate): string {
  switch (remaining) {
    case null:
      return t('until stopped');
    case 1:
      return t('1 more request');
    default:
      return t('{0} more requests', remaining);
  }
}
