import type { Disposable } from '../../common/disposable.ts';

/** Milliseconds between two looks whether a row's relative time is another now. */
const pause = 1000;

/** Has rows told again whose text changes with time alone. It looks only as long as there are such rows. */
export class RecentRows<T> implements Disposable {
  readonly #textOf: (row: T) => string | null;
  readonly #onChanged: (rows: readonly T[]) => void;
  #told = new Map<T, string>();
  #timer: NodeJS.Timeout | undefined;

  /** `textOf` is null for a row whose text stays as it is from now on. */
  constructor(textOf: (row: T) => string | null, onChanged: (rows: readonly T[]) => void) {
    this.#textOf = textOf;
    this.#onChanged = onChanged;
  }

  /** These rows, and no others, are on screen from now on. */
  show(rows: readonly T[]): void {
    this.#told = new Map();
    for (const row of rows) {
      const text = this.#textOf(row);
      if (text !== null) {
        this.#told.set(row, text);
      }
    }
    this.#schedule();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#told.size > 0) {
      this.#timer = setTimeout(() => this.#look(), pause);
    }
  }

  #look(): void {
    const changed: T[] = [];
    for (const [row, told] of this.#told) {
      const text = this.#textOf(row);
      if (text === null) {
        this.#told.delete(row);
      } else {
        this.#told.set(row, text);
      }
      if (text !== told) {
        changed.push(row);
      }
    }
    if (changed.length > 0) {
      this.#onChanged(changed);
    }
    this.#schedule();
  }
}
