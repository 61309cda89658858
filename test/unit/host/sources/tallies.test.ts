import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { EngineClient } from '../../../../src/host/engine/engineClient.ts';
import { Tallies } from '../../../../src/host/sources/tallies.ts';
import type { Tally } from '../../../../src/protocol/engine.ts';
import { english, FakePort } from '../fakes.ts';

function setUp() {
  const fail = (error: unknown): never => {
    throw error;
  };
  let counted: readonly Tally[] = [{ source: null, provider: 'stripe', verdict: 'valid', count: 1 }];
  const port = new FakePort().answer('tallies', () => structuredClone(counted));
  const engine = new EngineClient({
    start: () => port,
    prepare: () => Promise.resolve(),
    onError: fail,
    t: english,
  });
  const tallies = new Tallies(engine, fail);
  const changes: (readonly Tally[])[] = [];
  tallies.onDidChange((now) => changes.push(now));
  const capture = async (): Promise<void> => {
    await engine.call('tallies', null);
    port.say({ type: 'captured', count: 1, newest: [] });
  };
  const count = (to: readonly Tally[]): void => void (counted = to);
  return { tallies, changes, port, capture, count };
}

/** Lets what is answered at once arrive. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('The counts of the sources', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('are not asked for while nobody looks, and are as soon as somebody does', async () => {
    const { tallies, changes, port, capture } = setUp();
    await capture();
    assert.equal(port.calls.length, 1, 'the test’s own');
    tallies.watch(true);
    await settle();
    assert.equal(port.calls.length, 2);
    assert.deepEqual(tallies.current, [{ source: null, provider: 'stripe', verdict: 'valid', count: 1 }]);
    assert.equal(changes.length, 1);
    tallies.dispose();
  });

  it('are asked for once for all news of a moment, and are no news where they are the same', async () => {
    const { tallies, changes, port, count } = setUp();
    tallies.watch(true);
    await settle();
    for (let more = 0; more < 20; more += 1) {
      port.say({ type: 'captured', count: 1, newest: [] });
    }
    await settle();
    assert.equal(port.calls.length, 1);
    assert.equal(changes.length, 1);
    count([]);
    mock.timers.tick(500);
    await settle();
    assert.equal(port.calls.length, 2);
    assert.equal(changes.length, 2);
    assert.deepEqual(tallies.current, []);
    tallies.dispose();
  });

  it('are asked for when somebody looks again, and say nothing where they are counted again and are the same', async () => {
    const { tallies, changes, port } = setUp();
    tallies.watch(true);
    await settle();
    tallies.watch(false);
    port.say({ type: 'eventsChanged', ids: null, gone: false });
    mock.timers.tick(500);
    await settle();
    assert.equal(port.calls.length, 1);
    tallies.watch(true);
    await settle();
    assert.equal(port.calls.length, 2);
    assert.equal(changes.length, 1);
    tallies.dispose();
  });
});
