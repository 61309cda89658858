import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { ProviderInfo, Secrets } from '../../protocol/engine.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { SecretStore } from '../secrets/secretStore.ts';

export interface SendersOptions {
  readonly engine: EngineCaller;
  /** The engine has taken up settings: its providers may be others. */
  readonly onDidConfigure: Event<unknown>;
  readonly secrets: SecretStore;
  readonly onError: (error: unknown) => void;
}

/** The providers that the engine knows and the saved secrets, read once for as long as they stay the same. */
export class Senders implements Disposable {
  readonly #options: SendersOptions;
  readonly #parts = new DisposableStore();
  readonly #changed: Emitter<undefined>;
  #known: Promise<readonly [readonly ProviderInfo[], Secrets]> | null = null;

  constructor(options: SendersOptions) {
    this.#options = options;
    this.#changed = this.#parts.add(new Emitter(options.onError));
    const forget = (): void => {
      this.#known = null;
      this.#changed.fire(undefined);
    };
    this.#parts.add(options.secrets.onDidChange(forget));
    this.#parts.add(options.onDidConfigure(forget));
  }

  get onDidChange(): Event<undefined> {
    return this.#changed.event;
  }

  async read(): Promise<{ readonly providers: readonly ProviderInfo[]; readonly secrets: Secrets }> {
    const { engine, secrets } = this.#options;
    const reading = (this.#known ??= Promise.all([engine.call('providers', null), secrets.read()]));
    try {
      const [providers, saved] = await reading;
      return { providers, secrets: saved };
    } catch (error) {
      this.#known = null;
      throw error;
    }
  }

  dispose(): void {
    this.#parts.dispose();
  }
}
