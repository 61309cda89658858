import type { ListenerState, ProviderInfo, Secrets, StorageNotice } from '../protocol/engine.ts';
import { commandIds, itemKinds } from './contributions.ts';
import { displayText } from './displayText.ts';
import { failureText, localUrl, stateText } from './listenerText.ts';
import { secretsOf } from './secretList.ts';
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
  /** Of a provider's row, else null. */
  readonly provider: string | null;
  readonly command: string | null;
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
    command: state.kind === 'failed' ? commandIds.startListener : null,
  };
}

function secretCount(count: number, t: Translate): string {
  switch (count) {
    case 0:
      return t('no secret');
    case 1:
      return t('1 secret');
    default:
      return t('{0} secrets', count);
  }
}

/** A row for a provider, with the state of its secrets. */
export function providerRow({ id, name }: ProviderInfo, secrets: Secrets, t: Translate): SourceRow {
  const saved = secretsOf(secrets, id);
  const description = secretCount(saved.length, t);
  const labels = saved.map(({ label }) => displayText(label)).join(', ');
  return {
    id: `provider.${id}`,
    label: name,
    description,
    accessibleLabel: `${name}, ${description}`,
    tooltip:
      saved.length === 0
        ? t('No signing secret is saved for {0}: its webhooks are kept, and cannot be verified yet.', name)
        : t('Saved for {0}: {1}. A webhook is valid when any of them made its signature.', name, labels),
    icon: saved.length === 0 ? 'key' : 'lock',
    color: saved.length === 0 ? 'problemsWarningIcon.foreground' : '',
    kind: saved.length === 0 ? itemKinds.noSecret : itemKinds.withSecret,
    provider: id,
    command: saved.length === 0 ? commandIds.setSigningSecret : null,
  };
}
