import type { Disposable } from '../../common/disposable.ts';

/** Runs an action at once, then at most once in each interval, and never misses the last request. */
export class Throttle implements Disposable {
  readonly #action: () => void;
  readonly #interval: () => number;
  #timer: NodeJS.Timeout | null = null;
  #isWanted = false;

  /** `interval` is asked before each pause, in milliseconds. */
  constructor(action: () => void, interval: () => number) {
    this.#action = action;
    this.#interval = interval;
  }

  request(): void {
    if (this.#timer !== null) {
      this.#isWanted = true;
      return;
    }
    this.#timer = setTimeout(() => this.#elapsed(), this.#interval());
    this.#action();
  }

  dispose(): void {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    this.#isWanted = false;
  }

  #elapsed(): void {
    this.#timer = null;
    if (this.#isWanted) {
      this.#isWanted = false;
      this.request();
    }
  }
}
