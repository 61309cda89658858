import type { Disposable } from '../../common/disposable.ts';
import { beatInterval } from '../../protocol/engineStart.ts';
import type { EnginePort } from './enginePort.ts';
import { HangJudge } from './hangJudge.ts';

export interface EngineWatchOptions {
  readonly port: Pick<EnginePort, 'lastBeat' | 'askThread'>;
  /** Milliseconds of silence that are usual at this moment. */
  readonly patience: () => number;
  /** It hangs: nothing more is looked at. */
  readonly onHung: () => void;
  /** At each look, with the milliseconds since the last one: less than passed where this process was stopped. */
  readonly onLook: (milliseconds: number) => void;
}

/** Looks at an engine's heartbeat, a few times a second. */
export class EngineWatch implements Disposable {
  readonly #options: EngineWatchOptions;
  readonly #judge = new HangJudge();
  readonly #timer: NodeJS.Timeout;
  #lastLook = performance.now();
  #isAsking = false;

  constructor(options: EngineWatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#look(), beatInterval).unref();
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { port, patience, onHung, onLook } = this.#options;
    const now = performance.now();
    const elapsed = now - this.#lastLook;
    this.#lastLook = now;
    const found = this.#judge.look(port.lastBeat(), elapsed, patience());
    if (found === 'ask') {
      void this.#ask();
    }
    if (found === 'hung') {
      this.dispose();
      onHung();
    } else {
      onLook(Math.min(elapsed, 2 * beatInterval));
    }
  }

  /** One question at a time: a thread in the hands of the system answers none of them. */
  async #ask(): Promise<void> {
    if (this.#isAsking) {
      return;
    }
    this.#isAsking = true;
    try {
      this.#judge.heard(await this.#options.port.askThread());
    } catch {
      // The thread has ended meanwhile, of which its end tells.
    } finally {
      this.#isAsking = false;
    }
  }
}
