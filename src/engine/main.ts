import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { HumanError, messageOf } from '../common/errors.ts';
import type { EngineCallName, EngineCalls, EngineMessage, EngineRequest } from '../protocol/engine.ts';
import { beatInterval, type EngineStart, type Heartbeat } from '../protocol/engineStart.ts';
import { runAside, type AsideStart } from './aside/asideWorker.ts';
import type { Job } from './diagnosis/job.ts';
import { runJob } from './diagnosis/runJob.ts';
import { Engine } from './engine.ts';
import { runImport, type ImportJob } from './export/importJob.ts';
import { StorageError } from './store/storageError.ts';
import { whenFree } from './store/whenFree.ts';

function failure(id: number, error: unknown): EngineMessage {
  if (error instanceof StorageError) {
    return {
      type: 'error',
      id,
      message: `The event store cannot be used: ${error.message}.`,
      forPerson: true,
    };
  }
  const forPerson = error instanceof HumanError;
  const message = forPerson || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message);
  return { type: 'error', id, message, forPerson };
}

/** What only reads is read again as long as another program locks the database even for that. */
const reads: ReadonlySet<EngineCallName> = new Set<EngineCallName>([
  'attemptIds',
  'attempts',
  'counts',
  'getEvent',
  'listDeliveries',
  'listEvents',
  'neighbours',
  'readBody',
  'tallies',
]);

async function resultOf<N extends EngineCallName>(
  { handlers }: Engine,
  call: N,
  params: EngineCalls[N]['params'],
): Promise<EngineCalls[N]['result']> {
  return reads.has(call) ? whenFree(() => handlers[call](params)) : handlers[call](params);
}

async function answer<N extends EngineCallName>(
  engine: Engine,
  { id, call, params }: EngineRequest<N>,
): Promise<EngineMessage> {
  try {
    return { type: 'answer', id, result: await resultOf(engine, call, params) };
  } catch (error) {
    return failure(id, error);
  }
}

/** Shows the host that the event loop turns. */
function beat(heartbeat: Heartbeat): void {
  const mark = (): void => void Atomics.store(heartbeat, 0, BigInt(Date.now()));
  mark();
  setInterval(mark, beatInterval).unref();
}

/** The memory that is given away with a message instead of copied: that of bytes which nobody else has. */
function given(message: EngineMessage): ArrayBuffer[] {
  const result = message.type === 'answer' ? message.result : undefined;
  const isOwn =
    result instanceof Uint8Array &&
    result.buffer instanceof ArrayBuffer &&
    result.byteLength === result.buffer.byteLength;
  return isOwn && result.byteLength > 0 ? [result.buffer as ArrayBuffer] : [];
}

function serve(start: EngineStart, port: MessagePort): void {
  if (start.heartbeat !== undefined) {
    beat(start.heartbeat);
  }
  const engine = new Engine(start, (message) => port.postMessage(message));
  port.on('message', (request: EngineRequest) => {
    void answer(engine, request).then((message) => {
      port.postMessage(message, given(message));
      if (request.call === 'close') {
        port.close();
      }
    });
  });
}

/** One file for every kind of worker: the package holds the table of providers once. */
const start = workerData as EngineStart | Job | ImportJob | AsideStart;
if (parentPort !== null) {
  if ('kind' in start && start.kind === 'aside') {
    runAside(parentPort);
  } else if ('kind' in start && start.kind === 'import') {
    void runImport(start, parentPort);
  } else if ('kind' in start) {
    runJob(start, parentPort);
  } else {
    serve(start, parentPort);
  }
}
