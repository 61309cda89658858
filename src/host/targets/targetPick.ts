import * as vscode from 'vscode';
import { displayText } from '../words/displayText.ts';
import { readTarget, targetProblem } from './target.ts';
import type { TargetConsent } from './targetConsent.ts';
import type { TargetMemory } from './targetMemory.ts';

export interface TargetQuestion {
  readonly title: string;
  readonly placeHolder: string;
}

/** A URL that may be sent to. */
interface Picked {
  readonly target: string;
}

interface TargetItem extends vscode.QuickPickItem {
  readonly picks: Picked | 'own' | 'another';
}

/** Asks a person where to send to: a URL that was used before, or another one. */
export class TargetPick {
  readonly #memory: TargetMemory;
  readonly #consent: TargetConsent;

  constructor(memory: TargetMemory, consent: TargetConsent) {
    this.#memory = memory;
    this.#consent = consent;
  }

  /** Remembers what was picked. Undefined where the person leaves, or does not allow it. */
  async ask(question: TargetQuestion): Promise<Picked | undefined> {
    const answer = await this.askOr(question, null);
    return answer === 'own' ? undefined : answer;
  }

  /** As `ask`, with an item of the caller's before the URLs; picked, the answer is `own`. */
  async askOr(question: TargetQuestion, own: string | null): Promise<Picked | 'own' | undefined> {
    const picked = await this.#pick(question, own);
    const answer = picked === 'another' ? await this.#askUrl(question) : picked;
    if (answer === undefined || answer === 'own') {
      return answer;
    }
    if (!(await this.#consent.ensure(answer.target))) {
      return undefined;
    }
    await this.#memory.remember(answer.target);
    return answer;
  }

  async #pick(question: TargetQuestion, own: string | null): Promise<TargetItem['picks'] | undefined> {
    const known = this.#memory.targets.filter((target) => targetProblem(target, vscode.l10n.t) === '');
    if (known.length === 0 && own === null) {
      return 'another';
    }
    const items: TargetItem[] = [
      ...(own === null ? [] : [{ label: own, picks: 'own' } as const]),
      ...known.map((target): TargetItem => ({ label: displayText(target), picks: { target } })),
      { label: vscode.l10n.t('Another URL...'), picks: 'another' },
    ];
    return (await vscode.window.showQuickPick(items, question))?.picks;
  }

  async #askUrl({ title, placeHolder }: TargetQuestion): Promise<Picked | undefined> {
    const text = await vscode.window.showInputBox({
      title,
      prompt: `${placeHolder} ${vscode.l10n.t('Without a path, the request keeps its own.')}`,
      placeHolder: 'http://localhost:3000',
      ignoreFocusOut: true,
      validateInput: (value) => (value.trim() === '' ? '' : this.#consent.problem(value)),
    });
    const url =
      text === undefined || targetProblem(text, vscode.l10n.t) !== '' ? undefined : readTarget(text)?.href;
    return url === undefined ? undefined : { target: url };
  }
}
