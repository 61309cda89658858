import assert from 'node:assert/strict';
import { Backlog } from '../../../../src/engine/attempts/backlog.ts';
import { newEvent } from '../store/events.ts';

const fresh = (id: number) => ({ event: { id, ...newEvent() }, idempotencyId: null });

/** A store of events with these ids that counts how often it is asked. */
class FakeStore {
  asked = 0;
  readonly ids: number[];
  constructor(ids: number[]) {
    this.ids = ids;
  }
  readonly attempts = {
    worthReading: (after: number, _: number, limit: number): number[] => {
      this.asked += 1;
      return this.ids.filter((id) => id > after).slice(0, limit);
    },
  };
  counts(): { total: number; after: number; lastId: number } {
    return { total: this.ids.length, after: 0, lastId: this.ids.at(-1) ?? 0 };
  }
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** Looks at all there is; answers the ids, in order. */
function lookAt(backlog: Backlog, time = Infinity): number[] {
  const seen: number[] = [];
  let left = time;
  const look = (id: number): boolean => {
    seen.push(id);
    left -= 1;
    return left % time !== 0;
  };
  while (backlog.next(look));
  return seen;
}

describe('The events to look at', () => {
  it('begin with what was stored before the first one', () => {
    const backlog = new Backlog(new FakeStore(numbers(1, 1200)));
    backlog.add(fresh(1200));
    assert.deepEqual(lookAt(backlog), numbers(1, 1200));
  });

  it('are the last ten thousand of them', () => {
    const backlog = new Backlog(new FakeStore(numbers(1, 30_000)));
    backlog.add(fresh(30_000));
    assert.equal(lookAt(backlog)[0], 20_000);
  });

  it('are then what arrives: nobody is asked, and an ordinary event is passed over', () => {
    const store = new FakeStore([1, 2]);
    const backlog = new Backlog(store);
    assert.equal(backlog.passOver(2), false, 'those before it were not looked at');
    backlog.add(fresh(2));
    lookAt(backlog);
    const { asked } = store;
    assert.equal(backlog.passOver(3), true);
    [4, 5, 6].forEach((id) => backlog.add(fresh(id)));
    assert.equal(backlog.passOver(7), false, 'others wait before it');
    assert.deepEqual(lookAt(backlog), [4, 5, 6]);
    assert.equal(store.asked, asked);
  });

  it('are those of another window, too, as soon as a gap shows them', () => {
    const store = new FakeStore([1]);
    const backlog = new Backlog(store);
    backlog.add(fresh(1));
    lookAt(backlog);
    store.ids.push(2, 3, 4);
    assert.equal(backlog.passOver(4), false);
    backlog.add(fresh(4));
    assert.deepEqual(lookAt(backlog), [2, 3, 4]);
  });

  it('are none lost where a look has no more time', () => {
    const store = new FakeStore(numbers(1, 1100));
    const backlog = new Backlog(store);
    backlog.add(fresh(1100));
    assert.deepEqual(lookAt(backlog, 7), numbers(1, 1100));
    numbers(1101, 1150).forEach((id) => backlog.add(fresh(id)));
    assert.deepEqual(lookAt(backlog, 7), numbers(1101, 1150));
    store.ids.push(...numbers(1101, 1199));
    backlog.add(fresh(1200));
    assert.deepEqual(lookAt(backlog, 7), numbers(1151, 1200), 'those of another window');
  });

  it('are read again where more arrive than memory is given', () => {
    const store = new FakeStore([1]);
    const backlog = new Backlog(store);
    backlog.add(fresh(1));
    lookAt(backlog);
    store.ids.push(...numbers(2, 2000));
    numbers(2, 2000).forEach((id) => backlog.add(fresh(id)));
    assert.deepEqual(lookAt(backlog), numbers(2, 2000));
  });

  it('are kept in memory up to some bytes, however few they are', () => {
    const backlog = new Backlog(new FakeStore([]));
    const large = (id: number) => ({
      event: { id, ...newEvent({ body: Buffer.alloc(30 * 1024 * 1024) }) },
      idempotencyId: null,
    });
    [1, 2, 3].forEach((id) => backlog.add(large(id)));
    assert.deepEqual(
      [1, 2, 3].map((id) => backlog.fresh(id) !== undefined),
      [true, true, false],
    );
    lookAt(backlog);
    [4, 5].forEach((id) => backlog.add(large(id)));
    assert.ok(backlog.fresh(5), 'what was looked at gives its place');
  });

  it('are what is too large to be read again, as long as it is in memory', () => {
    const backlog = new Backlog(new FakeStore(numbers(1, 600)));
    backlog.add(fresh(601));
    assert.deepEqual(lookAt(backlog).slice(-2), [600, 601]);
  });
});
