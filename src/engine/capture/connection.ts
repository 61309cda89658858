/** What is going on on one connection. */
export class Connection {
  #unanswered = 0;
  #whenQuiet: (() => void) | undefined;

  requestBegan(): void {
    this.#unanswered += 1;
  }

  requestAnswered(): void {
    this.#unanswered -= 1;
    if (this.#unanswered === 0) {
      this.#whenQuiet?.();
    }
  }

  /** Runs when every answer that is owed is out, so that nothing is written in between. */
  whenQuiet(action: () => void): void {
    if (this.#unanswered === 0) {
      action();
    } else {
      this.#whenQuiet = action;
    }
  }
}
