import * as vscode from 'vscode';
import type { ListenerControl } from '../listenerControl.ts';

/** Says something that the listener is missing for, and offers to start it. Resolves with whether it listens now. */
export async function offerStart(listener: ListenerControl, text: string): Promise<boolean> {
  const start = vscode.l10n.t('Start Listener');
  const choice = await vscode.window.showWarningMessage(text, start);
  return choice === start && (await listener.start()).kind === 'listening';
}
