import { Buffer } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { HumanError, messageOf } from '../../common/errors.ts';
import type { ImportResult } from '../../protocol/exports.ts';
import type { Aside } from '../aside/aside.ts';
import { isLarge } from '../aside/isLarge.ts';
import { inspect } from '../verification/inspect.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import type { EventStore } from '../store/eventStore.ts';
import type { Findings, NewEvent } from '../store/storedEvent.ts';
import type { ImportedEvent } from './eventJson.ts';
import type { ImportJob, ImportMessage, ImportReply } from './importJob.ts';
import type { GivenAnswer } from '../../protocol/http.ts';

/** Megabytes of the reading worker's heap: a text and what is made of it. */
const heap = 2048;
/** Milliseconds of work between two turns of the event loop: requests are not kept waiting longer. */
const slice = 5;

export interface ImportOptions {
  /** The worker's entry. */
  readonly workerFile: string;
  readonly store: EventStore;
  readonly knowledge: () => Knowledge;
  readonly aside: Aside;
  /** Bytes that can be stored before the oldest events go. */
  readonly room: () => number;
}

/** Nothing is answered: what a provider asked before its events was asked of another. */
function asImported(findings: Findings): Findings {
  const { reason } = findings;
  return reason.code === 'handshake'
    ? { ...findings, reason: { ...reason, result: 'notAnswered' } }
    : findings;
}

/** Bytes that an event takes in the store beside what it is of: its record and the page that it begins. */
const aroundEvent = 4096;

const answerLength = (answer: GivenAnswer | null): number =>
  answer !== null && 'status' in answer ? answer.body.length : 0;

/** About as many bytes as the store will have more with these events. */
function storedSize(events: readonly ImportedEvent[]): number {
  const sizes = events.map(
    ({ request: { body, rawHeaders }, answer }) =>
      body.length + rawHeaders.join('').length + answerLength(answer) + aroundEvent,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function newEvent(
  { request, answer }: ImportedEvent,
  { knowledge, aside }: ImportOptions,
): Promise<NewEvent> {
  // No bytes that came from a worker have no address, which node:sqlite in Node 22 takes for NULL.
  const body = request.body.length === 0 ? Buffer.alloc(0) : request.body;
  const imported = { ...request, body, imported: true } as const;
  const { findings } = isLarge(imported)
    ? await aside.run('inspect', { request: imported })
    : inspect(imported, knowledge());
  return { request: imported, findings: asImported(findings), answer };
}

/** Resolves when an event is stored. @throws StorageError */
function stored(store: EventStore, event: NewEvent): Promise<void> {
  return new Promise((resolve, reject) => {
    store.add(event, (result) => (result instanceof Error ? reject(result) : resolve()));
  });
}

/** Looks at events with what is known now, and stores them: verified, never answered, never sent on. */
async function keep(events: readonly ImportedEvent[], options: ImportOptions): Promise<void> {
  let end = performance.now() + slice;
  const waiting: Promise<void>[] = [];
  for (const event of events) {
    waiting.push(stored(options.store, await newEvent(event, options)));
    if (performance.now() > end) {
      await nextTurn();
      end = performance.now() + slice;
    }
  }
  await Promise.all(waiting);
}

const memoryText = 'The file needs more memory than there is for it: export fewer requests at a time.';

/** Failures of the worker itself: a file that makes more of itself than fits. */
function workerFailure(error: unknown): HumanError {
  const isFull = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return new HumanError(isFull ? memoryText : `The file cannot be read: ${messageOf(error)}.`, {
    cause: error,
  });
}

/**
 * Stores the events of a file, with the times that they have there. The file is read in a worker: requests that
 * arrive meanwhile wait for none of it.
 * @throws HumanError where the file cannot be read at all; what is stored by then stays.
 */
export function importFile(file: string, most: number, options: ImportOptions): Promise<ImportResult> {
  const workerData: ImportJob = { kind: 'import', file, most };
  const worker = new Worker(options.workerFile, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heap },
  });
  let imported = 0;
  return new Promise<ImportResult>((resolve, reject) => {
    worker.on('error', (error) => reject(workerFailure(error)));
    worker.on('exit', () => reject(new HumanError('The import was ended.')));
    worker.on('message', (message: ImportMessage) => {
      if (message.type === 'batch' && storedSize(message.events) > options.room()) {
        worker.postMessage('stop' satisfies ImportReply);
      } else if (message.type === 'batch') {
        keep(message.events, options).then(() => {
          imported += message.events.length;
          worker.postMessage('next' satisfies ImportReply);
        }, reject);
      } else if (message.type === 'failed') {
        reject(new HumanError(message.message));
      } else {
        const { found, skipped, told } = message;
        resolve({ imported, found, skipped, told });
      }
    });
  }).finally(() => worker.terminate());
}
