import * as vscode from 'vscode';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { eventRowText } from './eventRowText.ts';
import { Times } from '../words/wording.ts';

/** Events that are offered; older ones are chosen in the list. */
const mostOffered = 100;

/**
 * The event that the person picks of the newest ones; the only one without a question. Null where none is stored.
 * @throws vscode.CancellationError where the person leaves.
 */
export async function pickEvent(engine: EngineCaller): Promise<number | null> {
  const { events } = await engine.call('listEvents', { limit: mostOffered, before: null });
  const [first] = events;
  if (first === undefined || events.length === 1) {
    return first?.id ?? null;
  }
  const words = { t: vscode.l10n.t, times: new Times(vscode.env.language, Date.now) };
  const items = events.map((event) => ({
    label: displayText(event.title),
    description: eventRowText(event, words).description,
    id: event.id,
  }));
  const placeHolder = vscode.l10n.t('Which event?');
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (picked === undefined) {
    throw new vscode.CancellationError();
  }
  return picked.id;
}
