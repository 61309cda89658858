import assert from 'node:assert/strict';
import { CommitQueue } from '../../../../src/engine/store/commitQueue.ts';
import type { DatabaseAccess } from '../../../../src/engine/store/transaction.ts';
import { StorageError } from '../../../../src/engine/store/storageError.ts';
import type { StoredEvent } from '../../../../src/engine/store/storedEvent.ts';
import { newEvent } from './events.ts';

/** As SQLite says it. */
const locked = (): StorageError =>
  new StorageError(Object.assign(new Error('database is locked'), { errcode: 5 }));

describe('Events that find the database locked', () => {
  it('are tried again in later turns, and nobody is told where the lock ends', async () => {
    const event = newEvent({});
    let tries = 0;
    const refused: StorageError[] = [];
    const access: DatabaseAccess = {
      run: <T>() => {
        tries += 1;
        if (tries < 4) {
          throw locked();
        }
        return [{ id: 7, ...event }] as T;
      },
      refused: (error) => refused.push(error),
    };
    const committed: StoredEvent[] = [];
    const queue = new CommitQueue(access, (events) => committed.push(...events));
    const result = await new Promise<StoredEvent | Error>((done) => queue.add(event, done));
    assert.ok(!(result instanceof Error), String(result));
    assert.deepEqual([result.id, tries, committed.length, refused], [7, 4, 1, []]);
  });

  it('are refused where the store is closed meanwhile', async () => {
    const refused: StorageError[] = [];
    const access: DatabaseAccess = {
      run: () => {
        throw locked();
      },
      refused: (error) => refused.push(error),
    };
    const queue = new CommitQueue(access, () => assert.fail('nothing is committed'));
    const result = new Promise<StoredEvent | Error>((done) => queue.add(newEvent({}), done));
    queue.close();
    assert.ok((await result) instanceof StorageError);
    assert.equal(refused.length, 1);
  });
});
