import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { EngineClient } from '../../../src/host/engine/engineClient.ts';
import { Throttle } from '../../../src/host/shared/throttle.ts';
import { Unseen, type Memory } from '../../../src/host/events/unseen.ts';
import { english, FakePort } from './fakes.ts';

describe('A throttle', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('acts at once, then once in each interval, and never misses the last request', () => {
    let acted = 0;
    const throttle = new Throttle(
      () => (acted += 1),
      () => 250,
    );
    throttle.request();
    assert.equal(acted, 1);
    for (let index = 0; index < 1000; index += 1) {
      throttle.request();
    }
    assert.equal(acted, 1);
    mock.timers.tick(250);
    assert.equal(acted, 2);
    mock.timers.tick(1000);
    assert.equal(acted, 2);
    throttle.request();
    throttle.request();
    throttle.dispose();
    mock.timers.tick(1000);
    assert.equal(acted, 3);
  });
});

class FakeMemory implements Memory {
  readonly values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.values.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
    return Promise.resolve();
  }
}

describe('The count of unseen events', () => {
  const fail = (error: unknown): never => {
    throw error;
  };

  async function setUp(memory: FakeMemory, after = 0) {
    const port = new FakePort().answer('counts', () => ({ total: after, after, lastId: after }));
    const engine = new EngineClient({
      start: () => port,
      prepare: () => Promise.resolve(),
      onError: fail,
      t: english,
    });
    const unseen = new Unseen(memory, engine, fail);
    return { unseen, port, engine };
  }

  it('grows while nobody looks, ends when somebody does, and survives a reload', async () => {
    const memory = new FakeMemory();
    const { unseen, port, engine } = await setUp(memory, 1);
    await engine.call('counts', { afterId: 0 });
    port.say({ type: 'captured', count: 2, newest: [] });
    assert.equal(unseen.count, 2);
    assert.equal((await setUp(memory)).unseen.count, 2);
    unseen.setSeeing(true);
    unseen.seen(9);
    port.say({ type: 'captured', count: 5, newest: [] });
    assert.equal(unseen.count, 0);
    assert.equal((await setUp(memory)).unseen.count, 0);
  });

  it('is counted anew when events are gone', async () => {
    const memory = new FakeMemory();
    const { unseen, port, engine } = await setUp(memory, 1);
    await engine.call('counts', { afterId: 0 });
    port.say({ type: 'captured', count: 3, newest: [] });
    const changed = new Promise((resolve) => unseen.onDidChange(resolve));
    port.say({ type: 'eventsChanged', ids: [1, 2], gone: true });
    assert.equal(await changed, 1);
  });

  it('takes nothing from memory that is no count', async () => {
    const memory = new FakeMemory();
    memory.values.set('webhookDebugger.unseenEvents', 'many');
    assert.equal((await setUp(memory)).unseen.count, 0);
  });
});
