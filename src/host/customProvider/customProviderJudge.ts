import * as vscode from 'vscode';
import type { Formula } from '../../protocol/formula.ts';
import { isVerified } from '../../protocol/verdict.ts';
import { answered, choose, type Asking, type Choice } from './customProviderAsk.ts';
import { prove } from './customProviderProof.ts';
import { withFormula, type Draft } from './customProviderRow.ts';
import { searchFormula } from './customProviderSearch.ts';
import { signatureQuestions, titleOf, type Found, type Move } from './customProviderState.ts';
import {
  answerText,
  changeText,
  formulaDetail,
  formulaText,
  notFoundText,
  triedText,
  type Question,
} from './customProviderText.ts';
import type { Answer, Step } from '../shared/guide.ts';

const { l10n } = vscode;

/** What the person does where no formula gives the signature. */
type NextStep = 'secret' | 'byHand' | 'header';

const toSecret = (found: Found): Move => ({
  found: { ...found, proof: null },
  to: 'secret',
  byHand: false,
  changing: false,
});

/** With a secret: looks for how the event is signed with it. Undefined where the person leaves. */
export async function searchAndProve(found: Found, step: Step, asking: Asking): Promise<Move | undefined> {
  const search = await searchFormula(found.draft, step, asking.engine);
  if (search.kind === 'left') {
    return undefined;
  }
  if (search.kind === 'back') {
    return toSecret(found);
  }
  const result = search.value;
  const formula = await chooseFormula(result?.found ?? [], { ...step, title: titleOf(found) });
  switch (formula.kind) {
    case 'left':
      return undefined;
    case 'back':
      return toSecret(found);
    case 'answered':
      break;
  }
  if (result === null) {
    return byHand(found);
  }
  if (formula.value === null) {
    return goOn(
      found,
      await askNext(found, step, [notFoundText(result, found.draft, l10n.t), triedText(result, l10n.t)]),
    );
  }
  const draft = withFormula(found.draft, formula.value);
  const proof = await prove(draft, asking.engine, l10n.t, [draft.key]);
  return proof === null || !isVerified(proof.verdict)
    ? judge({ ...found, draft }, step, asking)
    : { found: { ...found, draft, proof, isSearched: true }, to: 'name', byHand: false, changing: false };
}

/** The one formula, or the one that a person takes of several that the event does not tell apart; null for none. */
async function chooseFormula(formulas: readonly Formula[], step: Step): Promise<Answer<Formula | null>> {
  if (formulas.length < 2) {
    return answered(formulas[0] ?? null);
  }
  const choices = formulas.map((value) => ({
    label: formulaText(value.content),
    detail: formulaDetail(value, l10n.t),
    value,
  }));
  return choose(
    step,
    l10n.t('This event fits each of these. Which one does the provider document?'),
    choices,
  );
}

function askNext(
  found: Found,
  step: Step,
  [why, tried]: readonly [string, string],
): Promise<Answer<NextStep>> {
  const choices: readonly Choice<NextStep>[] = [
    { label: l10n.t('Enter Another Secret'), detail: why, value: 'secret' },
    { label: l10n.t('Enter Step by Step'), detail: tried, value: 'byHand' },
    {
      label: changeText('header', l10n.t),
      description: answerText('header', found.draft, l10n.t),
      value: 'header',
    },
  ];
  const title = l10n.t('New Custom Provider: {0}', l10n.t('Not Found'));
  return choose({ ...step, title }, l10n.t('How do you want to go on?'), choices);
}

const byHand = (found: Found): Move => ({
  found: { ...found, proof: null, isSearched: false },
  to: 'algorithm',
  byHand: true,
  changing: false,
});

function goOn(found: Found, answer: Answer<NextStep>): Move | undefined {
  if (answer.kind === 'left') {
    return undefined;
  }
  if (answer.kind === 'back' || answer.value === 'secret') {
    return toSecret(found);
  }
  return answer.value === 'byHand'
    ? byHand(found)
    : { found: { ...found, proof: null }, to: 'header', byHand: false, changing: false };
}

/** Checks the event against the answers; where it is not valid, the person says what to change. */
export async function judge(found: Found, step: Step, asking: Asking): Promise<Move | undefined> {
  const proof = await prove(found.draft, asking.engine, l10n.t);
  const judged: Found = { ...found, proof, isSearched: false, draft: proof?.draft ?? found.draft };
  if (proof === null || isVerified(proof.verdict)) {
    return { found: judged, to: 'name', byHand: true, changing: false };
  }
  const answer = await choose(
    { ...step, title: titleOf(judged) },
    l10n.t('The event does not match. What do you want to change?'),
    remedies(judged.draft, proof.reason),
  );
  switch (answer.kind) {
    case 'left':
      return undefined;
    case 'back':
      return toSecret(judged);
    case 'answered':
      return remedied(judged, answer.value);
  }
}

/** What can be done about answers that the event disproves. */
type Remedy = Question | 'save';

function remedies(draft: Draft, reason: string): readonly Choice<Remedy>[] {
  const questionsToChange: readonly Question[] =
    draft.kind === 'token' ? ['secret', 'header'] : [...signatureQuestions.toReversed(), 'secret', 'header'];
  return [
    ...questionsToChange.map((value, index) => ({
      label: changeText(value, l10n.t),
      description: answerText(value, draft, l10n.t),
      ...(index === 0 ? { detail: reason } : {}),
      value,
    })),
    { label: l10n.t('Save Anyway'), description: l10n.t('it can be changed in the settings'), value: 'save' },
  ];
}

function remedied(found: Found, remedy: Remedy): Move {
  const byHand = remedy !== 'secret' && remedy !== 'header';
  return remedy === 'save'
    ? { found, to: 'name', byHand, changing: false }
    : // Another header has another value, of which all else is guessed anew.
      { found: { ...found, proof: null }, to: remedy, byHand, changing: byHand };
}
