import * as vscode from 'vscode';
import { displayText } from '../words/displayText.ts';

/** What is chosen from, and how it is asked for. */
export interface NamedPick<T> {
  /** The name that an argument has, null where it has none. */
  readonly named: string | null;
  readonly title: string;
  readonly placeHolder: string;
  readonly describe: (row: T) => string;
  /** Told where there is nothing to choose from. */
  readonly none: () => Promise<void>;
}

/** The row of that name, else one that the person picks. Undefined where there is none, which is said. */
export async function chooseNamed<T extends { readonly name: string }>(
  rows: readonly T[],
  { named, title, placeHolder, describe, none }: NamedPick<T>,
): Promise<T | undefined> {
  const own = rows.find(({ name }) => name === named);
  if (own !== undefined) {
    return own;
  }
  if (rows.length === 0) {
    await none();
    return undefined;
  }
  const items = rows.map((row) => ({ label: displayText(row.name), description: describe(row), row }));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return picked?.row;
}
