import * as vscode from 'vscode';
import { choose, type Asking, type Choice } from './customProviderAsk.ts';
import { findFitting, prove, type Proof } from './customProviderProof.ts';
import type { Draft } from './customProviderRow.ts';
import { questions } from './customProviderSteps.ts';
import { answerText, changeText, type Question } from './customProviderText.ts';
import { askText, type Answer, type Step } from './sources/guide.ts';
import { verdictName } from './wording.ts';

const { l10n } = vscode;

type StepName = keyof typeof questions | 'name' | 'keep';

/** All that the guide has found out. */
export interface Found {
  readonly draft: Draft;
  /** Null where there was no event or no secret to prove it with. */
  readonly proof: Proof | null;
  readonly name: string;
  readonly keepSecret: boolean;
}

/** Where the guide goes on; null at its end. */
interface Move {
  readonly found: Found;
  readonly to: StepName | null;
  /** One answer is being changed: after it the event is held against all of them again. */
  readonly changing: boolean;
}

const signatureQuestions: readonly Question[] = ['algorithm', 'encoding', 'form', 'content'];

/** The steps that are asked, by what is known as one of them is; what is not asked yet is taken for likely. */
function stepsOf({ draft }: Found, at: StepName): readonly StepName[] {
  const hasEvent = at === 'event' || draft.event !== null;
  const isSecretAsked = at === 'name' || at === 'keep';
  const hasSecret = hasEvent && (!isSecretAsked || draft.secret !== '');
  return [
    'event',
    'header',
    ...(draft.kind === 'token' ? [] : signatureQuestions),
    ...(hasEvent ? ['secret' as const] : []),
    'name',
    ...(hasSecret ? ['keep' as const] : []),
  ];
}

function titleOf({ proof }: Found): string {
  return proof === null
    ? l10n.t('New Custom Provider')
    : l10n.t('New Custom Provider: {0}', verdictName(proof.verdict, l10n.t));
}

/** Asks the questions in turn, with a way back from each; undefined where the person leaves. */
export async function runCustomProviderGuide(begin: Draft, asking: Asking): Promise<Found | undefined> {
  const found: Found = { draft: begin, proof: null, name: '', keepSecret: false };
  let move: Move | undefined = { found, to: 'event', changing: false };
  while (move !== undefined && move.to !== null) {
    move = await take(move, move.to, asking);
  }
  return move?.found;
}

async function take({ found, changing }: Move, at: StepName, asking: Asking): Promise<Move | undefined> {
  const steps = stepsOf(found, at);
  const index = steps.indexOf(at);
  const step: Step = { title: titleOf(found), number: index + 1, of: steps.length };
  const answer = await askStep(at, found, step, asking);
  switch (answer.kind) {
    case 'left':
      return undefined;
    case 'back':
      return changing
        ? judge(found, step, asking)
        : { found: { ...found, proof: null }, to: steps[index - 1] ?? 'event', changing: false };
    case 'answered': {
      const next = stepsOf(answer.value, at)[index + 1] ?? null;
      return changing || at === 'secret'
        ? judge(answer.value, step, asking)
        : { found: answer.value, to: next, changing: false };
    }
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

/** Holds the event against the answers; where it is not valid, the person says what to change. */
async function judge(found: Found, step: Step, asking: Asking): Promise<Move | undefined> {
  const proof = await prove(found.draft, asking.engine, l10n.t);
  const judged: Found = { ...found, proof, draft: proof?.draft ?? found.draft };
  if (proof === null || proof.verdict === 'valid') {
    return { found: judged, to: 'name', changing: false };
  }
  const fitting = await findFitting(found.draft, asking.engine, l10n.t);
  const answer = await choose(
    { ...step, title: titleOf(judged) },
    proof.reason,
    remedies(judged.draft, fitting),
  );
  switch (answer.kind) {
    case 'left':
      return undefined;
    case 'back':
      return { found: { ...judged, proof: null }, to: 'secret', changing: false };
    case 'answered':
      return remedied(judged, answer.value);
  }
}

/** What can be done about answers that the event disproves. */
type Remedy = Proof | Question | 'save';

function remedies(draft: Draft, fitting: Proof | null): readonly Choice<Remedy>[] {
  const questionsToChange: readonly Question[] =
    draft.kind === 'token' ? ['secret', 'header'] : [...signatureQuestions.toReversed(), 'secret', 'header'];
  return [
    ...(fitting === null ? [] : [fittingChoice(fitting)]),
    ...questionsToChange.map((value) => ({
      label: changeText(value, l10n.t),
      description: answerText(value, draft, l10n.t),
      value,
    })),
    { label: l10n.t('Save Anyway'), description: l10n.t('it can be changed in the settings'), value: 'save' },
  ];
}

function fittingChoice(fitting: Proof): Choice<Remedy> {
  const answers = (['algorithm', 'content'] as const).map((name) => answerText(name, fitting.draft, l10n.t));
  return { label: l10n.t('Use What Is Valid'), description: answers.join(': '), value: fitting };
}

function remedied(found: Found, remedy: Remedy): Move {
  if (typeof remedy === 'object') {
    return { found: { ...found, proof: remedy, draft: remedy.draft }, to: 'name', changing: false };
  }
  return remedy === 'save'
    ? { found, to: 'name', changing: false }
    : // Another header has another value, of which all else is guessed anew.
      { found: { ...found, proof: null }, to: remedy, changing: remedy !== 'header' };
}

async function askProviderName(found: Found, step: Step): Promise<Answer<Found>> {
  const question = l10n.t('What is the provider called?');
  const answer = await askText({
    ...step,
    prompt: found.proof === null ? question : `${found.proof.reason} ${question}`,
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
