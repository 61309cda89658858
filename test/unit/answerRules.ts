import type { AnswerRule, AnswerStep, WantedAnswer } from '../../src/protocol/answering.ts';

/** An answer with this status and nothing else that is particular. */
export function wanted(status: number, others: Partial<WantedAnswer> = {}): WantedAnswer {
  return { status, headers: [], body: null, delay: 0, ...others };
}

/** A rule of these steps whose last one stays. */
export function rule(steps: readonly AnswerStep[], others: Partial<AnswerRule> = {}): AnswerRule {
  return { steps, repeats: false, invalid: null, ...others };
}
