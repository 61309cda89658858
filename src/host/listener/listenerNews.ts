import type { EngineDeath, EngineEnd } from '../engine/engineEnd.ts';
import type { FailedState, ListeningState } from './listenerState.ts';
import type { OtherWindow } from './otherWindows.ts';

/** From when on webhooks may have been missed, in milliseconds since the epoch, and why. */
export interface Missed {
  readonly since: number;
  readonly end: EngineEnd;
}

/** How the listener's news reach the person. */
export interface ListenerMessages {
  /** `missed`: it listened before, until its engine stopped. */
  failed(state: FailedState, missed?: Missed): void;
  /** The engine has stopped, and another one listens on the same port now. */
  restarted(missed: Missed, until: number): void;
  /** The same while no listener was on. */
  engineStopped(death: EngineDeath): void;
  /** The engine did not stop its listener, and was ended; unless `isGone`, the system still has its thread. */
  engineEnded(isGone: boolean): void;
  moved(state: ListeningState): void;
  alreadyListening(port: number): void;
  /** The port was taken, and is this listener's now. */
  gotPort(port: number): void;
  /** The window that was asked for the port has not stopped listening. */
  notTakenOver(owner: OtherWindow, port: number): void;
}
