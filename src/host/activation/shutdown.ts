/** What VS Code is to wait for when the extension ends; `deactivate` has no other way to what `activate` made. */
export class Shutdown {
  readonly #tasks: (() => Promise<void>)[] = [];

  add(task: () => Promise<void>): void {
    this.#tasks.push(task);
  }

  /** Resolves when all have ended, however they ended; each runs once. */
  async run(): Promise<void> {
    await Promise.allSettled(this.#tasks.splice(0).map((task) => task()));
  }
}
