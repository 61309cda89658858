import { setTimeout as pause } from 'node:timers/promises';
import type { Disposable } from '../common/disposable.ts';
import { messageOf } from '../common/errors.ts';
import { Emitter, type Event } from '../common/event.ts';
import type { ListenerState as EngineListenerState } from '../protocol/engine.ts';
import type { EngineClient } from './engineClient.ts';
import { isElsewhere, isWaiting } from './listenerState.ts';
import type { FailedState, ListenerState, ListeningState, StoppedState } from './listenerState.ts';
import type { Settings } from './settings.ts';
import type { OtherWindow, OtherWindows } from './windows/otherWindows.ts';

/** The settings that the listener follows. */
export interface ListenerSettings {
  readonly settings: Settings;
  readonly onDidChange: Event<Settings>;
}

/** How the listener's news reach the person. */
export interface ListenerMessages {
  failed(state: FailedState): void;
  moved(state: ListeningState): void;
  alreadyListening(port: number): void;
  /** The port was taken, and is this listener's now. */
  gotPort(port: number): void;
  /** The window that was asked for the port has not stopped listening. */
  notTakenOver(owner: OtherWindow, port: number): void;
}

export interface ListenerControlOptions {
  readonly engine: EngineClient;
  readonly config: ListenerSettings;
  readonly messages: ListenerMessages;
  /** Whether the listener is wanted again when the window opens the next time. */
  readonly memory: { remember(isOn: boolean): Promise<void> };
  readonly windows: Pick<OtherWindows, keyof OtherWindows>;
  readonly onError: (error: unknown) => void;
  /** Milliseconds between two tries for a port that is taken. */
  readonly retryAfter?: number;
  /** Milliseconds in which a window that has just gone may free the port, before it is said that the port is taken. */
  readonly patience?: number;
}

/** Starts and stops the listener, and knows what state it is in. */
export class ListenerControl implements Disposable {
  readonly #options: ListenerControlOptions;
  readonly #changed: Emitter<ListenerState>;
  readonly #subscriptions: readonly Disposable[];
  #state: ListenerState = { kind: 'stopped' };
  #retryTimer: NodeJS.Timeout | undefined;

  constructor(options: ListenerControlOptions) {
    const { engine, config, windows, onError } = options;
    this.#options = options;
    this.#changed = new Emitter<ListenerState>(onError);
    this.#subscriptions = [
      engine.on('listenerChanged', ({ state }) => this.#hear(state)),
      engine.onDied((reason) => this.#engineDied(reason)),
      config.onDidChange((settings) => {
        this.#follow(settings).catch(onError);
      }),
      windows.onAsked((by) => {
        this.#end({ kind: 'stopped', takenBy: by }).catch(onError);
      }),
    ];
  }

  get state(): ListenerState {
    return this.#state;
  }

  get onDidChange(): Event<ListenerState> {
    return this.#changed.event;
  }

  /**
   * Binds the configured port, or another one for this time. A failure is said and is the state it ends in; a port
   * that is taken is waited for.
   */
  async start(wanted?: number): Promise<ListenerState> {
    const { messages, config } = this.#options;
    const before = this.#state;
    const { host } = config.settings;
    const port = wanted ?? config.settings.port;
    if (before.kind === 'listening' && before.port === port && before.host === host) {
      if (wanted === undefined) {
        messages.alreadyListening(port);
      }
      return before;
    }
    const state = await this.#bind(host, port);
    if (state.kind === 'failed') {
      messages.failed(state);
    }
    return state;
  }

  /**
   * The same as a window opens: the window that was there before a reload may take a moment to free the port. Its
   * extension host may also live on for hours where it did not hear of the reload: it hands the port over.
   */
  async startWithWindow(): Promise<void> {
    const { config, messages, patience = 4000 } = this.#options;
    const { host, port } = config.settings;
    const first = await this.#bind(host, port);
    if (isElsewhere(first) && first.owner.isSameWorkspace) {
      await this.takeOver();
      return;
    }
    if (isWaiting(first)) {
      await pause(patience, undefined, { ref: false });
    }
    const state = this.#state;
    if (state.kind === 'failed' && state.port === port) {
      messages.failed(state);
    }
  }

  /** Starts where the port is free, or asks the other window of this extension that has it to stop. */
  async takeOver(): Promise<ListenerState> {
    const { messages, config, windows, patience = 4000 } = this.#options;
    const { host, port } = isWaiting(this.#state) ? this.#state : config.settings;
    const state = await this.#bind(host, port);
    if (!isElsewhere(state)) {
      if (state.kind === 'failed') {
        messages.failed(state);
      }
      return state;
    }
    try {
      windows.ask(state.owner, { host, port });
      await this.#waits(patience);
    } finally {
      windows.withdraw();
    }
    const ended = this.#state;
    if (isElsewhere(ended)) {
      messages.notTakenOver(ended.owner, port);
    } else if (ended.kind === 'failed') {
      messages.failed(ended);
    }
    return ended;
  }

  /** Nothing happens where it is stopped already; it no longer waits for its port. */
  stop(): Promise<void> {
    return this.#end({ kind: 'stopped' });
  }

  dispose(): void {
    clearTimeout(this.#retryTimer);
    this.#subscriptions.forEach((subscription) => subscription.dispose());
    this.#options.windows.dispose();
    this.#changed.dispose();
  }

  async #end(state: StoppedState): Promise<void> {
    // Where the same workspace listens on, it is wanted again.
    if (state.takenBy?.isSameWorkspace !== true) {
      this.#remember(false);
    }
    if (this.#options.engine.isRunning) {
      await this.#options.engine.call('stopListener', null);
    }
    this.#become(state);
  }

  async #bind(host: string, port: number): Promise<ListenerState> {
    try {
      const state = this.#withOwner(await this.#options.engine.call('startListener', { host, port }));
      this.#become(state);
      if (state.kind === 'listening' || isWaiting(state)) {
        this.#remember(true);
      }
      return state;
    } catch (error) {
      const detail = messageOf(error);
      const state = { kind: 'failed', host, port, why: 'other', nextFreePort: null, detail } as const;
      this.#become(state);
      return state;
    }
  }

  #withOwner(state: EngineListenerState): ListenerState {
    if (!isWaiting(state)) {
      return state;
    }
    const owner = this.#options.windows.ownerOf(state);
    return owner === null ? state : { ...state, owner };
  }

