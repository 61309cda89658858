import type { FormulaCalls } from '../protocol/formula.ts';
import { parsedBody } from './diagnosis/json/breaks.ts';
import { DiagnosisWorkers } from './diagnosis/workers.ts';
import type { EngineHandlers } from './engine.ts';
import type { Knowledge } from './knowledge.ts';
import type { EventStore } from './store/eventStore.ts';

/** What takes too long for the thread that captures, beside diagnoses: each in a worker of its own. */
export class EventJobs {
  readonly #store: EventStore;
  readonly #knowledge: () => Knowledge;
  readonly #bodies: DiagnosisWorkers;
  readonly #formulas: DiagnosisWorkers;

  /** `file` is the worker's own file. */
  constructor(store: EventStore, knowledge: () => Knowledge, file: string) {
    this.#store = store;
    this.#knowledge = knowledge;
    this.#bodies = new DiagnosisWorkers(file);
    this.#formulas = new DiagnosisWorkers(file);
  }

  readonly handlers: Pick<EngineHandlers, keyof FormulaCalls | 'signedLines' | 'bodyBreaks'> = {
    signedLines: ({ id, signed }) => {
      const received = this.#store.event(id)?.request.body ?? new Uint8Array(0);
      // A number of its own: a job of the same event would end the one for its breaks.
      return this.#bodies.run(-id, { kind: 'lines', received, signed }, () => undefined);
    },
    bodyBreaks: async ({ id }) => {
      const event = this.#store.event(id);
      const body = event === undefined ? new Uint8Array(0) : parsedBody(event.request);
      const job = { kind: 'breaks', body } as const;
      return (await this.#bodies.run(id, job, () => undefined)) ?? [];
    },
    findFormula: async ({ id, ...asked }) => {
      const event = this.#store.event(id);
      if (event === undefined) {
        return null;
      }
      const source = this.#knowledge().sources.ofStored(event);
      const job = { kind: 'formula', request: event.request, source, ...asked } as const;
      return this.#formulas.run(id, job, () => undefined);
    },
    cancelFormula: ({ id }) => {
      this.#formulas.cancel(id);
      return null;
    },
  };

  dispose(): void {
    this.#bodies.dispose();
    this.#formulas.dispose();
  }
}
