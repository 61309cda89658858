/** Deaths within `period` milliseconds after which the engine is not started again by itself. */
export const mostDeaths = 3;
const period = 60_000;
/** Milliseconds for which a hang makes the engine's next one wait longer. */
const cautious = 10 * 60_000;

/** When the engines of this window died: on which it depends whether, and how soon, the next one is given up. */
export class EngineDeaths {
  readonly #now: () => number;
  #times: readonly number[] = [];
  #hangs: readonly number[] = [];

  /** `now` is in milliseconds, of any beginning, and never goes back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  add(isHang: boolean): void {
    const now = this.#now();
    this.#times = [...this.#times, now].slice(-mostDeaths);
    this.#hangs = isHang ? [...this.#hangs, now].slice(-mostDeaths) : this.#hangs;
  }

  /** Three in a minute: one more start would lead to one more death. */
  get areTooMany(): boolean {
    return this.#since(this.#times, period) >= mostDeaths;
  }

  /** How many times longer than at first a silent engine is waited for: what hung may only have been slow. */
  get caution(): number {
    return 2 ** this.#since(this.#hangs, cautious);
  }

  /** A person wants it to be started again. */
  forget(): void {
    this.#times = [];
  }

  #since(times: readonly number[], milliseconds: number): number {
    const now = this.#now();
    return times.filter((time) => now - time < milliseconds).length;
  }
}
