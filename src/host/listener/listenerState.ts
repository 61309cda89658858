import type { ListenerState as EngineListenerState } from '../../protocol/engine.ts';
import type { ListeningWindow, OtherWindow } from './otherWindows.ts';

export type ListeningState = Extract<EngineListenerState, { readonly kind: 'listening' }>;

export type FailedState = Extract<EngineListenerState, { readonly kind: 'failed' }> & {
  /** The window that has the port, where it is one of ours. */
  readonly owner?: ListeningWindow;
};

export interface StoppedState {
  readonly kind: 'stopped';
  /** The window that asked for the port of this one. */
  readonly takenBy?: OtherWindow;
}

/** Its engine has stopped; another one is about to listen there. */
export interface RestartingState {
  readonly kind: 'restarting';
  readonly host: string;
  readonly port: number;
}

/** The engine's, and what is known of other windows. */
export type ListenerState = StoppedState | ListeningState | FailedState | RestartingState;

/** Such a listener is to listen on, whatever happens to the engine. */
export function isOn(
  state: ListenerState,
): state is ListeningState | RestartingState | (FailedState & { readonly why: 'portInUse' }) {
  return state.kind === 'listening' || state.kind === 'restarting' || isWaiting(state);
}

/** Such a listener waits for its port. */
export function isWaiting(state: ListenerState): state is FailedState & { readonly why: 'portInUse' } {
  return state.kind === 'failed' && state.why === 'portInUse';
}

/** Such a listener waits for another window of this extension. */
export function isElsewhere(
  state: ListenerState,
): state is FailedState & { readonly owner: ListeningWindow } {
  return isWaiting(state) && state.owner !== undefined;
}
