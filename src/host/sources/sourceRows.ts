import type { StorageNotice } from '../../protocol/storage.ts';
import { commandIds, itemKinds } from '../shared/contributions.ts';
import { isElsewhere, isWaiting, type FailedState, type ListenerState } from '../listener/listenerState.ts';
import {
  failureText,
  localUrl,
  otherWindowText,
  restartingText,
  stateText,
  windowName,
} from '../listener/listenerText.ts';
import { noticeText, noticeWords } from '../store/storageText.ts';
import type { Translate } from '../words/translate.ts';

export interface SourceRow {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly accessibleLabel: string;
  readonly tooltip: string;
  readonly icon: string;
  /** Theme colour, empty for the ordinary one. */
  readonly color: string;
  readonly kind: (typeof itemKinds)[keyof typeof itemKinds];
  /** Of the row of a provider, or of a source that has one; else null. */
  readonly provider: string | null;
  /** Its provider has documentation that can be opened. */
  readonly isDocumented?: boolean;
  /** Name of the source, else null. */
  readonly source: string | null;
  /** Name of the channel; of its row and those of its attempts. */
  readonly channel?: string;
  /** Number of the attempt, from 1. */
  readonly attempt?: number;
  readonly command: string | null;
  /** URI of the file that a click opens. */
  readonly file?: string;
  /** Rows below it, shown unfolded unless `isFolded`. */
  readonly children?: readonly SourceRow[];
  readonly isFolded?: boolean;
}

const listenerIcons = {
  stopped: { icon: 'circle-outline', color: '' },
  listening: { icon: 'pass-filled', color: 'testing.iconPassed' },
  failed: { icon: 'error', color: 'testing.iconFailed' },
  restarting: { icon: 'sync', color: '' },
  waiting: { icon: 'error', color: 'testing.iconFailed' },
  elsewhere: { icon: 'multiple-windows', color: '' },
} as const;

function listenerLook(state: ListenerState): keyof typeof listenerIcons {
  if (isElsewhere(state)) {
    return 'elsewhere';
  }
  return isWaiting(state) ? 'waiting' : state.kind;
}

function listenerTooltip(state: ListenerState, t: Translate): string {
  switch (state.kind) {
    case 'stopped':
      return `${otherWindowText(state, t)} ${t('No webhook can arrive. Start the listener with the button of this row.')}`.trim();
    case 'listening':
      return t('Senders on this machine reach it at {0}', localUrl(state.host, state.port));
    case 'restarting':
      return restartingText(state.port, t);
    case 'failed':
      return failureText(state, t);
  }
}

/** Beside the label: where it is reached, or what keeps it from that. */
function listenerWords(state: ListenerState, t: Translate): string {
  switch (state.kind) {
    case 'stopped':
      return state.takenBy ? t('taken over by {0}', windowName(state.takenBy, t)) : '';
    case 'listening':
    case 'restarting':
      return localUrl(state.host, state.port);
    case 'failed':
      return failedWords(state, t);
  }
}

function failedWords(state: FailedState, t: Translate): string {
  if (isElsewhere(state)) {
    return t('used by {0}', windowName(state.owner, t));
  }
  return isWaiting(state) ? t('waiting for port {0}', state.port) : '';
}

/** The first row: the listener, and whether what it hears can be stored. */
export function listenerRow(state: ListenerState, failing: StorageNotice | null, t: Translate): SourceRow {
  const label = stateText(state, t);
  const look = listenerLook(state);
  const description = failing === null ? listenerWords(state, t) : noticeWords(failing, t);
  const isTroubled = failing !== null && state.kind === 'listening';
  return {
    id: 'listener',
    label,
    description,
    accessibleLabel: description === '' ? label : `${label}, ${description}`,
    tooltip: failing === null ? listenerTooltip(state, t) : noticeText(failing, t),
    ...(isTroubled ? { icon: 'warning', color: 'problemsWarningIcon.foreground' } : listenerIcons[look]),
    kind: itemKinds[look],
    provider: null,
    source: null,
    command: state.kind === 'failed' ? commandIds.startListener : null,
  };
}
