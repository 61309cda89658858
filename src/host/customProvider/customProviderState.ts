import * as vscode from 'vscode';
import type { Proof } from './customProviderProof.ts';
import type { Draft } from './customProviderRow.ts';
import type { questions } from './customProviderSteps.ts';
import { formulaText, type Question } from './customProviderText.ts';
import { verdictName } from '../words/wording.ts';

const { l10n } = vscode;

export type StepName = keyof typeof questions | 'name' | 'keep';

/** All that the guide has found out. */
export interface Found {
  readonly draft: Draft;
  /** Null where there was no event or no secret to prove it with. */
  readonly proof: Proof | null;
  /** The content was found by a search, and not answered. */
  readonly isSearched: boolean;
  readonly name: string;
  readonly keepSecret: boolean;
}

/** Where the guide goes on; null at its end. */
export interface Move {
  readonly found: Found;
  readonly to: StepName | null;
  /** The person answers how the signature is made: no search has found it, or none can be made. */
  readonly byHand: boolean;
  /** One answer is being changed: after it the event is checked against all of them again. */
  readonly changing: boolean;
}

export const signatureQuestions: readonly Question[] = ['algorithm', 'encoding', 'form', 'content'];

/** The steps that are asked, by what is known as one of them is; what is not asked yet is taken for likely. */
export function stepsOf(
  { found: { draft }, byHand }: Move,
  at: StepName,
  isEventGiven: boolean,
): readonly StepName[] {
  const hasEvent = at === 'event' || draft.event !== null;
  const isSecretKnown = at === 'name' || at === 'keep';
  const hasSecret = hasEvent && (!isSecretKnown || draft.secret !== '');
  const isByHand = draft.kind === 'signature' && (byHand || !hasEvent);
  return [
    ...(isEventGiven ? [] : ['event' as const]),
    'header',
    ...(hasEvent ? ['secret' as const] : []),
    ...(isByHand ? signatureQuestions : []),
    'name',
    ...(hasSecret ? ['keep' as const] : []),
  ];
}

export function titleOf({ proof }: Found): string {
  return proof === null
    ? l10n.t('New Custom Provider')
    : l10n.t('New Custom Provider: {0}', verdictName(proof.verdict, l10n.t));
}

/** What is said of an event that the answers were checked on; empty where none was. */
export function proofText({ proof, isSearched, draft }: Found): string {
  if (proof === null) {
    return '';
  }
  return isSearched ? l10n.t('Found: `{0}`. {1}', formulaText(draft.content), proof.reason) : proof.reason;
}
