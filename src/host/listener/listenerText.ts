import { displayText } from '../words/displayText.ts';
import { endReason, givenUpText, type EngineDeath } from '../engine/engineEnd.ts';
import type { Missed } from './listenerNews.ts';
import type { FailedState, ListenerState } from './listenerState.ts';
import type { Translate } from '../words/translate.ts';
import type { OtherWindow } from './otherWindows.ts';
import type { Times } from '../words/wording.ts';

/** What the words of a time take. */
export interface Words {
  readonly t: Translate;
  readonly times: Times;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::']);

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Where senders on this machine reach the listener. */
export function localUrl(host: string, port: number): string {
  const name = loopback.has(host.toLowerCase()) ? 'localhost' : bracketed(host);
  return `http://${name}:${port}/`;
}

/** Whether an authority (`localhost:6464`) is this machine's own. */
export function isLoopbackAuthority(authority: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(authority);
}

/** Short, for a row or a tooltip: `Port 6464 is taken`. */
export function stateText(state: ListenerState, t: Translate): string {
  switch (state.kind) {
    case 'stopped':
      return t('Listener stopped');
    case 'listening':
      return t('Listening on {0}', `${bracketed(state.host)}:${state.port}`);
    case 'restarting':
      return t('Restarting on {0}', `${bracketed(state.host)}:${state.port}`);
    case 'failed':
      return failedText(state, t);
  }
}

/** Characters of a workspace's name in a sentence. */
const longestName = 60;

/** Within a sentence: `the window “shop”`. */
export function windowName(
  { workspace, isNamesake }: Omit<OtherWindow, 'isSameWorkspace'>,
  t: Translate,
): string {
  if (workspace === null) {
    return isNamesake ? t('another window without a folder') : t('the window without a folder');
  }
  const name = displayText(workspace, longestName);
  return isNamesake ? t('another window “{0}”', name) : t('the window “{0}”', name);
}

/** What a view says above its rows while another window has the port, or has taken it; empty otherwise. */
export function otherWindowText(state: ListenerState, t: Translate): string {
  switch (state.kind) {
    case 'stopped':
      return state.takenBy ? t('Listening was taken over by {0}.', windowName(state.takenBy, t)) : '';
    case 'listening':
    case 'restarting':
      return '';
    case 'failed':
      return state.owner ? failureText(state, t) : '';
  }
}

function failedText({ why, port, host, owner }: FailedState, t: Translate): string {
  switch (why) {
    case 'portInUse':
      return owner ? t('Waiting for port {0}', port) : t('Port {0} is taken', port);
    case 'notPermitted':
      return t('Port {0} is not permitted', port);
    case 'addressNotHere':
      return t('{0} is not an address of this machine', host);
    case 'other':
      return t('The listener failed');
  }
}

/** What happened and why, as a message. */
export function failureText({ why, port, host, detail, owner }: FailedState, t: Translate): string {
  switch (why) {
    case 'portInUse':
      return owner ? ownerText(owner, port, t) : takenText(port, t);
    case 'notPermitted':
      return t(
        'Port {0} may not be opened by this user; ports below 1024 often need administrator rights. The webhook listener is not running.',
        port,
      );
    case 'addressNotHere':
      return t(
        'This machine does not have the address {0} of the setting “Host”. The webhook listener is not running.',
        host,
      );
    case 'other':
      return t('The webhook listener on port {0} is not running: {1}', port, detail);
  }
}

/** While its engine is restarted. */
export function restartingText(port: number, t: Translate): string {
  return t('The webhook engine stopped and is being restarted on port {0}.', port);
}

/** That the engine stopped while nobody listened, or while it was to stop that. */
export function engineStoppedText({ end, isLast }: EngineDeath, t: Translate): string {
  return isLast
    ? givenUpText(end, t)
    : t('The webhook engine stopped ({0}) and was restarted.', endReason(end, t));
}

/** That the engine stopped and listens again: in which seconds webhooks may have been missed, and what to do. */
export function restartedText({ since, end }: Missed, until: number, { t, times }: Words): string {
  return t(
    'The webhook engine stopped ({0}) and was restarted. Webhooks that arrived between {1} and {2} may have been missed: check whether their senders retry them.',
    endReason(end, t),
    times.row(since),
    // The end of its second.
    times.row(Math.ceil(until / 1000) * 1000),
  );
}

/** That the engine stopped and does not listen again, and why. */
export function notRestartedText(state: FailedState, { since, end }: Missed, { t, times }: Words): string {
  const at = times.row(since);
  const missed =
    state.why === 'other'
      ? t('Webhooks since {0} may have been missed.', at)
      : t(
          'The webhook engine had stopped ({0}): webhooks since {1} may have been missed.',
          endReason(end, t),
          at,
        );
  return `${failureText(state, t)} ${missed}`;
}

/** That the engine was ended since it did not stop the listener. */
export function engineEndedText(isGone: boolean, t: Translate): string {
  return isGone
    ? t('The webhook engine did not stop the listener in time and was ended.')
    : t(
        'The webhook engine cannot stop the listener yet: it is waiting for the operating system, for example for a slow disk, and ends as soon as that is done. Until then it holds the port.',
      );
}

function ownerText(owner: OtherWindow, port: number, t: Translate): string {
  return t(
    'Webhook Debugger of {0} listens on {1}. This window listens as soon as that one stops.',
    windowName(owner, t),
    port,
  );
}

function takenText(port: number, t: Translate): string {
  return t(
    'Port {0} is taken; who has it is not known. Waiting for port {0}: the listener starts as soon as it is free.',
    port,
  );
}

/** The accessible name of the status bar item. */
export function statusName(state: ListenerState, t: Translate): string {
  switch (state.kind) {
    case 'stopped':
      return t('Webhook Debugger: stopped');
    case 'listening':
      return t('Webhook Debugger: listening on port {0}', state.port);
    case 'restarting':
      return t('Webhook Debugger: restarting on port {0}', state.port);
    case 'failed':
      return state.owner
        ? t('Webhook Debugger: another window listens on port {0}', state.port)
        : t('Webhook Debugger: failed');
  }
}
