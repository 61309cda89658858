import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable.ts';
import type { Secrets } from '../protocol/engine.ts';
import type { TemporaryAnswers } from './answering/temporaryAnswers.ts';
import { contextKeys } from './contributions.ts';
import type { ListenerControl } from './listenerControl.ts';
import type { Problems } from './problems.ts';
import type { SecretStore } from './secretStore.ts';

export interface ContextStateOptions {
  readonly listener: ListenerControl;
  readonly secrets: SecretStore;
  readonly answering: TemporaryAnswers;
  readonly problems: Problems;
}

/** Keeps the context keys that the manifest's when-clauses ask for. */
export class ContextState implements Disposable {
  readonly #parts = new DisposableStore();
  readonly #problems: Problems;

  constructor({ listener, secrets, answering, problems }: ContextStateOptions) {
    this.#problems = problems;
    this.#set(contextKeys.listenerState, listener.state.kind);
    this.#parts.add(listener.onDidChange(({ kind }) => this.#set(contextKeys.listenerState, kind)));
    this.#parts.add(answering.onDidChange((current) => this.#set(contextKeys.isAnswering, current !== null)));
    this.#parts.add(secrets.onDidChange((saved) => this.#set(contextKeys.hasSecret, hasAny(saved))));
    problems.watch(secrets.read().then((saved) => this.#set(contextKeys.hasSecret, hasAny(saved))));
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #set(key: string, value: string | boolean): void {
    this.#problems.watch(vscode.commands.executeCommand('setContext', key, value));
  }
}

function hasAny(secrets: Secrets): boolean {
  return Object.values(secrets).some((list) => list.length > 0);
}
