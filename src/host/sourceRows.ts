import type { ListenerState, StorageNotice } from '../protocol/engine.ts';
import { commandIds, itemKinds } from './contributions.ts';
import { failureText, localUrl, stateText } from './listenerText.ts';
import { noticeText, noticeWords } from './storageText.ts';
import type { Translate } from './translate.ts';

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
  /** Name of the source, else null. */
  readonly source: string | null;
  /** Name of the channel; of its row and those of its attempts. */
  readonly channel?: string;
  /** Number of the attempt, from 1. */
  readonly attempt?: number;
  readonly command: string | null;
  /** Rows below it, shown unfolded. */
  readonly children?: readonly SourceRow[];
}

const listenerIcons = {
  stopped: { icon: 'circle-outline', color: '' },
  listening: { icon: 'pass-filled', color: 'testing.iconPassed' },
  failed: { icon: 'error', color: 'testing.iconFailed' },
} as const;

const listenerKinds = {
  stopped: itemKinds.stopped,
  listening: itemKinds.listening,
  failed: itemKinds.failed,
} as const;

function listenerTooltip(state: ListenerState, t: Translate): string {
  switch (state.kind) {
    case 'stopped':
      return t('No webhook can arrive. Start the listener with the button of this row.');
    case 'listening':
      return t('Senders on this machine reach it at {0}', localUrl(state.host, state.port));
    case 'failed':
      return failureText(state, t);
  }
}

/** The first row: the listener, and whether what it hears can be stored. */
export function listenerRow(state: ListenerState, failing: StorageNotice | null, t: Translate): SourceRow {
  const label = stateText(state, t);
  const url = state.kind === 'listening' ? localUrl(state.host, state.port) : '';
  const description = failing === null ? url : noticeWords(failing, t);
  const isTroubled = failing !== null && state.kind === 'listening';
  return {
    id: 'listener',
    label,
    description,
    accessibleLabel: description === '' ? label : `${label}, ${description}`,
    tooltip: failing === null ? listenerTooltip(state, t) : noticeText(failing, t),
    ...(isTroubled
      ? { icon: 'warning', color: 'problemsWarningIcon.foreground' }
      : listenerIcons[state.kind]),
    kind: listenerKinds[state.kind],
    provider: null,
    source: null,
    command: state.kind === 'failed' ? commandIds.startListener : null,
  };
}
