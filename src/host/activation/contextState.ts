import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { Secrets } from '../../protocol/engine.ts';
import type { TemporaryAnswers } from '../responses/temporaryAnswers.ts';
import type { ChannelFirings } from '../sender/channelFirings.ts';
import type { Config } from '../settings/config.ts';
import { contextKeys } from '../shared/contributions.ts';
import type { TargetConsent } from '../targets/targetConsent.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { Forwards } from '../forward/forwards.ts';
import type { FixtureFiles } from '../requests/fixtureFiles.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import { isElsewhere, isWaiting, type ListenerState } from '../listener/listenerState.ts';
import type { Problems } from '../shared/problems.ts';
import { settingsContext } from '../settings/settingsContext.ts';
import type { SecretStore } from '../secrets/secretStore.ts';

export interface ContextStateOptions {
  readonly engine: EngineClient;
  readonly config: Pick<Config, 'settings' | 'onDidChange'>;
  readonly firings: Pick<ChannelFirings, 'isFiring' | 'onDidChange'>;
  readonly forwards: Pick<Forwards, 'isToAllow' | 'onDidChange'>;
  readonly listener: ListenerControl;
  readonly secrets: SecretStore;
  readonly consent: Pick<TargetConsent, 'allowed' | 'onDidChange'>;
  readonly fixtures: Pick<FixtureFiles, 'read' | 'onDidChange'>;
  readonly answering: TemporaryAnswers;
  readonly problems: Problems;
}

/** Keeps the context keys that the manifest's when-clauses ask for. */
export class ContextState implements Disposable {
  readonly #parts = new DisposableStore();
  readonly #problems: Problems;
  readonly #told = new Map<string, string | boolean>();

  constructor(options: ContextStateOptions) {
    const { listener, secrets, answering, problems } = options;
    this.#problems = problems;
    this.#set(contextKeys.listenerState, stateKey(listener.state));
    this.#parts.add(listener.onDidChange((state) => this.#set(contextKeys.listenerState, stateKey(state))));
    this.#parts.add(answering.onDidChange((current) => this.#set(contextKeys.isAnswering, current !== null)));
    this.#parts.add(secrets.onDidChange((saved) => this.#set(contextKeys.hasSecret, hasAny(saved))));
    problems.watch(secrets.read().then((saved) => this.#set(contextKeys.hasSecret, hasAny(saved))));
    this.#watchLists(options);
    this.#watchEvents(options.engine);
    this.#watchAllowed(options.consent);
    this.#watchFixtures(options.fixtures);
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #watchLists({ config, firings, forwards }: ContextStateOptions): void {
    const tell = (): void => {
      const now = settingsContext(config.settings, forwards.isToAllow);
      for (const key of Object.keys(now) as (keyof typeof now)[]) {
        this.#set(contextKeys[key], now[key]);
      }
    };
    tell();
    this.#parts.add(config.onDidChange(tell));
    this.#parts.add(forwards.onDidChange(tell));
    this.#parts.add(firings.onDidChange(() => this.#set(contextKeys.isFiring, firings.isFiring)));
  }

  #watchEvents(engine: EngineClient): void {
    const count = (): void => {
      const counted = engine.call('counts', { afterId: 0 });
      this.#problems.watch(counted.then(({ total }) => this.#set(contextKeys.hasEvents, total > 0)));
    };
    count();
    this.#parts.add(engine.on('captured', () => this.#set(contextKeys.hasEvents, true)));
    this.#parts.add(engine.on('eventsChanged', ({ gone }) => (gone ? count() : undefined)));
  }

  #watchAllowed(consent: ContextStateOptions['consent']): void {
    const tell = (): void => {
      const { origins, certificates } = consent.allowed;
      this.#set(contextKeys.hasAllowedHost, origins.length + certificates.length > 0);
    };
    tell();
    this.#parts.add(consent.onDidChange(tell));
    // Another window of the user may have allowed one, or have forgotten it.
    this.#parts.add(vscode.window.onDidChangeWindowState(tell));
  }

  #watchFixtures(fixtures: ContextStateOptions['fixtures']): void {
    const tell = (): void => {
      const read = fixtures.read();
      this.#problems.watch(read.then((files) => this.#set(contextKeys.hasFixture, files.length > 0)));
    };
    tell();
    this.#parts.add(fixtures.onDidChange(tell));
  }

  #set(key: string, value: string | boolean): void {
    if (this.#told.get(key) === value) {
      return;
    }
    this.#told.set(key, value);
    this.#problems.watch(vscode.commands.executeCommand('setContext', key, value));
  }
}

/** `elsewhere`: another window of this extension has the port; `waiting`: it is taken otherwise. */
function stateKey(state: ListenerState): string {
  if (isElsewhere(state)) {
    return 'elsewhere';
  }
  return isWaiting(state) ? 'waiting' : state.kind;
}

function hasAny(secrets: Secrets): boolean {
  return Object.values(secrets).some((list) => list.length > 0);
}
