import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventStore } from '../../../../src/engine/store/eventStore.ts';
import { Retention } from '../../../../src/engine/store/retention.ts';
import type { RetentionLimits } from '../../../../src/protocol/retention.ts';
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
  const retained = (limits: RetentionLimits, condition: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const file = join(scratch.path, 'retention.json');
      writeFileSync(file, JSON.stringify({ inForce: limits, declined: null }));
      const retention = new Retention({
        ...{ store, limits, file },
        onDeleted: () => {
          if (condition()) {
            retention.dispose();
            resolve();
          }
        },
        onQuestion: () => reject(new Error('asked')),
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

describe('The room that limits leave', () => {
  const scratch = scratchFolder();

  it('is said in events: exactly where they are too many, about where they are too large', async () => {
    const ignore = (): void => undefined;
    const store = new EventStore(join(scratch.path, 'events.sqlite'), { committed: ignore, noticed: ignore });
    const sizes = [...Array<number>(10).fill(2), ...Array<number>(10).fill(0.5)];
    await addAll(
      store,
      sizes.map((megabytes) => newEvent({ body: Buffer.alloc(megabytes * 1024 * 1024, 1) })),
    );
    assert.deepEqual(store.beyond({ maxEvents: 20, maxMegabytes: 500 }), { events: 0, isEstimate: false });
    assert.deepEqual(store.beyond({ maxEvents: 3, maxMegabytes: 500 }), { events: 17, isEstimate: false });
    // 25 MiB in all: the ten small ones and two of the large ones fit into 10 MiB.
    assert.deepEqual(store.beyond({ maxEvents: 20, maxMegabytes: 10 }), { events: 8, isEstimate: true });
    assert.deepEqual(store.beyond({ maxEvents: 5, maxMegabytes: 10 }), { events: 15, isEstimate: false });
    store.close();
  });
});
