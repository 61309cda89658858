import assert from 'node:assert/strict';
import { join } from 'node:path';
import { EventStore } from '../../../../src/engine/store/eventStore.ts';
import type { Source } from '../../../../src/protocol/engine.ts';
import { scratchFolder } from '../scratch.ts';
import { addAll, newEvent } from './events.ts';

const ignore = (): void => undefined;
const named = (name: string, id?: string): Source => ({
  ...(id === undefined ? {} : { id }),
  name,
  path: `/${name}`,
  provider: null,
  publicUrl: null,
});

describe('The names of sources in the store', () => {
  const scratch = scratchFolder();
  let store: EventStore;

  beforeEach(() => {
    store = new EventStore(join(scratch.path, 'events.sqlite'), { committed: ignore, noticed: ignore });
  });
  afterEach(() => store.close());

  const add = async (...sources: (string | null)[]): Promise<void> => {
    const { request, findings, answer } = newEvent();
    const events = sources.map((source) => ({
      request,
      findings: { ...findings, source, detection: { by: 'source', source: source ?? '' } as const },
      answer,
    }));
    await addAll(store, events);
  };
  /** Newest last. */
  const now = (): (string | null)[] =>
    store
      .page(10, null)
      .events.map(({ source }) => source)
      .reverse();

  it('follow a renaming, with why the provider is known, and leave all others', async () => {
    store.takeSourceNames([named('Shop'), named('Acme')]);
    await add('Shop', 'Acme', null, 'Gone');
    assert.equal(store.takeSourceNames([named('EU', 'Shop'), named('Acme')]), true);
    assert.deepEqual(now(), ['EU', 'Acme', null, 'Gone']);
    assert.deepEqual(store.event(1)?.findings.detection, { by: 'source', source: 'EU' });
    assert.equal(store.takeSourceNames([named('EU', 'Shop'), named('Acme')]), false);
    assert.deepEqual(
      new Set(store.tallies().map(({ source }) => source)),
      new Set(['EU', 'Acme', null, 'Gone']),
    );
  });

  it('follow two that take each other’s name, and a chain', async () => {
    store.takeSourceNames([named('A'), named('B'), named('C')]);
    await add('A', 'B', 'C');
    store.takeSourceNames([named('B', 'A'), named('C', 'B'), named('A', 'C')]);
    assert.deepEqual(now(), ['B', 'C', 'A']);
  });

  it('follow one that was renamed before its id was known here', async () => {
    await add('Shop');
    assert.equal(store.takeSourceNames([named('EU', 'Shop')]), true);
    assert.deepEqual(now(), ['EU']);
  });

  it('do not follow where the events of another source are called so', async () => {
    store.takeSourceNames([named('Shop', 'Shop 2')]);
    await add('Shop');
    assert.equal(store.takeSourceNames([named('EU', 'Shop'), named('Shop', 'Shop 2')]), false);
    assert.deepEqual(now(), ['Shop']);
  });

  it('are taken while a source is away, too', async () => {
    store.takeSourceNames([named('Shop')]);
    await add('Shop');
    store.takeSourceNames([]);
    store.takeSourceNames([named('EU', 'Shop')]);
    assert.deepEqual(now(), ['EU']);
  });
});
