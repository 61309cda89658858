import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable.ts';
import type { StorageNotice } from '../protocol/engine.ts';
import { commandIds, focusCommands } from './contributions.ts';
import type { ListenerControl } from './listenerControl.ts';
import { isElsewhere, type ListenerState } from './listenerState.ts';
import { failureText, localUrl, statusName } from './listenerText.ts';
import type { StorageState } from './storageState.ts';
import { noticeText } from './storageText.ts';

/** The listener in the status bar: a click starts it, shows it, or tries again and says why it failed. */
export class StatusBar implements Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #parts = new DisposableStore();

  constructor(listener: ListenerControl, storage: StorageState) {
    const show = (): void => this.#show(listener.state, storage.failing);
    this.#item = vscode.window.createStatusBarItem(
      'webhookDebugger.listener',
      vscode.StatusBarAlignment.Left,
      10,
    );
    this.#item.name = vscode.l10n.t('Webhook Listener');
    this.#parts.add(listener.onDidChange(show));
    this.#parts.add(storage.onDidChange(show));
    this.#parts.add(this.#item);
    show();
    this.#item.show();
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #show(state: ListenerState, failing: StorageNotice | null): void {
    const isTroubled = failing !== null && state.kind === 'listening';
    this.#item.text = isTroubled ? `$(warning) ${vscode.l10n.t('Webhooks: not stored')}` : textOf(state);
    this.#item.accessibilityInformation = { label: statusName(state, vscode.l10n.t), role: 'button' };
    this.#item.tooltip = isTroubled ? noticeText(failing, vscode.l10n.t) : tooltipOf(state);
    this.#item.command = state.kind === 'listening' ? focusCommands.sources : commandIds.startListener;
    this.#item.backgroundColor = backgroundOf(state, isTroubled);
  }
}

function backgroundOf(state: ListenerState, isTroubled: boolean): vscode.ThemeColor | undefined {
  if (state.kind === 'failed' && !isElsewhere(state)) {
    return new vscode.ThemeColor('statusBarItem.errorBackground');
  }
  return isTroubled ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
}

/** Not the antenna, which VS Code has for forwarded ports in the same place. */
function textOf(state: ListenerState): string {
  switch (state.kind) {
    case 'stopped':
      return `$(inbox) ${vscode.l10n.t('Webhooks: off')}`;
    case 'listening':
      return `$(inbox) ${state.port}`;
    case 'failed':
      return isElsewhere(state)
        ? `$(inbox) ${vscode.l10n.t('Webhooks: other window')}`
        : `$(error) ${vscode.l10n.t('Webhooks: failed')}`;
  }
}

function tooltipOf(state: ListenerState): string {
  const { t } = vscode.l10n;
  switch (state.kind) {
    case 'stopped':
      return t('The webhook listener is stopped. Click to start it.');
    case 'listening':
      return t(
        'Webhook Debugger listens at {0}. Click to show the sources.',
        localUrl(state.host, state.port),
      );
    case 'failed':
      return `${failureText(state, t)} ${isElsewhere(state) ? t('Click for the choices.') : t('Click to try again.')}`;
  }
}
