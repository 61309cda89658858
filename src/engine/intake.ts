import type { EngineMessage } from '../protocol/engine.ts';
import type { Answer } from '../protocol/event.ts';
import { answers } from './capture/answers.ts';
import type { CapturedRequest } from './capture/capturedRequest.ts';
import type { CaptureSink } from './capture/exchange.ts';
import { inspect } from './inspect.ts';
import type { Knowledge } from './knowledge.ts';
import type { EventStore } from './store/eventStore.ts';
import { StorageError } from './store/storageError.ts';

export interface IntakeOptions {
  readonly store: EventStore;
  /** What is known now. */
  readonly knowledge: () => Knowledge;
  readonly post: (message: EngineMessage) => void;
}

/** What a sender hears whose event is not stored. */
function failureAnswer(error: Error): Answer {
  return error instanceof StorageError && error.fault === 'full' ? answers.diskFull : answers.cannotStore;
}

/** The way of a request through the engine: looked at, stored, answered. */
export class Intake implements CaptureSink {
  readonly #options: IntakeOptions;

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  keep(request: CapturedRequest, tell: (answer: Answer) => void): void {
    const { store, knowledge, post } = this.#options;
    const { findings, answer, offersSecret } = inspect(request, knowledge());
    store.add({ request, findings, answer }, (stored) => {
      tell(stored instanceof Error ? failureAnswer(stored) : answer);
      if (offersSecret && !(stored instanceof Error)) {
        const { provider, source } = findings;
        post({ type: 'secretOffered', id: stored.id, provider: provider ?? '', source });
      }
    });
  }

  keepRefused(request: CapturedRequest, answer: Answer | null): void {
    const { store, knowledge } = this.#options;
    const { findings } = inspect(request, knowledge());
    store.add({ request, findings, answer }, () => undefined);
  }
}
