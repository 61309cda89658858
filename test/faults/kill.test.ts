import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Agent, request } from 'node:http';
import { EventStore } from '../../src/engine/store/eventStore.ts';
import { isLong } from '../support/long.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { bundleVariable, engineFile } from './engineBundle.ts';

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

/** Kills in one store: it stays below the events that are kept. */
const killsOfStore = 15;
const stores = isLong ? 20 : 1;
/** Requests between two kills: another number each time, so that the kill comes at another moment of a commit. */
const [fewest, most] = [50, 400] as const;

/** Starts the engine, sends until it is killed in the middle of that; gives the numbers answered 200. */
async function killedRound(folder: string, numbers: { last: number }): Promise<number[]> {
  const env = { ...process.env, [bundleVariable]: engineFile() };
  const child = fork(join(import.meta.dirname, 'killed.ts'), [folder], { env });
  const [port] = (await once(child, 'message')) as [number];
  const end = numbers.last + randomInt(fewest, most);
  const next = (): number => {
    numbers.last += 1;
    if (numbers.last === end) {
      child.kill('SIGKILL');
    }
    return numbers.last;
  };
  const answered = await Promise.all(Array.from({ length: 16 }, () => postUntilGone(port, next)));
  return answered.flat();
}

describe('kill -9 in the middle of a burst', function () {
  const scratch = scratchFolder();
  this.timeout(isLong ? 0 : this.timeout());

  for (let store = 1; store <= stores; store += 1) {
    it(`loses nothing that was answered 200, and stores nothing twice (${store} of ${stores})`, async () => {
      const numbers = { last: 0 };
      const answered: number[] = [];
      for (let kill = 0; kill < killsOfStore; kill += 1) {
        answered.push(...(await killedRound(scratch.path, numbers)));
      }
      assert.ok(answered.length > killsOfStore, `${answered.length} were answered`);

      const file = join(scratch.path, 'events.sqlite');
      const store = new EventStore(file, {
        committed: () => undefined,
        noticed: (notice) => assert.fail(JSON.stringify(notice)),
      });
      const paths = store.page(20_000, null).events.map(({ path }) => Number(path.slice(1)));
      store.close();
      const stored = new Set(paths);
      assert.equal(stored.size, paths.length);
      assert.deepEqual(
        answered.filter((number) => !stored.has(number)),
        [],
      );
    });
  }
});
