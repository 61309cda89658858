import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import type { TemporaryAnswer } from '../../protocol/answering.ts';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import { remainingText, ruleText } from './answerText.ts';
import type { TemporaryAnswers } from './temporaryAnswers.ts';

/** Says in the status bar that requests are answered otherwise than configured, for as long as they are. */
export class AnsweringStatus implements Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #subscription: Disposable;

  constructor(temporary: TemporaryAnswers) {
    this.#item = vscode.window.createStatusBarItem(
      'webhookDebugger.answering',
      vscode.StatusBarAlignment.Left,
      9,
    );
    this.#item.name = vscode.l10n.t('Webhook Responses');
    this.#item.command = commandIds.answerAsUsual;
    this.#item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.#subscription = temporary.onDidChange((current) => this.#show(current));
    this.#show(temporary.current);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #show(current: TemporaryAnswer | null): void {
    if (current === null) {
      this.#item.hide();
      return;
    }
    const { t } = vscode.l10n;
    const answer = ruleText(current.rule, t);
    const remaining = remainingText(current, t);
    const text = t('responding {0}, {1}', answer, remaining);
    const whose = current.source === null ? '' : t('Source: {0}', displayText(current.source));
    this.#item.text = `$(reply) ${t('Responding {0}', answer)} · ${remaining}`;
    this.#item.accessibilityInformation = { label: `Webhook Debugger: ${text}`, role: 'button' };
    const click = t('Webhooks do not get the configured response. Click to resume normal responses.');
    this.#item.tooltip = [click, whose].filter(Boolean).join('\n');
    this.#item.show();
  }
}
