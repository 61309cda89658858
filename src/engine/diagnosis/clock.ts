/** How long a diagnosis may go on, and who hears how far it is. */
export class Clock {
  readonly #end: number;
  readonly #budget: number;
  readonly #onProgress: (share: number) => void;
  #nextReport = 0;

  /** `budget` in milliseconds. */
  constructor(budget: number, onProgress: (share: number) => void = () => undefined) {
    this.#budget = budget;
    this.#end = performance.now() + budget;
    this.#onProgress = onProgress;
  }

  get isOver(): boolean {
    const now = performance.now();
    if (now > this.#nextReport) {
      this.#nextReport = now + 100;
      this.#onProgress(Math.min(1, 1 - (this.#end - now) / this.#budget));
    }
    return now > this.#end;
  }
}
