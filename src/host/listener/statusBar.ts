import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { StorageNotice } from '../../protocol/storage.ts';
import { commandIds, focusCommands } from '../shared/contributions.ts';
import type { ListenerControl } from './listenerControl.ts';
import { isElsewhere, type ListenerState } from './listenerState.ts';
import { statusBarWords } from './statusBarText.ts';
import type { StorageState } from '../store/storageState.ts';

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
    const { text, label, tooltip } = statusBarWords(state, failing, vscode.l10n.t);
    this.#item.text = text;
    this.#item.accessibilityInformation = { label, role: 'button' };
    this.#item.tooltip = tooltip;
    const isUp = state.kind === 'listening' || state.kind === 'restarting';
    this.#item.command = isUp ? focusCommands.sources : commandIds.startListener;
    this.#item.backgroundColor = backgroundOf(state, failing !== null && state.kind === 'listening');
  }
}

function backgroundOf(state: ListenerState, isTroubled: boolean): vscode.ThemeColor | undefined {
  if (state.kind === 'failed' && !isElsewhere(state)) {
    return new vscode.ThemeColor('statusBarItem.errorBackground');
  }
  return isTroubled ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
}
