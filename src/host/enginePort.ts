import { Worker } from 'node:worker_threads';
import type { Disposable } from '../common/disposable.ts';
import { messageOf } from '../common/errors.ts';
import type { EngineMessage, EngineRequest, EngineStart } from '../protocol/engine.ts';

/** The two ends of a line to one engine; it ends once, with the reason. */
export interface EnginePort extends Disposable {
  post(request: EngineRequest): void;
  onMessage(listener: (message: EngineMessage) => void): void;
  onEnd(listener: (reason: string) => void): void;
  terminate(): Promise<void>;
}

/** Starts the worker of `file`; it is there for `start` at once, messages wait until it listens. */
export function startEngineWorker(file: string, start: EngineStart): EnginePort {
  const worker = new Worker(file, { workerData: start, name: 'webhook-debugger' });
  let reason = '';
  worker.on('error', (error) => {
    reason = messageOf(error);
  });
  return {
    post: (request) => worker.postMessage(request),
    // What the worker says is our own code's: its shape is held by the types of both sides.
    onMessage: (listener) => void worker.on('message', listener),
    onEnd: (listener) => void worker.on('exit', (code) => listener(reason || `exit code ${code}`)),
    terminate: async () => void (await worker.terminate()),
    dispose: () => void worker.terminate(),
  };
}
