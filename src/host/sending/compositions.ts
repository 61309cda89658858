import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { Memory } from '../unseen.ts';

const key = 'webhookDebugger.compositions';

/** An event that a person is writing in a document. */
export interface Composing {
  /** Scheme id. */
  readonly provider: string;
  readonly sample: string;
  /** Whether it can be signed here at all. */
  readonly canSign: boolean;
  /** URL. */
  readonly target: string;
}

function isComposing(value: unknown): value is Composing {
  const { provider, sample, canSign, target } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return [provider, sample, target].every((text) => typeof text === 'string') && typeof canSign === 'boolean';
}

/** Which open documents are events that are being written; also after a reload, that unsaved documents survive. */
export class Compositions implements Disposable {
  readonly #memory: Memory;
  readonly #parts = new DisposableStore();
  readonly #changed: Emitter<unknown>;
  /** By the document's URI. */
  readonly #all = new Map<string, Composing>();

  constructor(memory: Memory, onError: (error: unknown) => void) {
    this.#memory = memory;
    this.#changed = this.#parts.add(new Emitter<unknown>(onError));
    const open = new Set(openUris());
    const stored = (memory.get(key) ?? {}) as Readonly<Record<string, unknown>>;
    for (const [uri, composing] of Object.entries(stored)) {
      if (open.has(uri) && isComposing(composing)) {
        this.#all.set(uri, composing);
      }
    }
    this.#parts.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (this.#all.delete(uri.toString())) {
          this.#save().then(undefined, onError);
        }
      }),
    );
  }

  get onDidChange(): Event<unknown> {
    return this.#changed.event;
  }

  of(uri: vscode.Uri): Composing | undefined {
    return this.#all.get(uri.toString());
  }

  async set(uri: vscode.Uri, composing: Composing): Promise<void> {
    this.#all.set(uri.toString(), composing);
    this.#changed.fire(undefined);
    await this.#save();
  }

  dispose(): void {
    this.#parts.dispose();
  }

  async #save(): Promise<void> {
    await this.#memory.update(key, Object.fromEntries(this.#all));
  }
}

/** Of every document that has a tab, also of those that are not loaded yet. */
function openUris(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])),
  );
}
