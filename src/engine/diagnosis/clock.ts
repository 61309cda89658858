/** Steps that a diagnosis may take in any case: on a busy machine a short time is over before the likeliest are tried. */
const fewestSteps = 300;
/** How many times its budget a diagnosis may take for those. */
const longest = 4;

/** How long a diagnosis may go on, and who hears how far it is. */
export class Clock {
  readonly #end: number;
  readonly #lastEnd: number;
  readonly #budget: number;
  readonly #onProgress: (share: number) => void;
  readonly #now: () => number;
  #nextReport = 0;
  #steps = 0;

  /** `budget` in milliseconds; so is `now`, of a clock that never goes back. */
  constructor(
    budget: number,
    onProgress: (share: number) => void = () => undefined,
    now: () => number = () => performance.now(),
  ) {
    this.#budget = budget;
    this.#now = now;
    const start = now();
    this.#end = start + budget;
    this.#lastEnd = start + longest * budget;
    this.#onProgress = onProgress;
  }

  /** Asked before each step. */
  get isOver(): boolean {
    this.#steps += 1;
    const now = this.#now();
    if (now > this.#nextReport) {
      this.#nextReport = now + 100;
      this.#onProgress(Math.min(1, 1 - (this.#end - now) / this.#budget));
    }
    return now > (this.#steps > fewestSteps ? this.#end : this.#lastEnd);
  }
}
