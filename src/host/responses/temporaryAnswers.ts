import type { Disposable } from '../../common/disposable.ts';
import { DisposableStore } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { TemporaryAnswer } from '../../protocol/answering.ts';
import type { EngineClient } from '../engine/engineClient.ts';

/**
 * What is answered for a while instead of what is configured, as the engine tells it. It ends with the engine, unless
 * that dies and another one follows, which is told.
 */
export class TemporaryAnswers implements Disposable {
  readonly #parts = new DisposableStore();
  readonly #changed: Emitter<TemporaryAnswer | null>;
  #current: TemporaryAnswer | null = null;

  constructor(engine: EngineClient, onError: (error: unknown) => void) {
    this.#changed = this.#parts.add(new Emitter(onError));
    this.#parts.add(engine.on('answering', ({ temporary }) => this.#set(temporary)));
    this.#parts.add(
      engine.onDied(({ isLast }) => {
        const before = this.#current;
        this.#set(null);
        if (before !== null && !isLast) {
          engine.call('answerNext', before).catch(onError);
        }
      }),
    );
  }

  /** Null where all is answered as configured. */
  get current(): TemporaryAnswer | null {
    return this.#current;
  }

  get onDidChange(): Event<TemporaryAnswer | null> {
    return this.#changed.event;
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #set(temporary: TemporaryAnswer | null): void {
    this.#current = temporary;
    this.#changed.fire(temporary);
  }
}
