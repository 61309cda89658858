import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import { messageOf } from '../../common/errors.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { Secrets } from '../../protocol/engine.ts';
import type { Problems } from '../shared/problems.ts';
import { parseSecrets } from './secretList.ts';

const key = 'webhookDebugger.secrets';
/** Where a text goes that cannot be read, so that it is not lost when the next secret is saved. */
const unreadableKey = 'webhookDebugger.secrets.unreadable';

/** The saved signing secrets: VS Code's secret storage holds them, under one key. */
export class SecretStore implements Disposable {
  readonly #storage: vscode.SecretStorage;
  readonly #problems: Problems;
  readonly #changed: Emitter<Secrets>;
  readonly #subscription: vscode.Disposable;
  #known: string | undefined;

  constructor(storage: vscode.SecretStorage, problems: Problems) {
    this.#storage = storage;
    this.#problems = problems;
    this.#changed = new Emitter<Secrets>(problems.report);
    this.#subscription = storage.onDidChange((change) => {
      if (change.key === key) {
        problems.watch(this.#changedElsewhere());
      }
    });
  }

  /** The secrets have changed, here or in another window. */
  get onDidChange(): Event<Secrets> {
    return this.#changed.event;
  }

  /** No secrets where they cannot be read; that is said. */
  async read(): Promise<Secrets> {
    try {
      const text = await this.#storage.get(key);
      this.#known = text;
      return text === undefined ? {} : (parseSecrets(text) ?? (await this.#setAside(text)));
    } catch (error) {
      this.#problems.warn(
        vscode.l10n.t(
          'The saved signing secrets could not be read: {0}. Stored verdicts are kept.',
          messageOf(error),
        ),
      );
      return {};
    }
  }

  async write(secrets: Secrets): Promise<void> {
    const text = JSON.stringify(secrets);
    this.#known = text;
    await this.#storage.store(key, text);
    this.#changed.fire(secrets);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #changedElsewhere(): Promise<void> {
    const text = await this.#storage.get(key);
    if (text !== this.#known) {
      this.#changed.fire(await this.read());
    }
  }

  async #setAside(text: string): Promise<Secrets> {
    await this.#storage.store(unreadableKey, text);
    await this.#storage.delete(key);
    this.#problems.warn(
      vscode.l10n.t(
        'The saved signing secrets are not in a form that this version reads. They were put aside in the secret storage, under {0}. Please set them again.',
        unreadableKey,
      ),
    );
    return {};
  }
}
