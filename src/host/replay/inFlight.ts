import type { Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';

/** What was sent again on its way to an app, until the app has responded or failed to, by the event that it is of. */
export class InFlight implements Disposable {
  /** By event, in the order in which they were sent. */
  readonly #targets = new Map<number, readonly string[]>();
  readonly #changed: Emitter<number>;

  constructor(onError: (error: unknown) => void) {
    this.#changed = new Emitter(onError);
  }

  /** Tells the event of which something else is on its way than before. */
  get onDidChange(): Event<number> {
    return this.#changed.event;
  }

  /** URL of the app that is waited for, the latest of several; null for none. */
  targetOf(event: number): string | null {
    return this.#targets.get(event)?.at(-1) ?? null;
  }

  /** Counts as on its way until the work is done; `event` is null for what is of none. */
  async during<T>(event: number | null, target: string, work: Thenable<T>): Promise<T> {
    if (event === null) {
      return work;
    }
    this.#set(event, [...(this.#targets.get(event) ?? []), target]);
    try {
      return await work;
    } finally {
      const targets = this.#targets.get(event) ?? [];
      this.#set(event, targets.toSpliced(targets.indexOf(target), 1));
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #set(event: number, targets: readonly string[]): void {
    if (targets.length === 0) {
      this.#targets.delete(event);
    } else {
      this.#targets.set(event, targets);
    }
    this.#changed.fire(event);
  }
}
