import type { Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { Tally } from '../../protocol/engine.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import { Throttle } from '../shared/throttle.ts';

/** Milliseconds between two countings: each looks at the whole index of the stored events. */
const pause = 500;

/** How many events of which source and provider have which verdict, counted again as they change. */
export class Tallies implements Disposable {
  readonly #engine: EngineClient;
  readonly #onError: (error: unknown) => void;
  readonly #changed: Emitter<readonly Tally[]>;
  readonly #throttle: Throttle;
  readonly #subscriptions: readonly Disposable[];
  #current: readonly Tally[] = [];
  #isWatched = false;
  #isStale = true;

  constructor(engine: EngineClient, onError: (error: unknown) => void) {
    this.#engine = engine;
    this.#onError = onError;
    this.#changed = new Emitter(onError);
    this.#throttle = new Throttle(
      () => void this.#count(),
      () => pause,
    );
    this.#subscriptions = [
      engine.on('captured', () => this.#outdated()),
      engine.on('eventsChanged', () => this.#outdated()),
    ];
  }

  /** As they were counted last. */
  get current(): readonly Tally[] {
    return this.#current;
  }

  /** They are others than before. */
  get onDidChange(): Event<readonly Tally[]> {
    return this.#changed.event;
  }

  /** Nothing is counted while nobody looks. */
  watch(isWatched: boolean): void {
    this.#isWatched = isWatched;
    if (isWatched && this.#isStale) {
      this.#outdated();
    }
  }

  dispose(): void {
    this.#throttle.dispose();
    this.#subscriptions.forEach((subscription) => subscription.dispose());
    this.#changed.dispose();
  }

  #outdated(): void {
    this.#isStale = !this.#isWatched;
    if (this.#isWatched) {
      this.#throttle.request();
    }
  }

  async #count(): Promise<void> {
    try {
      const tallies = await this.#engine.call('tallies', null);
      if (JSON.stringify(tallies) !== JSON.stringify(this.#current)) {
        this.#current = tallies;
        this.#changed.fire(tallies);
      }
    } catch (error) {
      this.#isStale = true;
      this.#onError(error);
    }
  }
}
