export interface Disposable {
  dispose(): void;
}

/** Owns disposables. Once disposed it disposes late arrivals at once; a child that throws does not save the others. */
export class DisposableStore implements Disposable {
  readonly #children = new Set<Disposable>();
  #disposed = false;

  add<T extends Disposable>(child: T): T {
    if (this.#disposed) {
      child.dispose();
    } else {
      this.#children.add(child);
    }
    return child;
  }

  /** @throws AggregateError of what the children threw, after all of them were disposed. */
  dispose(): void {
    this.#disposed = true;
    const children = [...this.#children].reverse();
    this.#children.clear();
    const errors = children.flatMap((child) => {
      try {
        child.dispose();
        return [];
      } catch (error) {
        return [error];
      }
    });
    if (errors.length > 0) {
      throw new AggregateError(errors, 'Some parts could not be disposed.');
    }
  }
}
