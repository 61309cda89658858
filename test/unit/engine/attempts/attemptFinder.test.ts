import assert from 'node:assert/strict';
import { join } from 'node:path';
import { mock } from 'node:test';
import { AttemptFinder } from '../../../../src/engine/attempts/attemptFinder.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { News } from '../../../../src/engine/port/news.ts';
import { EventStore } from '../../../../src/engine/store/eventStore.ts';
import type { StoredEvent } from '../../../../src/engine/store/storedEvent.ts';
import { usualSettings } from '../../../faults/engineUnderTest.ts';
import { scratchFolder } from '../scratch.ts';
import { addAll, newEvent } from '../store/events.ts';

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what is found to be an attempt', () => {
  const scratch = scratchFolder();
  const errors: string[] = [];
  let store: EventStore;
  let finder: AttemptFinder;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    errors.length = 0;
    store = new EventStore(join(scratch.path, 'events.sqlite'), {
      committed: () => undefined,
      noticed: () => undefined,
    });
    const knowledge = new Knowledge(usualSettings, {});
    finder = new AttemptFinder({
      store,
      news: new News(() => undefined),
      knowledge: () => knowledge,
      onError: (text) => errors.push(text),
    });
  });
  afterEach(() => {
    finder.dispose();
    store.close();
    mock.timers.reset();
  });

  async function arrive(id: string): Promise<void> {
    for (const stored of await addAll(store, [newEvent()])) {
      finder.arrived(stored as StoredEvent, id);
    }
    await nextTurn();
    await nextTurn();
  }

  /** As while another window holds the file for longer than a write waits. */
  function holdStore(): () => void {
    const { attempts } = store;
    const link = attempts.link.bind(attempts);
    attempts.link = () => {
      throw new Error('database is locked');
    };
    return () => {
      attempts.link = link;
    };
  }

  it('is kept a while later where the store could not be written, without another event', async () => {
    await arrive('a');
    const release = holdStore();
    await arrive('a');
    mock.timers.tick(1000);
    await nextTurn();
    assert.deepEqual(errors, ['Attempts: database is locked', 'Attempts: database is locked']);
    assert.deepEqual(store.attempts.with(2), []);
    release();
    mock.timers.tick(1999);
    await nextTurn();
    assert.deepEqual(store.attempts.with(2), [], 'the second pause is longer');
    mock.timers.tick(1);
    await nextTurn();
    assert.deepEqual(
      store.attempts.with(2).map(({ summary, number }) => [summary.id, number]),
      [
        [1, 1],
        [2, 2],
      ],
    );
  });

  it('is kept with the next event where that comes before', async () => {
    await arrive('a');
    const release = holdStore();
    await arrive('a');
    release();
    await arrive('a');
    assert.deepEqual(
      store.attempts.with(2).map(({ summary, number }) => [summary.id, number]),
      [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    );
  });
});
