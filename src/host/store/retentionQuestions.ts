import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import { isSameLimits, type RetentionQuestion } from '../../protocol/retention.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import { deleteOldestText, keptText, retentionQuestionText } from './retentionText.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

/** Milliseconds in which a setting comes to rest: a number that is typed is saved after each digit. */
const untilAsked = 1500;

/** Asks before a lower limit deletes stored events, each limit once; without a choice, nothing is deleted. */
export class RetentionQuestions implements Disposable {
  readonly #engine: EngineClient;
  readonly #heard: Disposable;
  /** Those in sight, which nothing can take away again. */
  readonly #open: RetentionQuestion[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(engine: EngineClient, problems: Problems) {
    this.#engine = engine;
    this.#heard = engine.on('retention', ({ question }) => {
      clearTimeout(this.#timer);
      if (question !== null) {
        this.#timer = setTimeout(() => problems.watch(this.#ask(question)), untilAsked);
      }
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#heard.dispose();
  }

  async #ask(question: RetentionQuestion): Promise<void> {
    const { t } = vscode.l10n;
    const { wanted } = question;
    if (this.#open.some((other) => isSameLimits(other.wanted, wanted))) {
      return;
    }
    this.#open.push(question);
    const [agree, keep] = [deleteOldestText(question, t), t('Keep Them')];
    const text = retentionQuestionText(question, t);
    const choice = await vscode.window.showWarningMessage(text, agree, keep);
    this.#open.splice(this.#open.indexOf(question), 1);
    if (choice !== undefined) {
      await this.#decide(wanted, choice === agree);
    }
  }

  async #decide(wanted: RetentionQuestion['wanted'], isAgreed: boolean): Promise<void> {
    const { t } = vscode.l10n;
    const inForce = await this.#engine.call('decideRetention', { wanted, isAgreed });
    if (inForce === null) {
      sayInStatusBar(t('The settings have changed since. Nothing was deleted.'));
    } else if (!isAgreed) {
      sayInStatusBar(keptText(inForce, t));
    }
  }
}
