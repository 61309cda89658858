import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { EngineMessage } from '../../../../src/protocol/engine.ts';
import { News } from '../../../../src/engine/port/news.ts';
import { newEvent } from '../store/events.ts';

describe('The news of the engine', () => {
  let told: EngineMessage[];
  let news: News;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    told = [];
    news = new News((message) => told.push(message));
  });
  afterEach(() => mock.timers.reset());

  const captured = (...ids: readonly number[]): void =>
    news.captured(ids.map((id) => ({ ...newEvent(), id })));
  const counts = (): readonly unknown[] =>
    told.map((message) => message.type === 'captured' && [message.count, message.newest.map(({ id }) => id)]);

  it('of many events come in one message each tenth of a second, with the newest twenty', () => {
    for (let id = 1; id <= 1000; id += 1) {
      captured(id);
    }
    mock.timers.tick(99);
    assert.deepEqual(told, []);
    mock.timers.tick(1);
    const newest = Array.from({ length: 20 }, (_, index) => 1000 - index);
    assert.deepEqual(counts(), [[1000, newest]]);

    captured(1001);
    mock.timers.tick(99);
    captured(1002);
    assert.equal(told.length, 1);
    mock.timers.tick(1);
    assert.deepEqual(counts().at(-1), [2, [1002, 1001]]);
    mock.timers.tick(1000);
    assert.equal(told.length, 2);
  });

  it('come at once where somebody waits for them, and not again', () => {
    captured(1, 2);
    news.flush();
    assert.deepEqual(counts(), [[2, [2, 1]]]);
    mock.timers.tick(1000);
    assert.equal(told.length, 1);
  });

  it('name the events that changed, once each, and say of very many that it may be any', () => {
    news.changed([1, 2], false);
    news.changed([2, 3], true);
    mock.timers.tick(100);
    news.changed(
      Array.from({ length: 1001 }, (_, id) => id),
      false,
    );
    mock.timers.tick(100);
    assert.deepEqual(told, [
      { type: 'eventsChanged', ids: [1, 2, 3], gone: true },
      { type: 'eventsChanged', ids: null, gone: false },
    ]);
  });
});
