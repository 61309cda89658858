import * as vscode from 'vscode';
import type { TemporaryAnswer } from '../../protocol/answering.ts';
import { displayText } from '../words/displayText.ts';
import { askPick, askText, runGuide, type Answer, type Step } from '../shared/guide.ts';
import type { SourceSetting } from '../sources/sourceSettings.ts';
import { answerChoices, statusProblem, statusRule, typedChoice, type AnswerChoice } from './answerChoices.ts';

interface Draft {
  readonly choice: AnswerChoice | null;
  readonly source: string | null;
  readonly remaining: number | null;
}

type AskStep = (draft: Draft) => Promise<Answer<Draft>>;

interface ChoiceItem extends vscode.QuickPickItem {
  /** Null to type a status. */
  readonly choice: AnswerChoice | null;
}

/** For how many requests an answer can be set; null until it is stopped. */
const counts = [1, 2, 3, 10, null] as const;

/** Asks what requests are to be answered with for a while, which ones, and how many. */
export class AnswerGuide {
  readonly #sources: readonly SourceSetting[];
  readonly #steps: readonly AskStep[];

  /** `sources` are those that requests can arrive for; `source` is the one that is named already, null for none. */
  constructor(sources: readonly SourceSetting[], source: string | null) {
    this.#sources = sources;
    const asksSource = source === null && sources.length > 0;
    this.#steps = [this.#askAnswer, ...(asksSource ? [this.#askSource] : []), this.#askCount];
  }

  /** Undefined where the person leaves. */
  async run(source: string | null): Promise<TemporaryAnswer | undefined> {
    const draft = await runGuide<Draft>({ choice: null, source, remaining: 1 }, this.#steps, (known) =>
      this.#stepCount(known),
    );
    const choice = draft?.choice ?? null;
    return draft === undefined || choice === null
      ? undefined
      : {
          source: draft.source,
          rule: choice.rule,
          remaining: choice.count === undefined ? draft.remaining : choice.count,
        };
  }

  readonly #askAnswer: AskStep = async (draft) => {
    const choices = answerChoices(vscode.l10n.t);
    const items: readonly ChoiceItem[] = [
      ...choices.map((choice) => ({ ...choice, choice })),
      { label: vscode.l10n.t('Another status...'), choice: null },
    ];
    const picked = await askPick({
      ...this.#step(this.#askAnswer, draft),
      placeholder: vscode.l10n.t('Which response do the next requests get?'),
      items,
      active: items.find(({ label }) => label === draft.choice?.label),
      typed: (text) => {
        const choice = typedChoice(text, choices);
        const offered = items.find(({ label }) => label === choice?.label);
        return offered ?? (choice === null ? null : { label: choice.label, choice });
      },
    });
    if (picked.kind !== 'answered') {
      return picked;
    }
    const { choice } = picked.value;
    return choice === null ? this.#askStatus(draft) : { kind: 'answered', value: { ...draft, choice } };
  };

  async #askStatus(draft: Draft): Promise<Answer<Draft>> {
    const typed = await askText({
      ...this.#step(this.#askAnswer, draft),
      title: vscode.l10n.t('Another Status'),
      prompt: vscode.l10n.t('Status of the response, 200 to 599'),
      value: '',
      validate: (text) => statusProblem(text, vscode.l10n.t),
    });
    if (typed.kind !== 'answered') {
      return typed;
    }
    const choice = { label: typed.value, description: '', rule: statusRule(Number(typed.value)) };
    return { kind: 'answered', value: { ...draft, choice } };
  }

  readonly #askSource: AskStep = async (draft) => {
    const all = { label: vscode.l10n.t('All requests'), source: null };
    const items = this.#sources.map(({ name, path }) => ({
      label: displayText(name),
      description: displayText(path),
      source: name,
    }));
    const picked = await askPick({
      ...this.#step(this.#askSource, draft),
      placeholder: vscode.l10n.t('Whose requests?'),
      items: [all, ...items],
      active: undefined,
    });
    return picked.kind === 'answered'
      ? { kind: 'answered', value: { ...draft, source: picked.value.source } }
      : picked;
  };

  readonly #askCount: AskStep = async (draft) => {
    const items = counts.map((count) => ({ label: countLabel(count), count }));
    const picked = await askPick({
      ...this.#step(this.#askCount, draft),
      placeholder: vscode.l10n.t('How many requests?'),
      items,
      active: undefined,
    });
    return picked.kind === 'answered'
      ? { kind: 'answered', value: { ...draft, remaining: picked.value.count } }
      : picked;
  };

  #stepCount({ choice }: Draft): number {
    return this.#steps.length - (choice?.count === undefined ? 0 : 1);
  }

  #step(ask: AskStep, draft: Draft): Step {
    const title = vscode.l10n.t('Respond to Next Requests With');
    return { title, number: this.#steps.indexOf(ask) + 1, of: this.#stepCount(draft) };
  }
}

function countLabel(count: (typeof counts)[number]): string {
  switch (count) {
    case null:
      return vscode.l10n.t('Until stopped');
    case 1:
      return vscode.l10n.t('The next request');
    default:
      return vscode.l10n.t('The next {0} requests', count);
  }
}
