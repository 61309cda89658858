import { Worker } from 'node:worker_threads';
import type { Disposable } from '../../common/disposable.ts';
import { codeOf, messageOf } from '../../common/errors.ts';
import type { EngineMessage, EngineRequest } from '../../protocol/engine.ts';
import type { EngineStart, Heartbeat } from '../../protocol/engineStart.ts';
import type { EngineEnd } from './engineEnd.ts';
import type { ThreadCpu } from './hangJudge.ts';

/** The two ends of a line to one engine; it ends once, with the reason. */
export interface EnginePort extends Disposable {
  post(request: EngineRequest): void;
  onMessage(listener: (message: EngineMessage) => void): void;
  onEnd(listener: (end: EngineEnd) => void): void;
  /** When its event loop last turned, in milliseconds since the epoch; 0 before its first turn. */
  lastBeat(): bigint;
  /** Resolves while JavaScript runs there, or waits, also in an endless loop; not while the system has the thread. */
  askThread(): Promise<ThreadCpu>;
  /** Resolves when the thread is gone, which takes as long as the system has it. */
  terminate(): Promise<void>;
}

function millisecondsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

/** What the Node of VS Code 1.103 has of it. */
type AnyWorker = Omit<Worker, 'cpuUsage'> & Partial<Pick<Worker, 'cpuUsage'>>;

async function cpuOf(worker: AnyWorker): Promise<ThreadCpu> {
  if (worker.cpuUsage !== undefined) {
    return { cpu: millisecondsOf(await worker.cpuUsage()), isOwn: true };
  }
  await worker.getHeapStatistics();
  return { cpu: millisecondsOf(process.cpuUsage()), isOwn: false };
}

function endOf(error: unknown): EngineEnd {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const why = codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? 'outOfMemory' : 'error';
  return { why, detail: messageOf(error), stack };
}

/**
 * MiB of JavaScript's own memory, many times what the engine needs; bodies are not part of it. Left to itself, one that
 * takes more and more has some 4 GiB: on the way there each of its turns takes seconds, and no sender gets a response.
 */
const mostMemory = 1024;

/** Starts the worker of `file`; it is there for `start` at once, messages wait until it listens. */
export function startEngineWorker(file: string, start: EngineStart): EnginePort {
  const heartbeat: Heartbeat = new BigInt64Array(new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT));
  const worker = new Worker(file, {
    workerData: { ...start, heartbeat },
    name: 'webhook-debugger',
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  });
  let end: EngineEnd | null = null;
  worker.on('error', (error) => {
    end = endOf(error);
  });
  return {
    post: (request) => worker.postMessage(request),
    // What the worker says is our own code's: its shape is held by the types of both sides.
    onMessage: (listener) => void worker.on('message', listener),
    onEnd: (listener) =>
      void worker.on('exit', (code) => listener(end ?? { why: 'exit', detail: String(code), stack: '' })),
    lastBeat: () => Atomics.load(heartbeat, 0),
    askThread: () => cpuOf(worker),
    terminate: async () => void (await worker.terminate()),
    dispose: () => void worker.terminate(),
  };
}
