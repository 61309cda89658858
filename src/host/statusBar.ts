import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable.ts';
import type { ListenerState } from '../protocol/engine.ts';
import { commandIds, focusCommands } from './contributions.ts';
import type { ListenerControl } from './listenerControl.ts';
import { failureText, stateText, statusName } from './listenerText.ts';

/** The listener in the status bar: a click starts it, shows it, or tries again and says why it failed. */
export class StatusBar implements Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #subscription: Disposable;

  constructor(listener: ListenerControl) {
    this.#item = vscode.window.createStatusBarItem(
      'webhookDebugger.listener',
      vscode.StatusBarAlignment.Left,
      10,
    );
    this.#item.name = vscode.l10n.t('Webhook Listener');
    this.#subscription = listener.onDidChange((state) => this.#show(state));
    this.#show(listener.state);
    this.#item.show();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #show(state: ListenerState): void {
    const name = statusName(state, vscode.l10n.t);
    this.#item.text = textOf(state);
    this.#item.accessibilityInformation = { label: name, role: 'button' };
    this.#item.tooltip = tooltipOf(state);
    this.#item.command = state.kind === 'listening' ? focusCommands.sources : commandIds.startListener;
    this.#item.backgroundColor =
      state.kind === 'failed' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  }
}

function textOf(state: ListenerState): string {
  switch (state.kind) {
    case 'stopped':
      return `$(broadcast) ${vscode.l10n.t('Webhooks: off')}`;
    case 'listening':
      return `$(broadcast) ${state.port}`;
    case 'failed':
      return `$(error) ${vscode.l10n.t('Webhooks: failed')}`;
  }
}

function tooltipOf(state: ListenerState): string {
  switch (state.kind) {
    case 'stopped':
      return vscode.l10n.t('The webhook listener is stopped. Click to start it.');
    case 'listening':
      return stateText(state, vscode.l10n.t);
    case 'failed':
      return failureText(state, vscode.l10n.t);
  }
}
