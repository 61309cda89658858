import * as vscode from 'vscode';
import type { ListenerControl } from './listenerControl.ts';
import { isElsewhere } from './listenerState.ts';

/**
 * Says something that the listener is missing for, and offers to start it, or to take it over where another window has
 * the port. Resolves with whether it listens now.
 */
export async function offerStart(listener: ListenerControl, text: string): Promise<boolean> {
  const takesOver = isElsewhere(listener.state);
  const label = takesOver ? vscode.l10n.t('Take Over Here') : vscode.l10n.t('Start Listener');
  const choice = await vscode.window.showWarningMessage(text, label);
  if (choice !== label) {
    return false;
  }
  const state = await (takesOver ? listener.takeOver() : listener.start());
  return state.kind === 'listening';
}
