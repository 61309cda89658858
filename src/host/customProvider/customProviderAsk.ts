import * as vscode from 'vscode';
import type { Draft } from './customProviderRow.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { askPick, askText, type Answer, type Step } from '../shared/guide.ts';
import type { Times } from '../words/wording.ts';

const { l10n } = vscode;

export interface Asking {
  readonly engine: EngineCaller;
  readonly times: Times;
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** One question of the guide: answers with what is known then. */
export type Ask = (draft: Draft, step: Step, asking: Asking) => Promise<Answer<Draft>>;

export const answered = <T>(value: T): Answer<T> => ({ kind: 'answered', value });

export function mapped<T, U>(answer: Answer<T>, map: (value: T) => U): Answer<U> {
  return answer.kind === 'answered' ? answered(map(answer.value)) : answer;
}

/** Asks to pick one of `choices`; the first is what is likeliest, and the one that holds now is active. */
export async function choose<T>(
  step: Step,
  placeholder: string,
  choices: readonly Choice<T>[],
  isPresent: (value: T) => boolean = () => false,
): Promise<Answer<T>> {
  const active = choices.find(({ value }) => isPresent(value)) ?? choices[0];
  return mapped(await askPick({ ...step, placeholder, items: choices, active }), ({ value }) => value);
}

export const guessed = (isGuess: boolean): string => (isGuess ? l10n.t('guessed') : '');

/** Asks for a name that is not among the choices. */
export function askName(step: Step, prompt: string, value: string): Promise<Answer<string>> {
  const validate = (typed: string): string | null =>
    /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(typed)
      ? null
      : l10n.t('A header’s name has no spaces and no colon.');
  return askText({ ...step, prompt, value, validate });
}
