import { setTimeout as pause } from 'node:timers/promises';
import type { Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { ListenerState as EngineListenerState } from '../../protocol/engine.ts';
import { givenUpText, type EngineDeath } from '../engine/engineEnd.ts';
import { failedWith, ListenerEngine, type BoundState } from './listenerEngine.ts';
import type { Missed } from './listenerNews.ts';
import type { ListenerControlOptions } from './listenerOptions.ts';
import { isElsewhere, isOn, isWaiting } from './listenerState.ts';
import type { FailedState, ListenerState, StoppedState } from './listenerState.ts';
import type { Settings } from '../settings/settings.ts';
import type { Address } from './windowFile.ts';

/** Starts and stops the listener, and knows what state it is in. */
export class ListenerControl implements Disposable {
  readonly #options: ListenerControlOptions;
  readonly #engine: ListenerEngine;
  readonly #changed: Emitter<ListenerState>;
  readonly #subscriptions: readonly Disposable[];
  #state: ListenerState = { kind: 'stopped' };
  #retryTimer: NodeJS.Timeout | undefined;
  /** Starts and stops that a person or a setting wants and that are on their way: they tell what became of them. */
  #wishes = 0;
  /** What is to be said as soon as it listens again; null where there is nothing. */
  #missed: Missed | null = null;

  constructor(options: ListenerControlOptions) {
    const { engine, config, windows, onError } = options;
    this.#options = options;
    this.#engine = new ListenerEngine(options);
    this.#changed = new Emitter<ListenerState>(onError);
    this.#subscriptions = [
      engine.on('listenerChanged', ({ state }) => this.#hear(state)),
      engine.onDied((death) => this.#engineDied(death)),
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
    this.#options.engine.revive();
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
    this.#options.engine.revive();
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
      await this.#wish(() => this.#engine.stop());
    }
    this.#missed = null;
    this.#become(state);
  }

  /** While that is on its way, the death of the engine is what it fails with. */
  async #wish<T>(action: () => Promise<T>): Promise<T> {
    this.#wishes += 1;
    try {
      return await action();
    } finally {
      this.#wishes -= 1;
    }
  }

  #bind(host: string, port: number): Promise<ListenerState> {
    return this.#wish(async () => {
      const state = await this.#engine.listen({ host, port });
      this.#become(state);
      if (state.kind === 'listening') {
        this.#tellMissed(state);
      }
      this.#missed = null;
      if (isOn(state)) {
        this.#remember(true);
      }
      return state;
    });
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
    const { windows, messages } = this.#options;
    if (windows.isPromised(before)) {
      this.#waitFor(before);
      return;
    }
    // Where the engine has died, the next one is asked.
    const state = (await this.#engine.retry(before)) ?? before;
    if (this.#state === before && !this.#become(state)) {
      this.#waitFor(before);
    }
    if (state.kind === 'listening' && this.#state.kind === 'listening') {
      messages.gotPort(before.port);
    }
  }

  /** A listener that runs, or waits for its port, follows its settings; one that is stopped takes them up as it starts. */
  async #follow({ host, port }: Settings): Promise<void> {
    const before = this.#state;
    if (!isOn(before) || (before.host === host && before.port === port)) {
      return;
    }
    const state = await this.start(port);
    if (state.kind === 'listening' && before.kind === 'listening') {
      this.#options.messages.moved(state);
    }
  }

  #engineDied(death: EngineDeath): void {
    const { messages, t } = this.#options;
    const before = this.#state;
    if (this.#wishes > 0) {
      return;
    }
    if (!isOn(before)) {
      messages.engineStopped(death);
      return;
    }
    const { host, port } = before;
    if (isWaiting(before) && !death.isLast) {
      messages.engineStopped(death);
      this.#waitFor(before);
      return;
    }
    // A restart that died, too, has not listened.
    const missed = { end: death.end, since: this.#missed?.since ?? death.since };
    if (death.isLast) {
      this.#missed = null;
      const state = failedWith(before, givenUpText(death.end, t));
      this.#become(state);
      messages.failed(state, missed);
      return;
    }
    this.#missed = missed;
    this.#become({ kind: 'restarting', host, port });
    void this.#restart({ host, port }, missed).catch(this.#options.onError);
  }

  /** On the port that it had, which another program may have taken meanwhile. */
  async #restart({ host, port }: Address, missed: Missed): Promise<void> {
    const state = await this.#engine.listen({ host, port });
    // Otherwise it died again, or the person has started or stopped the listener meanwhile.
    if (this.#missed === missed && this.#wishes === 0) {
      this.#become(state);
      this.#tellMissed(state);
    }
  }

  #tellMissed(state: BoundState): void {
    const missed = this.#missed;
    this.#missed = null;
    if (missed !== null && state.kind === 'listening') {
      this.#options.messages.restarted(missed, Date.now());
    } else if (missed !== null && state.kind === 'failed') {
      this.#options.messages.failed(state, missed);
    }
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
