import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest } from './engineUnderTest.ts';
import { fill, noticesOf, post, seen, storeFile, stored } from './storeKit.ts';

describe('a store that another program locks', () => {
  const scratch = scratchFolder();
  let folder: string;
  let engine: EngineUnderTest;
  let other: DatabaseSync;

  beforeEach(async () => {
    folder = join(scratch.path, 'store');
    await fill(folder);
    other = new DatabaseSync(storeFile(folder));
  });
  afterEach(async () => {
    other.close();
    await engine.close();
  });

  const start = async (): Promise<void> => {
    engine = new EngineUnderTest(folder);
    await engine.listen();
  };

  it('answers 503 after a while, once told, and meanwhile shows what is stored', async () => {
    await start();
    other.exec('BEGIN EXCLUSIVE');
    let answered = 0;
    const posts = Promise.all(
      ['/a', '/b', '/c', '/d'].map(async (path) => {
        const status = await post(engine.port, path);
        answered += 1;
        return status;
      }),
    );
    // Reads do not queue behind what waits for the lock.
    for (let read = 0; read < 5; read += 1) {
      assert.equal((await engine.call('listEvents', { limit: 10, before: null })).total, stored);
    }
    assert.equal(answered, 0);
    assert.deepEqual(await posts, [503, 503, 503, 503]);
    assert.deepEqual(
      noticesOf(engine).map((notice) => notice.kind === 'failing' && notice.why),
      ['locked'],
    );
    other.exec('ROLLBACK');
    assert.equal(await post(engine.port, '/after'), 200);
    assert.deepEqual(
      noticesOf(engine).map(({ kind }) => kind),
      ['failing', 'recovered'],
    );
    assert.equal((await seen(engine)).total, stored + 1);
  });

  it('waits for a lock that is given back, and says nothing', async () => {
    await start();
    other.exec('BEGIN IMMEDIATE');
    const posts = Promise.all(['/a', '/b', '/c'].map((path) => post(engine.port, path)));
    const cleared = engine.call('deleteEvents', { ids: [1, 2] });
    for (let read = 0; read < 5; read += 1) {
      await engine.call('counts', { afterId: 0 });
    }
    other.exec('ROLLBACK');
    assert.deepEqual(await posts, [200, 200, 200]);
    await cleared;
    assert.equal((await seen(engine)).total, stored + 1);
    assert.deepEqual(noticesOf(engine), []);
  });

  it('can be opened while it is locked', async () => {
    other.exec('BEGIN IMMEDIATE');
    await start();
    assert.equal((await seen(engine)).total, stored);
    other.exec('ROLLBACK');
    assert.equal(await post(engine.port, '/'), 200);
    assert.deepEqual(noticesOf(engine), []);
  });
});
