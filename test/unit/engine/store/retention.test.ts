import assert from 'node:assert/strict';
import { join } from 'node:path';
import { EventStore } from '../../../../src/engine/store/eventStore.ts';
import { Retention } from '../../../../src/engine/store/retention.ts';
import { scratchFolder } from '../scratch.ts';
import { addAll, newEvent } from './events.ts';

describe('Retention', () => {
  const scratch = scratchFolder();
  let store: EventStore;

  beforeEach(() => {
    const ignore = (): void => undefined;
    store = new EventStore(join(scratch.path, 'events.sqlite'), { committed: ignore, noticed: ignore });
  });
  afterEach(() => store.close());

  /** Resolves when the condition holds after a chunk was deleted. */
  const retained = (
    limits: { maxEvents: number; maxMegabytes: number },
    condition: () => boolean,
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      const retention = new Retention(store, limits, {
        onDeleted: () => {
          if (condition()) {
            retention.dispose();
            resolve();
          }
        },
        onError: reject,
      });
      retention.schedule();
    });

  it('keeps the newest events of as many as are wanted', async () => {
    await addAll(
      store,
      Array.from({ length: 2500 }, () => newEvent()),
    );
    const newest = store.counts(0).lastId;
    await retained({ maxEvents: 100, maxMegabytes: 500 }, () => store.count() === 100);
    assert.equal(store.page(1, null).events[0]?.id, newest);
    assert.equal(store.idsAfter(0, 1)[0], newest - 99);
  });

  it('keeps to megabytes', async () => {
    const body = Buffer.alloc(1024 * 1024, 1);
    await addAll(
      store,
      Array.from({ length: 20 }, () => newEvent({ body })),
    );
    await retained({ maxEvents: 1000, maxMegabytes: 10 }, () => store.liveBytes() <= 10 * 1024 * 1024);
    assert.ok(store.count() >= 4);
  });
});
