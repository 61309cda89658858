import * as vscode from 'vscode';
import type { FormulaSearch } from '../../protocol/formula.ts';
import type { Draft } from './customProviderRow.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { waitFor, type Answer, type Step } from '../shared/guide.ts';

const { l10n } = vscode;

/** Milliseconds: long enough for what an event can hold, short enough to be waited for. */
const budget = 15_000;

/** Looks for how the event of a draft is signed with its secret; null where it was stopped, or the event is gone. */
export async function searchFormula(
  { event, header, secret }: Draft,
  step: Step,
  engine: EngineCaller,
): Promise<Answer<FormulaSearch | null>> {
  if (event === null) {
    return { kind: 'answered', value: null };
  }
  const { id } = event.summary;
  const work = engine.call('findFormula', { id, header, secret, budget });
  const placeholder = l10n.t('Looking for what is signed, and how…');
  const answer = await waitFor({ ...step, placeholder, stop: l10n.t('Stop and Enter Step by Step') }, work);
  if (answer.kind !== 'answered' || answer.value === null) {
    await engine.call('cancelFormula', { id });
  }
  return answer;
}
