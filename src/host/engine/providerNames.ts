import type { EngineCaller } from './engineClient.ts';

/** The names of the providers by their ids. They change with the custom providers in the settings. */
export class ProviderNames {
  readonly #engine: EngineCaller;
  #names: ReadonlyMap<string, string> = new Map();
  #loading: Promise<void> | null = null;

  constructor(engine: EngineCaller) {
    this.#engine = engine;
  }

  /** Resolves when `of` knows them. */
  load(): Promise<void> {
    this.#loading ??= this.#engine.call('providers', null).then(
      (providers) => {
        this.#names = new Map(providers.map(({ id, name }) => [id, name]));
      },
      (error: unknown) => {
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }

  /** They may have changed: the next `load` asks again. */
  forget(): void {
    this.#loading = null;
  }

  /** Empty where no provider has that id, and for none. */
  of(id: string | null): string {
    return (id === null ? undefined : this.#names.get(id)) ?? '';
  }
}
