import type { Disposable } from '../../common/disposable.ts';
import type { Secrets } from '../../protocol/engine.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { SecretStore } from './secretStore.ts';
import type { VerifyProgress } from './verifyProgress.ts';

export interface SecretChangesOptions {
  readonly store: SecretStore;
  readonly engine: EngineClient;
  readonly progress: VerifyProgress;
  readonly onError: (error: unknown) => void;
}

/** Brings changed secrets to the engine, which verifies the stored events again. */
export class SecretChanges implements Disposable {
  readonly #options: SecretChangesOptions;
  readonly #subscription: Disposable;
  #own = false;
  #verified: Promise<number> = Promise.resolve(0);

  constructor(options: SecretChangesOptions) {
    this.#options = options;
    // Before others hear of them, so that the engine answers none of these with the secrets from before.
    this.#subscription = options.store.onDidChange((secrets) => {
      this.#verified = this.#verify(secrets);
      if (!this.#own) {
        this.#verified.catch(options.onError);
      }
    });
  }

  /** Saves; resolves with how many stored events have another verdict. */
  async save(secrets: Secrets): Promise<number> {
    this.#own = true;
    try {
      await this.#options.store.write(secrets);
    } finally {
      this.#own = false;
    }
    return this.#verified;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #verify(secrets: Secrets): Promise<number> {
    const { engine, progress } = this.#options;
    const { changed } = await progress.during(engine.call('setSecrets', { secrets, verifyAgain: true }));
    return changed;
  }
}
