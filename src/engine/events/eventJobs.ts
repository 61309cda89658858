import type { FormulaCalls } from '../../protocol/formula.ts';
import { parsedBody } from '../diagnosis/json/breaks.ts';
import { DiagnosisWorkers } from '../diagnosis/workers.ts';
import { Explaining, type ExplainingOptions } from '../diagnosis/explaining.ts';
import type { EngineHandlers } from '../port/handlers.ts';

type OwnHandlers = Pick<EngineHandlers, keyof FormulaCalls | 'signedLines' | 'bodyBreaks'>;

/** What takes too long for the thread that captures: each in a worker of its own. */
export class EventJobs {
  readonly #options: ExplainingOptions;
  readonly #explaining: Explaining;
  readonly #bodies: DiagnosisWorkers;
  readonly #formulas: DiagnosisWorkers;

  constructor(options: ExplainingOptions) {
    this.#options = options;
    this.#explaining = new Explaining(options);
    this.#bodies = new DiagnosisWorkers(options.file);
    this.#formulas = new DiagnosisWorkers(options.file);
    this.handlers = { ...this.#ownHandlers, ...this.#explaining.handlers };
  }

  readonly handlers: OwnHandlers & Explaining['handlers'];

  readonly #ownHandlers: OwnHandlers = {
    signedLines: ({ id, signed }) => {
      const received = this.#options.store.event(id)?.request.body ?? new Uint8Array(0);
      // A number of its own: a job of the same event would end the one for its breaks.
      return this.#bodies.run(-id, { kind: 'lines', received, signed }, () => undefined);
    },
    bodyBreaks: async ({ id }) => {
      const event = this.#options.store.event(id);
      const body = event === undefined ? new Uint8Array(0) : parsedBody(event.request);
      const job = { kind: 'breaks', body } as const;
      return (await this.#bodies.run(id, job, () => undefined)) ?? [];
    },
    findFormula: async ({ id, ...asked }) => {
      const event = this.#options.store.event(id);
      if (event === undefined) {
        return null;
      }
      const source = this.#options.knowledge().sources.ofStored(event);
      const job = { kind: 'formula', request: event.request, source, ...asked } as const;
      return this.#formulas.run(id, job, () => undefined);
    },
    cancelFormula: ({ id }) => {
      this.#formulas.cancel(id);
      return null;
    },
  };

  dispose(): void {
    this.#explaining.dispose();
    this.#bodies.dispose();
    this.#formulas.dispose();
  }
}
