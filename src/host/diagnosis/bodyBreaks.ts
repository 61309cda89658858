import type { RuntimeBreak } from '../../protocol/diagnosis.ts';
import type { EngineCaller } from '../engine/engineClient.ts';

/** Which runtimes would change a body. Asked for twice at a time, it is looked for once: a second job ends the first. */
export class BodyBreaks {
  readonly #engine: EngineCaller;
  readonly #running = new Map<number, Promise<readonly RuntimeBreak[]>>();

  constructor(engine: EngineCaller) {
    this.#engine = engine;
  }

  /** Of an event's body; empty where it is no JSON. */
  of(id: number): Promise<readonly RuntimeBreak[]> {
    const running = this.#running.get(id);
    if (running !== undefined) {
      return running;
    }
    const asked = this.#engine.call('bodyBreaks', { id }).finally(() => this.#running.delete(id));
    this.#running.set(id, asked);
    return asked;
  }
}
