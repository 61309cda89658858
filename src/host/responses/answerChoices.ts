import type { AnswerRule, AnswerStep, WantedAnswer } from '../../protocol/answering.ts';
import type { Translate } from '../words/translate.ts';
import type { HeaderPair } from '../../protocol/http.ts';

/** Seconds of the delay that is offered, and of the Retry-After that 429 is offered with. */
const delaySeconds = 10;
const retrySeconds = 60;

/** What requests can be answered with for a while. */
export interface AnswerChoice {
  readonly label: string;
  readonly description: string;
  readonly rule: AnswerRule;
  /** For how many requests, where that need not be asked: null until it is stopped. */
  readonly count?: number | null;
}

function step(status: number, others: Partial<WantedAnswer> = {}): WantedAnswer {
  return { status, headers: [], body: null, delay: 0, ...others };
}

function ruleOf(steps: readonly AnswerStep[], repeats = false): AnswerRule {
  return { steps, repeats, invalid: null };
}

/** The rule that answers every request with a status. */
export function statusRule(status: number): AnswerRule {
  return ruleOf([step(status)]);
}

/** Why a text is no status to answer with, null where it is one. */
export function statusProblem(typed: string, t: Translate): string | null {
  return isStatus(typed) ? null : t('A status is a number from 200 to 599.');
}

function isStatus(typed: string): boolean {
  return /^[2-5]\d\d$/.test(typed);
}

function statusChoices(t: Translate): readonly AnswerChoice[] {
  const retry: HeaderPair = ['Retry-After', String(retrySeconds)];
  const named = (label: string, status: number, description = ''): AnswerChoice => ({
    label,
    description,
    rule: statusRule(status),
  });
  return [
    named('500 Internal Server Error', 500, t('most senders try again')),
    named('503 Service Unavailable', 503),
    {
      label: '429 Too Many Requests',
      description: `Retry-After: ${retrySeconds}`,
      rule: ruleOf([step(429, { headers: [retry] })]),
    },
    named('400 Bad Request', 400),
    named('401 Unauthorized', 401),
    named('404 Not Found', 404),
    named('410 Gone', 410, t('some senders stop for good')),
    named('200 OK', 200),
  ];
}

/** The choice of a status that is typed, also of one that is not offered; null where it is none. */
export function typedChoice(typed: string, choices: readonly AnswerChoice[]): AnswerChoice | null {
  if (!isStatus(typed)) {
    return null;
  }
  const offered = choices.find(({ label }) => label.startsWith(`${typed} `));
  return offered ?? { label: typed, description: '', rule: statusRule(Number(typed)) };
}

/** What is offered, the likeliest first. */
export function answerChoices(t: Translate): readonly AnswerChoice[] {
  return [
    ...statusChoices(t),
    {
      label: t('200 after {0} s', delaySeconds),
      description: t('many senders give up before'),
      rule: ruleOf([step(200, { delay: delaySeconds * 1000 })]),
    },
    {
      label: t('Time out'),
      description: t('the sender gets no response until it gives up, at most 5 minutes'),
      rule: ruleOf(['timeOut']),
    },
    {
      // Behind a word: what is typed is looked for at the start of a label, and 500 is another choice.
      label: t('Fail twice: 500, 500, then 200'),
      description: t('a sender that tries again gets through'),
      rule: ruleOf([step(500), step(500), step(200)]),
      count: 3,
    },
    {
      label: t('Fail every third'),
      description: t('500 to one request in {0}', 3),
      rule: ruleOf([step(200), step(200), step(500)], true),
      count: null,
    },
  ];
}
