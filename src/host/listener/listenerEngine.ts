import { messageOf } from '../../common/errors.ts';
import type { ListenerState as EngineListenerState } from '../../protocol/engine.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { EngineDeath } from '../engine/engineEnd.ts';
import type { ListenerMessages } from './listenerNews.ts';
import { isWaiting, type FailedState } from './listenerState.ts';
import type { OtherWindows } from './otherWindows.ts';
import type { Address } from './windowFile.ts';

/** What the engine knows of, and which other window has the port. */
export type BoundState = EngineListenerState | FailedState;

export interface ListenerEngineOptions {
  readonly engine: EngineClient;
  readonly windows: Pick<OtherWindows, 'ownerOf'>;
  readonly messages: Pick<ListenerMessages, 'engineStopped' | 'engineEnded'>;
}

/** Has the engine listen and stop, whatever becomes of it meanwhile. */
export class ListenerEngine {
  readonly #options: ListenerEngineOptions;

  constructor(options: ListenerEngineOptions) {
    this.#options = options;
  }

  /** An engine that cannot be asked is a failure of the listener. */
  async listen({ host, port }: Address): Promise<BoundState> {
    try {
      return this.#withOwner(await this.#options.engine.call('startListener', { host, port }));
    } catch (error) {
      return failedWith({ host, port }, messageOf(error));
    }
  }

  /** As `listen`, but looks for no other port that is free. Null where the engine did not answer, of which is told. */
  async retry({ host, port, nextFreePort }: FailedState): Promise<BoundState | null> {
    const asked = this.#options.engine.call('startListener', { host, port, isRetry: true });
    const state = await asked.catch(() => null);
    return state === null ? null : this.#withOwner(isWaiting(state) ? { ...state, nextFreePort } : state);
  }

  /** An engine that does not stop its listener is ended; the one that follows a death does not listen. */
  async stop(): Promise<void> {
    const { engine, messages } = this.#options;
    const deaths: EngineDeath[] = [];
    const subscription = engine.onDied((death) => deaths.push(death));
    try {
      await engine.call('stopListener', null);
    } catch {
      const [death] = deaths;
      if (death === undefined) {
        messages.engineEnded(await engine.end());
      } else if (await engine.isLastGone) {
        messages.engineStopped(death);
      } else {
        messages.engineEnded(false);
      }
    } finally {
      subscription.dispose();
    }
  }

  #withOwner(state: EngineListenerState): BoundState {
    if (!isWaiting(state)) {
      return state;
    }
    const owner = this.#options.windows.ownerOf(state);
    return owner === null ? state : { ...state, owner };
  }
}

export function failedWith({ host, port }: Address, detail: string): FailedState {
  return { kind: 'failed', host, port, why: 'other', nextFreePort: null, detail };
}
