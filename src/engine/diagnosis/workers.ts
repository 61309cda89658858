import { Worker } from 'node:worker_threads';
import { codeOf, HumanError } from '../../common/errors.ts';
import type { Job, JobMessage, JobResults } from './job.ts';

/** Megabytes of a worker's heap: what a hostile body makes of itself must not take the machine. */
const heap = 512;

const subjects: Readonly<Record<Job['kind'], string>> = {
  diagnose: 'The explanation',
  formula: 'The search for the formula',
  breaks: 'Reading the body',
  lines: 'Comparing the bodies',
};

function failureOf(kind: Job['kind'], megabytes: number, error: unknown): unknown {
  return codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new HumanError(
        `${subjects[kind]} needed more than ${megabytes} MB of memory and was ended: the body is too large or too deeply nested for it. The listener and the stored event are not affected.`,
      )
    : error;
}

/** Each job in a worker of its own, so that it can be ended in the middle of a computation. */
export class DiagnosisWorkers {
  readonly #file: string;
  readonly #heap: number;
  readonly #running = new Map<number, Worker>();

  /** `file` is the worker's entry; `megabytes` of heap is what each may take. */
  constructor(file: string, megabytes: number = heap) {
    this.#file = file;
    this.#heap = megabytes;
  }

  /**
   * Runs a job for an event; one that runs for it already is ended. Null where it was cancelled.
   * @throws HumanError where it needs too much memory, Error where the worker fails.
   */
  run<K extends Job['kind']>(
    id: number,
    job: Job & { readonly kind: K },
    onProgress: (share: number) => void,
  ): Promise<JobResults[K] | null> {
    this.cancel(id);
    const worker = new Worker(this.#file, {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: this.#heap },
    });
    this.#running.set(id, worker);
    return new Promise((resolve, reject) => {
      let result: JobResults[K] | null = null;
      worker.on('message', (message: JobMessage) => {
        if (message.type === 'progress') {
          onProgress(message.share);
        } else {
          // The worker answers with what the kind of its job says.
          result = message.result as JobResults[K];
        }
      });
      worker.on('error', (error) => reject(failureOf(job.kind, this.#heap, error)));
      worker.on('exit', () => {
        if (this.#running.get(id) === worker) {
          this.#running.delete(id);
        }
        resolve(result);
      });
    });
  }

  cancel(id: number): void {
    void this.#running.get(id)?.terminate();
    this.#running.delete(id);
  }

  dispose(): void {
    for (const id of this.#running.keys()) {
      this.cancel(id);
    }
  }
}
