import * as vscode from 'vscode';
import { displayText } from '../displayText.ts';
import { readTarget, targetProblem } from './target.ts';
import type { TargetConsent } from './targetConsent.ts';
import type { TargetMemory } from './targetMemory.ts';

export interface TargetQuestion {
  readonly title: string;
  readonly placeHolder: string;
  /** Offered before the URLs that were used before; picked, the answer is `own`. */
  readonly own?: string;
}

interface TargetItem extends vscode.QuickPickItem {
  readonly picks: 'own' | 'another' | { readonly target: string };
}

/** Asks a person where to send to: a URL that was used before, or another one. */
export class TargetPick {
  readonly #memory: TargetMemory;
  readonly #consent: TargetConsent;

  constructor(memory: TargetMemory, consent: TargetConsent) {
    this.#memory = memory;
    this.#consent = consent;
  }

  /** A URL that may be sent to and is remembered, or `own`; undefined where the person leaves or does not allow it. */
  async ask(question: TargetQuestion): Promise<{ readonly target: string } | 'own' | undefined> {
    const picked = await this.#pick(question);
    const target = picked === 'another' ? await askUrl(question.title) : picked;
    if (target === undefined || target === 'own') {
      return target;
    }
    if (!(await this.#consent.ensure(target.target))) {
      return undefined;
    }
    await this.#memory.remember(target.target);
    return target;
  }

  async #pick({ title, placeHolder, own }: TargetQuestion): Promise<TargetItem['picks'] | undefined> {
    const known = this.#memory.targets.filter((target) => targetProblem(target, vscode.l10n.t) === '');
    if (known.length === 0 && own === undefined) {
      return 'another';
    }
    const items: TargetItem[] = [
      ...(own === undefined ? [] : [{ label: own, picks: 'own' } as const]),
      ...known.map((target): TargetItem => ({ label: displayText(target), picks: { target } })),
      { label: vscode.l10n.t('Another URL...'), picks: 'another' },
    ];
    return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.picks;
  }
}

async function askUrl(title: string): Promise<{ readonly target: string } | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('URL of your app. Without a path, the request keeps its own.'),
    placeHolder: 'http://localhost:3000',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? '' : targetProblem(value, vscode.l10n.t)),
  });
  const url =
    text === undefined || targetProblem(text, vscode.l10n.t) !== '' ? undefined : readTarget(text)?.href;
  return url === undefined ? undefined : { target: url };
}
