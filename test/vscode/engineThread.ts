import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { Session, type NodeWorker } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../tools/wait.ts';

const engineName = 'webhook-debugger';

type Attached = NodeWorker.AttachedToWorkerEventDataType;

/** The number in a thread's title, "[worker 3] webhook-debugger": a later thread has a higher one. */
function numberOf({ workerInfo }: Attached): number {
  return Number(/^\[worker (\d+)\]/.exec(workerInfo.title)?.[1]);
}

/** The newest engine among the threads that a session is told of, in no order; one that has just ended may be there. */
async function engineOf(session: Session): Promise<Attached> {
  const attached: Attached[] = [];
  session.on('NodeWorker.attachedToWorker', ({ params }) => attached.push(params));
  await promisify((done: (error: Error | null) => void) =>
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, done),
  )();
  const engines = attached.filter(({ workerInfo }) => workerInfo.title.endsWith(engineName));
  const engine = engines.sort((one, other) => numberOf(other) - numberOf(one))[0];
  assert.ok(engine, `no engine among ${JSON.stringify(attached)}`);
  return engine;
}

/**
 * Has the engine of this extension host run code in its own thread, as a debugger does. Resolves as that
 * begins, with when it did, in milliseconds since the epoch.
 */
export async function inEngine(code: string): Promise<number> {
  const sign = join(tmpdir(), `webhook-debugger-test-${randomUUID()}`);
  const session = new Session();
  session.connect();
  try {
    const { sessionId } = await engineOf(session);
    // The code runs in a turn of its own: what it throws, nobody catches.
    const begin = `process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(sign)}, String(Date.now()))`;
    const expression = `setTimeout(() => { ${begin}; ${code} }, 0)`;
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    return await until('the code has begun', () => existsSync(sign) && Number(readFileSync(sign, 'utf8')));
  } finally {
    session.disconnect();
    rmSync(sign, { force: true });
  }
}
