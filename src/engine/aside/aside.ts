import { Worker } from 'node:worker_threads';
import { HumanError } from '../../common/errors.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import { callHere, type AsideName, type AsideParams, type AsideResult } from './asideCalls.ts';
import { isLarge } from './isLarge.ts';
import type { AsideAnswer, AsideRequest, AsideStart } from './asideWorker.ts';

/** Megabytes of the worker's heap: what a hostile body makes of itself must not take the machine. */
const heap = 1024;
/** Milliseconds without work after which the worker ends. */
const idleTime = 10_000;

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  /** Works it out in this thread. */
  readonly here: () => unknown;
}

/** What has become of a call here, where the worker cannot say. */
function settle({ resolve, reject, here }: Pending): void {
  Promise.resolve().then(here).then(resolve, reject);
}

/**
 * What takes long of large bodies, worked out in a thread of its own, one after another, so that the listener does not
 * stand still. The worker is there while it is needed.
 */
export class Aside {
  readonly #file: string;
  readonly #knowledge: () => Knowledge;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  /** What the worker knows. */
  #told: Knowledge | undefined;
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;

  /** `file` is the worker's entry; `knowledge` what is known now. */
  constructor(file: string, knowledge: () => Knowledge) {
    this.#file = file;
    this.#knowledge = knowledge;
  }

  /** With what is known at the time of the call. @throws HumanError as the call itself. */
  run<N extends AsideName>(name: N, params: AsideParams<N>): Promise<AsideResult<N>> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    const knowledge = this.#knowledge();
    const isNews = knowledge !== this.#told;
    this.#told = knowledge;
    this.#lastId += 1;
    const request: AsideRequest = {
      id: this.#lastId,
      name,
      params,
      ...(isNews ? { known: { settings: knowledge.settings, secrets: knowledge.secrets } } : {}),
    };
    return new Promise((resolve, reject) => {
      this.#pending.set(request.id, {
        // The worker answers each call with the result that its name says.
        resolve: resolve as (result: unknown) => void,
        reject,
        here: () => callHere(name, params, knowledge),
      });
      worker.postMessage(request);
    });
  }

  /** What is asked about a request: aside where its body is large, else here. */
  async ask<N extends AsideName>(
    name: N,
    params: AsideParams<N>,
    about: CapturedRequest | undefined,
  ): Promise<AsideResult<N>> {
    return about !== undefined && isLarge(about)
      ? this.run(name, params)
      : callHere(name, params, this.#knowledge());
  }

  /** Resolves when nothing is worked out any more. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) {
      await new Promise<void>((resolve) => {
        this.#whenSettled = resolve;
      });
    }
  }

  dispose(): void {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
    this.#pending.forEach(({ reject }) => reject(new HumanError('The extension is being closed.')));
    this.#pending.clear();
    this.#whenSettled();
  }

  #whenSettled: () => void = () => undefined;

  #start(): Worker {
    const workerData: AsideStart = { kind: 'aside' };
    const worker = new Worker(this.#file, { workerData, resourceLimits: { maxOldGenerationSizeMb: heap } });
    worker.on('message', (answer: AsideAnswer) => this.#answered(answer));
    worker.on('error', () => this.#ended(worker));
    worker.on('exit', () => this.#ended(worker));
    return worker;
  }

  #answered({ id, result, error, forPerson }: AsideAnswer): void {
    const pending = this.#take(id);
    if (error === undefined) {
      pending?.resolve(result);
    } else {
      pending?.reject(forPerson === true ? new HumanError(error) : new Error(error));
    }
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) {
      this.#idle = setTimeout(() => this.#end(), idleTime);
      this.#whenSettled();
    }
    return pending;
  }

  #end(): void {
    const worker = this.#worker;
    this.#forget();
    void worker?.terminate();
  }

  #forget(): void {
    this.#worker = undefined;
    this.#told = undefined;
  }

  /** It needed more memory than it has: what it was asked is worked out here. */
  #ended(worker: Worker): void {
    if (worker !== this.#worker) {
      return;
    }
    this.#forget();
    const all = [...this.#pending.keys()];
    for (const id of all) {
      const pending = this.#take(id);
      if (pending !== undefined) {
        settle(pending);
      }
    }
  }
}
