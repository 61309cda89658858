import assert from 'node:assert/strict';
import { Session, type NodeWorker } from 'node:inspector';
import { promisify } from 'node:util';

const engineName = 'webhook-debugger';

type Attached = NodeWorker.AttachedToWorkerEventDataType;

/** The newest engine among the threads that a session is told of. */
async function engineOf(session: Session): Promise<Attached> {
  const attached: Attached[] = [];
  session.on('NodeWorker.attachedToWorker', ({ params }) => attached.push(params));
  await promisify((done: (error: Error | null) => void) =>
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, done),
  )();
  const engine = attached.findLast(({ workerInfo }) => workerInfo.title.includes(engineName));
  assert.ok(engine, `no engine among ${JSON.stringify(attached)}`);
  return engine;
}

/** Has the engine of this extension host run code in its own thread, as a debugger does; does not wait for its end. */
export async function inEngine(code: string): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    const { sessionId } = await engineOf(session);
    // The code runs in a turn of its own: what it throws, nobody catches.
    const expression = `setTimeout(() => { ${code} }, 0); 'begun'`;
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
    const begun = new Promise<void>((resolve) => {
      session.on('NodeWorker.receivedMessageFromWorker', ({ params }) => {
        if (params.message.includes('begun')) {
          resolve();
        }
      });
    });
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    await begun;
  } finally {
    session.disconnect();
  }
}
