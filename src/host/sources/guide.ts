import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';

/** What a step of a guide ends with. */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'back' }
  /** The person has left the guide. */
  | { readonly kind: 'left' };

export interface Step {
  readonly title: string;
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

export interface TextQuestion extends Step {
  readonly prompt: string;
  readonly value: string;
  /** Hides what is typed. */
  readonly password?: boolean;
  /** A text, or a message of the severity Error, keeps what is typed from being accepted. */
  readonly validate: (typed: string) => string | vscode.InputBoxValidationMessage | null;
}

export interface PickQuestion<I extends vscode.QuickPickItem> extends Step {
  readonly placeholder: string;
  readonly items: readonly I[];
  readonly active: I | undefined;
}

interface Input extends Disposable {
  title: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  ignoreFocusOut: boolean;
  buttons: readonly vscode.QuickInputButton[];
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
  readonly onDidHide: vscode.Event<void>;
  readonly onDidAccept: vscode.Event<void>;
  show(): void;
}

/** Shows an input until it is answered (`accepted` answers something), left, or a step back is wanted. */
async function ask<T>(input: Input, { title, number, of }: Step, accepted: () => T | undefined) {
  input.title = title;
  input.step = number;
  input.totalSteps = of;
  input.ignoreFocusOut = true;
  input.buttons = number > 1 ? [vscode.QuickInputButtons.Back] : [];
  const answer = new Promise<Answer<T>>((resolve) => {
    input.onDidAccept(() => {
      const value = accepted();
      if (value !== undefined) {
        resolve({ kind: 'answered', value });
      }
    });
    input.onDidTriggerButton(() => resolve({ kind: 'back' }));
    input.onDidHide(() => resolve({ kind: 'left' }));
  });
  input.show();
  try {
    return await answer;
  } finally {
    input.dispose();
  }
}

export function askPick<I extends vscode.QuickPickItem>(question: PickQuestion<I>): Promise<Answer<I>> {
  const input = vscode.window.createQuickPick<I>();
  input.placeholder = question.placeholder;
  input.items = question.items;
  input.matchOnDescription = true;
  // An empty list would leave none active, not even the first one: Enter did nothing.
  if (question.active !== undefined) {
    input.activeItems = [question.active];
  }
  return ask(input, question, () => input.selectedItems[0]);
}

/** At least one has to be picked; `picked` are at the beginning. */
export function askMany<I extends vscode.QuickPickItem>(
  question: Omit<PickQuestion<I>, 'active'> & { readonly picked: readonly I[] },
): Promise<Answer<readonly I[]>> {
  const input = vscode.window.createQuickPick<I>();
  input.placeholder = question.placeholder;
  input.canSelectMany = true;
  input.items = question.items;
  input.selectedItems = question.picked;
  return ask(input, question, () => (input.selectedItems.length === 0 ? undefined : input.selectedItems));
}

export function askText(question: TextQuestion): Promise<Answer<string>> {
  const input = vscode.window.createInputBox();
  input.prompt = question.prompt;
  input.value = question.value;
  input.password = question.password ?? false;
  const validate = (): boolean => {
    const found = question.validate(input.value.trim());
    input.validationMessage = found ?? undefined;
    return (
      found === null ||
      (typeof found !== 'string' && found.severity !== vscode.InputBoxValidationSeverity.Error)
    );
  };
  input.onDidChangeValue(validate);
  return ask(input, question, () => (validate() ? input.value.trim() : undefined));
}

/**
 * Asks step after step from that of the index `first` on, as many as `count` says of what is known by then;
 * undefined where the person leaves.
 */
export async function runGuide<D>(
  begin: D,
  steps: readonly ((draft: D) => Promise<Answer<D>>)[],
  count: (draft: D) => number,
  first = 0,
): Promise<D | undefined> {
  let draft = begin;
  let at = first;
  while (at < count(draft)) {
    const answer = await steps[at]?.(draft);
    if (answer === undefined || answer.kind === 'left') {
      return undefined;
    }
    if (answer.kind === 'back') {
      at -= 1;
    } else {
      draft = answer.value;
      at += 1;
    }
  }
  return draft;
}
