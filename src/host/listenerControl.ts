import type { Disposable } from '../common/disposable.ts';
import { messageOf } from '../common/errors.ts';
import { Emitter, type Event } from '../common/event.ts';
import type { ListenerState } from '../protocol/engine.ts';
import type { FailedState } from './listenerText.ts';
import type { EngineClient } from './engineClient.ts';
import type { Settings } from './settings.ts';

/** The settings that the listener follows. */
export interface ListenerSettings {
  readonly settings: Settings;
  readonly onDidChange: Event<Settings>;
}

/** How the listener's news reach the person. */
export interface ListenerMessages {
  failed(state: FailedState): void;
  moved(state: Extract<ListenerState, { readonly kind: 'listening' }>): void;
  alreadyListening(port: number): void;
}

export interface ListenerControlOptions {
  readonly engine: EngineClient;
  readonly config: ListenerSettings;
  readonly messages: ListenerMessages;
  readonly onError: (error: unknown) => void;
}

/** Starts and stops the listener, and knows what state it is in. */
export class ListenerControl implements Disposable {
  readonly #options: ListenerControlOptions;
  readonly #changed: Emitter<ListenerState>;
  readonly #subscriptions: readonly Disposable[];
  #state: ListenerState = { kind: 'stopped' };

  constructor(options: ListenerControlOptions) {
    const { engine, config, onError } = options;
    this.#options = options;
    this.#changed = new Emitter<ListenerState>(onError);
    this.#subscriptions = [
      engine.on('listenerChanged', ({ state }) => this.#become(state)),
      engine.onDied((reason) => this.#engineDied(reason)),
      config.onDidChange((settings) => {
        this.#follow(settings).catch(onError);
      }),
    ];
  }

  get state(): ListenerState {
    return this.#state;
  }

  get onDidChange(): Event<ListenerState> {
    return this.#changed.event;
  }

  /** Binds the configured port, or another one for this time. A failure is said and is the state it ends in. */
  async start(port = this.#options.config.settings.port): Promise<ListenerState> {
    const { messages, config } = this.#options;
    const before = this.#state;
    const { host } = config.settings;
    if (before.kind === 'listening' && before.port === port && before.host === host) {
      messages.alreadyListening(port);
      return before;
    }
    const state = await this.#bind(host, port);
    if (state.kind === 'failed') {
      messages.failed(state);
    }
    return state;
  }

  /** Nothing happens where it is stopped already. */
  async stop(): Promise<void> {
    if (this.#options.engine.isRunning) {
      await this.#options.engine.call('stopListener', null);
    }
    this.#become({ kind: 'stopped' });
  }

  dispose(): void {
    this.#subscriptions.forEach((subscription) => subscription.dispose());
    this.#changed.dispose();
  }

  async #bind(host: string, port: number): Promise<ListenerState> {
    try {
      const state = await this.#options.engine.call('startListener', { host, port });
      this.#become(state);
      return state;
    } catch (error) {
      const detail = messageOf(error);
      const state = { kind: 'failed', host, port, why: 'other', nextFreePort: null, detail } as const;
      this.#become(state);
      return state;
    }
  }

  /** A running listener follows its settings; one that is stopped takes them up at the next start. */
  async #follow({ host, port }: Settings): Promise<void> {
    const before = this.#state;
    if (before.kind !== 'listening' || (before.host === host && before.port === port)) {
      return;
    }
    const state = await this.start(port);
    if (state.kind === 'listening') {
      this.#options.messages.moved(state);
    }
  }

  #engineDied(reason: string): void {
    if (this.#state.kind !== 'listening') {
      return;
    }
    const { host, port } = this.#state;
    const state = { kind: 'failed', host, port, why: 'other', nextFreePort: null, detail: reason } as const;
    this.#become(state);
    this.#options.messages.failed(state);
  }

  #become(state: ListenerState): void {
    if (JSON.stringify(state) !== JSON.stringify(this.#state)) {
      this.#state = state;
      this.#changed.fire(state);
    }
  }
}
