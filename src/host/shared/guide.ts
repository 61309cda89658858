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
  /** From 1; from 2 on there is a way back. */
  readonly number: number;
  /** Null where the steps are not counted. */
  readonly of: number | null;
}

export interface TextQuestion extends Step {
  readonly prompt: string;
  readonly value: string;
  /** Hides what is typed. */
  readonly password?: boolean;
  /** A text, or a message of the severity Error, keeps what is typed from being accepted. */
  readonly validate: (typed: string) => Validation | Promise<Validation>;
}

export type Validation = string | vscode.InputBoxValidationMessage | null;

export interface PickQuestion<I extends vscode.QuickPickItem> extends Step {
  readonly placeholder: string;
  readonly items: readonly I[];
  readonly active: I | undefined;
  /** The item that is meant by exactly what is typed, one of them or another; null where none is. */
  readonly typed?: (text: string) => I | null;
  /** A button of an item was clicked; the question stays. */
  readonly onButton?: (item: I) => void;
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
async function ask<T>(
  input: Input,
  { title, number, of }: Step,
  accepted: () => T | undefined | Promise<T | undefined>,
) {
  input.title = title;
  input.step = of === null ? undefined : number;
  input.totalSteps = of ?? undefined;
  input.ignoreFocusOut = true;
  input.buttons = number > 1 ? [vscode.QuickInputButtons.Back] : [];
  const answer = new Promise<Answer<T>>((resolve, reject) => {
    const accept = async (): Promise<void> => {
      const value = await accepted();
      if (value !== undefined) {
        resolve({ kind: 'answered', value });
      }
    };
    input.onDidAccept(() => void accept().catch(reject));
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
  input.onDidTriggerItemButton(({ item }) => question.onButton?.(item));
  // An empty list would leave none active, not even the first one: Enter did nothing.
  if (question.active !== undefined) {
    input.activeItems = [question.active];
  }
  const { typed } = question;
  if (typed !== undefined) {
    input.onDidChangeValue((text) => showTyped(input, question.items, typed(text.trim())));
  }
  return ask(input, question, () => input.selectedItems[0]);
}

/** Has the item that was typed active, and among the others where it is none of them. */
function showTyped<I extends vscode.QuickPickItem>(
  input: vscode.QuickPick<I>,
  items: readonly I[],
  meant: I | null,
): void {
  const shown = meant === null || items.includes(meant) ? items : [meant, ...items];
  if (shown.length !== input.items.length || meant !== null) {
    input.items = shown;
  }
  if (meant !== null) {
    input.activeItems = [meant];
  }
}

/**
 * Shows that something is worked on until it is done; `stop` is the label of the one entry, which ends the waiting
 * with null. What is to be ended then is the caller's.
 */
export async function waitFor<T>(
  question: Step & { readonly placeholder: string; readonly stop: string },
  work: Promise<T>,
): Promise<Answer<T | null>> {
  const input = vscode.window.createQuickPick();
  input.placeholder = question.placeholder;
  input.items = [{ label: question.stop }];
  input.busy = true;
  const done = work.then((value): Answer<T | null> => ({ kind: 'answered', value }));
  try {
    return await Promise.race([ask(input, question, () => null), done]);
  } finally {
    input.dispose();
  }
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
  const validate = async (typed: string): Promise<boolean> => {
    const found = await question.validate(typed);
    if (typed !== input.value.trim()) {
      return false;
    }
    input.validationMessage = found ?? undefined;
    return (
      found === null ||
      (typeof found !== 'string' && found.severity !== vscode.InputBoxValidationSeverity.Error)
    );
  };
  // What is typed is checked once more as it is accepted: a fault of the check comes out there.
  input.onDidChangeValue(() => void validate(input.value.trim()).catch(() => undefined));
  return ask(input, question, async () => {
    const typed = input.value.trim();
    return (await validate(typed)) ? typed : undefined;
  });
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