  #remember(isOn: boolean): void {
    const { memory, onError } = this.#options;
    memory.remember(isOn).catch(onError);
  }

  /** What has the port is known where the listener was started; a listener that stopped may know why. */
  #hear(state: EngineListenerState): void {
    if (!isWaiting(state) && state.kind !== this.#state.kind) {
      this.#become(state);
    }
  }

  #waitFor(state: ListenerState): void {
    clearTimeout(this.#retryTimer);
    if (isWaiting(state)) {
      const { retryAfter = 500, onError } = this.#options;
      this.#retryTimer = setTimeout(() => void this.#retry(state).catch(onError), retryAfter);
    }
  }

  /** Resolves when the listener no longer waits for its port, or after that time. */
  async #waits(milliseconds: number): Promise<void> {
    const ended = Promise.withResolvers<unknown>();
    const subscription = this.#changed.event((state) => isWaiting(state) || ended.resolve(state));
    await Promise.race([ended.promise, pause(milliseconds, undefined, { ref: false })]);
    subscription.dispose();
  }

  async #retry(before: FailedState): Promise<void> {
    const { windows, engine, messages } = this.#options;
    const { host, port, nextFreePort } = before;
    if (windows.isPromised(before)) {
      this.#waitFor(before);
      return;
    }
    const found = await engine.call('startListener', { host, port, isRetry: true });
    const state = this.#withOwner(isWaiting(found) ? { ...found, nextFreePort } : found);
    if (this.#state === before && !this.#become(state)) {
      this.#waitFor(before);
    }
    if (state.kind === 'listening' && this.#state.kind === 'listening') {
      messages.gotPort(port);
    }
  }

  /** A listener that runs, or waits for its port, follows its settings; one that is stopped takes them up as it starts. */
  async #follow({ host, port }: Settings): Promise<void> {
    const before = this.#state;
    const isOn = before.kind === 'listening' || isWaiting(before);
    if (!isOn || (before.host === host && before.port === port)) {
      return;
    }
    const state = await this.start(port);
    if (state.kind === 'listening' && before.kind === 'listening') {
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

  /** Answers whether that is another state. */
  #become(state: ListenerState): boolean {
    const isOther = JSON.stringify(state) !== JSON.stringify(this.#state);
    if (isOther) {
      this.#state = state;
      this.#options.windows.tell(state.kind === 'listening' ? state : null);
      this.#waitFor(state);
      this.#changed.fire(state);
    }
    return isOther;
  }
}
