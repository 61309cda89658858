import type { StorageNotice } from '../../protocol/storage.ts';
import { isElsewhere, type ListenerState } from './listenerState.ts';
import { failureText, localUrl, restartingText, statusName } from './listenerText.ts';
import { noticeText, noticeWords } from '../store/storageText.ts';
import type { Translate } from '../words/translate.ts';

export interface StatusBarWords {
  readonly text: string;
  /** What a screen reader says. */
  readonly label: string;
  readonly tooltip: string;
}

/** What the status bar says of the listener, and of the store while it takes nothing that the listener hears. */
export function statusBarWords(
  state: ListenerState,
  failing: StorageNotice | null,
  t: Translate,
): StatusBarWords {
  const label = statusName(state, t);
  return failing !== null && state.kind === 'listening'
    ? {
        text: `$(warning) ${t('Webhooks: not stored')}`,
        label: `${label}, ${noticeWords(failing, t)}`,
        tooltip: `${noticeText(failing, t)} ${clickText(state, t)}`,
      }
    : { text: textOf(state, t), label, tooltip: `${tooltipOf(state, t)} ${clickText(state, t)}` };
}

/** Not the antenna, which VS Code has for forwarded ports in the same place. */
function textOf(state: ListenerState, t: Translate): string {
  switch (state.kind) {
    case 'stopped':
      return `$(inbox) ${t('Webhooks: off')}`;
    case 'listening':
      return `$(inbox) ${state.port}`;
    case 'restarting':
      return `$(sync~spin) ${state.port}`;
    case 'failed':
      return isElsewhere(state)
        ? `$(inbox) ${t('Webhooks: other window')}`
        : `$(error) ${t('Webhooks: failed')}`;
  }
}

function tooltipOf(state: ListenerState, t: Translate): string {
  switch (state.kind) {
    case 'stopped':
      return t('The webhook listener is stopped.');
    case 'listening':
      return t('Webhook Debugger listens at {0}.', localUrl(state.host, state.port));
    case 'restarting':
      return restartingText(state.port, t);
    case 'failed':
      return failureText(state, t);
  }
}

function clickText(state: ListenerState, t: Translate): string {
  switch (state.kind) {
    case 'stopped':
      return t('Click to start it.');
    case 'listening':
    case 'restarting':
      return t('Click to show the sources.');
    case 'failed':
      return isElsewhere(state) ? t('Click for the choices.') : t('Click to try again.');
  }
}
