import { Buffer } from 'node:buffer';
import { STATUS_CODES } from 'node:http';
import type { AnswerRule, AnswerStep, WantedAnswer } from '../../protocol/answering.ts';
import { isFailed, type Verdict } from '../../protocol/verdict.ts';
import { answers, plainHeaders } from '../capture/answers.ts';
import type { HeaderPair, Answer, GivenAnswer } from '../../protocol/http.ts';

/** Answers without a body (RFC 9110, sections 15.3.5, 15.3.6, 15.4.5). */
const bodiless = new Set([204, 205, 304]);

const silence: GivenAnswer = { unanswered: 'onPurpose', after: 0 };

function isUsual({ status, headers, body, delay }: WantedAnswer): boolean {
  return status === 200 && headers.length === 0 && body === null && delay === 0;
}

/** The listener's own headers, but for those that a person set. */
function headersOf({ status, headers }: WantedAnswer, length: number): HeaderPair[] {
  const set = new Set(headers.map(([name]) => name.toLowerCase()));
  const own = bodiless.has(status) ? plainHeaders.slice(1) : plainHeaders;
  return [
    ...own.filter(([name]) => !set.has(name.toLowerCase())),
    ...headers,
    ...(bodiless.has(status) && status !== 205 ? [] : [['Content-Length', String(length)] as const]),
  ];
}

function made(wanted: WantedAnswer): Answer {
  const { status, delay } = wanted;
  const usual = `${STATUS_CODES[status] ?? status}\n`;
  const body = bodiless.has(status) ? '' : (wanted.body ?? usual);
  const headers = headersOf(wanted, Buffer.byteLength(body));
  return { status, headers, body, ...(delay === 0 ? {} : { delay }) };
}

/** Made once for each step: a rule answers many requests. */
const madeAnswers = new WeakMap<WantedAnswer, Answer>();

/** A step as it is given. The usual answer is the listener's own, which is stored by its name. */
export function answerOf(step: AnswerStep): GivenAnswer {
  if (step === 'timeOut') {
    return silence;
  }
  if (isUsual(step)) {
    return answers.stored;
  }
  const answer = madeAnswers.get(step) ?? made(step);
  madeAnswers.set(step, answer);
  return answer;
}

function stepAt({ steps, repeats }: AnswerRule, taken: number): AnswerStep {
  const index = repeats ? taken % steps.length : Math.min(taken, steps.length - 1);
  return steps[index] ?? 'timeOut';
}

export interface Response {
  readonly answer: GivenAnswer;
  /** Whether it is a step of the rule, so that the next request gets the next one. */
  readonly takesStep: boolean;
}

/**
 * What a rule answers to a request of this verdict, after so many steps have been taken. A receiver that verifies
 * signatures would turn away those that failed.
 */
export function respond(rule: AnswerRule, taken: number, verdict: Verdict): Response {
  return rule.invalid !== null && isFailed(verdict)
    ? { answer: answerOf(rule.invalid), takesStep: false }
    : { answer: answerOf(stepAt(rule, taken)), takesStep: true };
}
