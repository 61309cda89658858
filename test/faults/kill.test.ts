import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Agent, request } from 'node:http';
import { EventStore } from '../../src/engine/store/eventStore.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';

/** Posts one after another on a connection of its own, until the listener is gone; gives the numbers answered 200. */
async function postUntilGone(port: number, next: () => number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const acknowledged: number[] = [];
  const post = (number: number): Promise<boolean> =>
    new Promise((resolve) => {
      const outgoing = request(
        { port, host: '127.0.0.1', method: 'POST', path: `/${number}`, agent },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode === 200));
          response.on('error', () => resolve(false));
        },
      );
      outgoing.on('error', () => resolve(false));
      outgoing.end(`{"number":${number}}`);
    });
  for (let number = next(); await post(number); number = next()) {
    acknowledged.push(number);
  }
  agent.destroy();
  return acknowledged;
}

describe('kill -9 in the middle of a burst', () => {
  const scratch = scratchFolder();

  it('loses nothing that was answered 200', async () => {
    const child = fork(join(import.meta.dirname, 'killed.ts'), [scratch.path]);
    const [port] = (await once(child, 'message')) as [number];
    let last = 0;
    const next = (): number => {
      last += 1;
      if (last === 1500) {
        child.kill('SIGKILL');
      }
      return last;
    };
    const answered = (await Promise.all(Array.from({ length: 16 }, () => postUntilGone(port, next)))).flat();
    assert.ok(answered.length > 1000, `${answered.length} were answered`);

    const store = new EventStore(join(scratch.path, 'events.sqlite'), {
      committed: () => undefined,
      noticed: (notice) => assert.fail(JSON.stringify(notice)),
    });
    const stored = new Set(store.page(5000, null).events.map(({ path }) => Number(path.slice(1))));
    store.close();
    assert.deepEqual(
      answered.filter((number) => !stored.has(number)),
      [],
    );
  });
});
