import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { Memory } from '../events/unseen.ts';

const key = 'webhookDebugger.compositions';
/** Documents that are remembered: the newest. */
const mostRemembered = 50;

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

/** Which documents are events that are being written; also after a reload. */
export class Compositions implements Disposable {
  readonly #memory: Memory;
  readonly #parts = new DisposableStore();
  readonly #changed: Emitter<unknown>;
  /** By the document's URI, the oldest first. */
  readonly #all = new Map<string, Composing>();

  constructor(memory: Memory, onError: (error: unknown) => void) {
    this.#memory = memory;
    this.#changed = this.#parts.add(new Emitter<unknown>(onError));
    const stored = (memory.get(key) ?? {}) as Readonly<Record<string, unknown>>;
    for (const [uri, composing] of Object.entries(stored)) {
      if (isComposing(composing)) {
        this.#all.set(uri, composing);
      }
    }
  }

  get onDidChange(): Event<unknown> {
    return this.#changed.event;
  }

  of(uri: vscode.Uri): Composing | undefined {
    return this.#all.get(uri.toString());
  }

  async set(uri: vscode.Uri, composing: Composing): Promise<void> {
    this.#all.set(uri.toString(), composing);
    for (const old of [...this.#all.keys()].slice(0, -mostRemembered)) {
      this.#all.delete(old);
    }
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
