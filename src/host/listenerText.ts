import type { ListenerState } from '../protocol/engine.ts';
import type { Translate } from './translate.ts';

export type FailedState = Extract<ListenerState, { readonly kind: 'failed' }>;

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
    case 'failed':
      return failedText(state, t);
  }
}

function failedText({ why, port, host }: FailedState, t: Translate): string {
  switch (why) {
    case 'portInUse':
      return t('Port {0} is taken', port);
    case 'notPermitted':
      return t('Port {0} is not permitted', port);
    case 'addressNotHere':
      return t('{0} is not an address of this machine', host);
    case 'other':
      return t('The listener failed');
  }
}

/** What happened and why, as a message. */
export function failureText({ why, port, host, detail }: FailedState, t: Translate): string {
  switch (why) {
    case 'portInUse':
      return t(
        'Port {0} is taken: another program listens on it. The webhook listener is not running.',
        port,
      );
    case 'notPermitted':
      return t(
        'Port {0} may not be opened by this user; ports below 1024 often need administrator rights. The webhook listener is not running.',
        port,
      );
    case 'addressNotHere':
      return t(
        'This machine does not have the address {0} that the setting webhookDebugger.host names. The webhook listener is not running.',
        host,
      );
    case 'other':
      return t('The webhook listener on port {0} is not running: {1}', port, detail);
  }
}

/** The accessible name of the status bar item. */
export function statusName(state: ListenerState, t: Translate): string {
  switch (state.kind) {
    case 'stopped':
      return t('Webhook Debugger: stopped');
    case 'listening':
      return t('Webhook Debugger: listening on port {0}', state.port);
    case 'failed':
      return t('Webhook Debugger: failed');
  }
}
