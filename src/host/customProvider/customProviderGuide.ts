import * as vscode from 'vscode';
import { choose, type Asking } from './customProviderAsk.ts';
import { judge, searchAndProve } from './customProviderJudge.ts';
import type { Draft } from './customProviderRow.ts';
import { proofText, stepsOf, titleOf, type Found, type Move, type StepName } from './customProviderState.ts';
import { questions } from './customProviderSteps.ts';
import { askText, type Answer, type Step } from '../shared/guide.ts';

const { l10n } = vscode;

/** Asks the questions in turn, with a way back from each; of an event that is `given` only what it does not say. */
export async function runCustomProviderGuide(
  begin: Draft,
  isEventGiven: boolean,
  asking: Asking,
): Promise<Found | undefined> {
  const found: Found = { draft: begin, proof: null, isSearched: false, name: '', keepSecret: false };
  const first = isEventGiven ? 'header' : 'event';
  let move: Move | undefined = { found, to: first, byHand: false, changing: false };
  while (move !== undefined && move.to !== null) {
    move = await new Turn(move, move.to, isEventGiven).take(asking);
  }
  return move?.found;
}

/** One step of the guide. */
class Turn {
  readonly #move: Move;
  readonly #at: StepName;
  readonly #isEventGiven: boolean;

  constructor(move: Move, at: StepName, isEventGiven: boolean) {
    this.#move = move;
    this.#at = at;
    this.#isEventGiven = isEventGiven;
  }

  /** Undefined where the person leaves. */
  async take(asking: Asking): Promise<Move | undefined> {
    const { found, changing } = this.#move;
    const steps = stepsOf(this.#move, this.#at, this.#isEventGiven);
    const index = steps.indexOf(this.#at);
    const step: Step = { title: titleOf(found), number: index + 1, of: steps.length };
    const answer = await askStep(this.#at, found, step, asking);
    switch (answer.kind) {
      case 'left':
        return undefined;
      case 'back':
        return changing
          ? judge(found, step, asking)
          : { ...this.#move, found: { ...found, proof: null }, to: steps[index - 1] ?? this.#at };
      case 'answered':
        return this.#answered(answer.value, step, asking);
    }
  }

  async #answered(found: Found, step: Step, asking: Asking): Promise<Move | undefined> {
    const { draft } = found;
    const hasSecret = draft.event !== null && draft.secret !== '';
    const isToken = draft.kind === 'token';
    if (this.#at === 'secret' && hasSecret && !isToken) {
      return searchAndProve(found, step, asking);
    }
    const isProvable = this.#at === 'content' || this.#at === 'secret';
    if (this.#move.changing || (isProvable && hasSecret)) {
      return judge(found, step, asking);
    }
    // Without a secret nothing can be found out: the person says it.
    const byHand = this.#move.byHand || (this.#at === 'secret' && !isToken);
    const move: Move = { found, to: null, byHand, changing: false };
    const steps = stepsOf(move, this.#at, this.#isEventGiven);
    return { ...move, to: steps[steps.indexOf(this.#at) + 1] ?? null };
  }
}

async function askStep(at: StepName, found: Found, step: Step, asking: Asking): Promise<Answer<Found>> {
  switch (at) {
    case 'name':
      return askProviderName(found, step);
    case 'keep':
      return askKeep(found, step);
    default: {
      const answer = await questions[at](found.draft, step, asking);
      return answer.kind === 'answered'
        ? { kind: 'answered', value: { ...found, draft: answer.value, proof: null } }
        : answer;
    }
  }
}

async function askProviderName(found: Found, step: Step): Promise<Answer<Found>> {
  const question = l10n.t('What is the provider called?');
  const proof = proofText(found);
  const answer = await askText({
    ...step,
    prompt: proof === '' ? question : `${proof} ${question}`,
    value: found.name,
    validate: (typed) => (typed === '' ? l10n.t('The provider needs a name.') : null),
  });
  return answer.kind === 'answered' ? { kind: 'answered', value: { ...found, name: answer.value } } : answer;
}

async function askKeep(found: Found, step: Step): Promise<Answer<Found>> {
  const choices = [
    {
      label: l10n.t('Save the Secret, Too'),
      description: l10n.t('to verify what arrives from now on'),
      value: true,
    },
    { label: l10n.t('Save the Provider Only'), value: false },
  ];
  const placeholder = l10n.t('The secret is kept in VS Code’s secret storage, not in the settings.');
  const answer = await choose(step, placeholder, choices);
  return answer.kind === 'answered'
    ? { kind: 'answered', value: { ...found, keepSecret: answer.value } }
    : answer;
}
