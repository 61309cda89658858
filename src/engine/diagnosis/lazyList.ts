/** A list whose items are made when they are first asked for. */
export class LazyList<T> {
  readonly #iterator: Iterator<T>;
  readonly #items: T[] = [];
  #isDone = false;

  constructor(items: Iterable<T>) {
    this.#iterator = items[Symbol.iterator]();
  }

  /** Undefined behind the end. */
  at(index: number): T | undefined {
    while (!this.#isDone && this.#items.length <= index) {
      const { done, value } = this.#iterator.next();
      if (done === true) {
        this.#isDone = true;
      } else {
        this.#items.push(value);
      }
    }
    return this.#items[index];
  }
}
