import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pageSql, type AttemptLink } from '../../../../src/engine/store/attempts.ts';
import { EventStore } from '../../../../src/engine/store/eventStore.ts';
import { migrate, migrations } from '../../../../src/engine/store/migrations.ts';
import { insertSql, insertValues } from '../../../../src/engine/store/storedEvent.ts';
import { scratchFolder } from '../scratch.ts';
import { addAll, newEvent } from './events.ts';

const link = (event: number, delivery: number, number: number, bodyDiffers = false): AttemptLink => ({
  event,
  delivery,
  number,
  senderNumber: null,
  bodyDiffers,
  keepsSignature: false,
});

describe('The attempts of a store', () => {
  const scratch = scratchFolder();
  let store: EventStore;
  const open = (): EventStore =>
    new EventStore(join(scratch.path, 'events.sqlite'), {
      committed: () => undefined,
      noticed: ({ kind }) => assert.fail(kind),
    });
  beforeEach(() => {
    store = open();
  });
  afterEach(() => store.close());

  const fill = (count: number): Promise<unknown> =>
    addAll(
      store,
      Array.from({ length: count }, () => newEvent()),
    );
  const listed = (limit = 100, before: number | null = null): readonly (readonly [number, number])[] =>
    store.attempts
      .page(limit, before, store.count())
      .events.map(({ summary, attempts }) => [summary.id, attempts]);
  const total = (): number => store.attempts.page(1, null, store.count()).total;

  it('are listed with the last response of the app that they were sent to, none where they were never sent', async () => {
    await fill(4);
    const sent = { kind: 'replay', at: 1, target: 'http://localhost:3000/', request: null } as const;
    const answer = { status: 500, headers: [], body: new Uint8Array(0), size: 0 };
    store.deliveries.add(1, { ...sent, milliseconds: 9, answer: { ...answer, status: 200 }, failure: null });
    store.deliveries.add(1, { ...sent, milliseconds: 3.9, answer, failure: null });
    const failure = { code: 'ECONNREFUSED', detail: '' };
    store.deliveries.addAll([
      { event: 2, delivery: { ...sent, milliseconds: 1, answer: null, failure } },
      { event: 3, note: { target: sent.target, why: { code: 'browser' } } },
    ]);
    const responses = store.attempts
      .page(10, null, store.count())
      .events.map(({ summary }) => summary.response);
    assert.deepEqual(responses, [
      undefined,
      undefined,
      { status: null, failure: 'ECONNREFUSED', milliseconds: 1 },
      { status: 500, failure: null, milliseconds: 3.9 },
    ]);
  });

  it('are one row, where the last stands, and count as one', async () => {
    await fill(6);
    store.attempts.link([link(2, 2, 1), link(3, 2, 2), link(5, 2, 3)]);
    assert.deepEqual(listed(), [
      [6, 1],
      [5, 3],
      [4, 1],
      [1, 1],
    ]);
    assert.equal(total(), 4);
    assert.deepEqual(
      store.attempts.with(3).map(({ summary, number }) => [summary.id, number]),
      [
        [2, 1],
        [3, 2],
        [5, 3],
      ],
    );
    assert.deepEqual(store.attempts.with(4), []);
  });

  it('are paged as any other row', async () => {
    await fill(6);
    store.attempts.link([link(1, 1, 1), link(5, 1, 2)]);
    assert.deepEqual(listed(2), [
      [6, 1],
      [5, 2],
    ]);
    assert.deepEqual(listed(9, 5), [
      [4, 1],
      [3, 1],
      [2, 1],
    ]);
  });

  it('say that one of them has another body', async () => {
    await fill(2);
    store.attempts.link([link(1, 1, 1), link(2, 1, 2, true)]);
    const [row] = store.attempts.page(1, null, 2).events;
    assert.deepEqual([row?.delivery, row?.differs], [1, true]);
  });

  it('are linked once, and never to what is gone', async () => {
    await fill(2);
    store.attempts.link([link(1, 1, 1), link(2, 1, 2), link(2, 2, 1), link(9, 1, 3)]);
    assert.deepEqual(store.attempts.idsWith(1), [1, 2]);
    assert.deepEqual(store.attempts.linkOf(2), { delivery: 1, number: 2 });
    assert.equal(store.attempts.linkOf(9), undefined);
  });

  it('show the one before when the last is deleted, and go with the oldest events', async () => {
    await fill(4);
    store.attempts.link([link(1, 1, 1), link(2, 1, 2), link(4, 1, 3)]);
    store.delete([4]);
    assert.deepEqual(listed(), [
      [3, 1],
      [2, 2],
    ]);
    store.deleteOldest(1);
    assert.deepEqual(listed(), [
      [3, 1],
      [2, 1],
    ]);
    assert.equal(store.attempts.with(2)[0]?.number, 2, 'it is still the second attempt');
    store.clear();
    assert.deepEqual([listed(), total()], [[], 0]);
  });

  it('leave their delivery with another provider or source, and where they had a body of their own', async () => {
    await fill(4);
    store.attempts.link([link(1, 1, 1), link(2, 1, 2), link(3, 1, 3, true), link(4, 1, 4)]);
    const { findings } = newEvent();
    store.setFindings([
      { id: 1, findings: { ...findings, verdict: 'valid' } },
      { id: 2, findings: { ...findings, provider: 'stripe' } },
      { id: 3, findings: { ...findings, verdict: 'invalid' } },
    ]);
    assert.deepEqual(listed(), [
      [4, 2],
      [3, 1],
      [2, 1],
    ]);
  });

  it('of ten thousand are listed by keys alone', async () => {
    await fill(300);
    store.attempts.link(
      Array.from({ length: 200 }, (_, at) => link(at + 1, 1 + 10 * Math.floor(at / 10), 1 + (at % 10))),
    );
    store.close();
    const db = new DatabaseSync(join(scratch.path, 'events.sqlite'));
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${pageSql}`).all(1e9, 100);
    db.close();
    store = open();
    const steps = plan.map(({ detail }) => String(detail));
    assert.deepEqual(
      steps.filter((step) => /^SCAN (?!json_each)|TEMP B-TREE/.test(step)),
      [],
      steps.join('\n'),
    );
  });

  it('of a database of before are none, and its events stay', () => {
    store.close();
    const file = join(scratch.path, 'events.sqlite');
    const older = new DatabaseSync(join(scratch.path, 'older.sqlite'));
    migrate(older, migrations.slice(0, 3));
    older.prepare(insertSql).run(...insertValues(7, newEvent()));
    older.exec(`VACUUM INTO '${file}.3'`);
    older.close();
    const db = new DatabaseSync(`${file}.3`);
    db.exec('PRAGMA user_version = 3');
    migrate(db);
    assert.deepEqual({ ...db.prepare('SELECT id FROM events').get() }, { id: 7 });
    assert.deepEqual({ ...db.prepare('SELECT COUNT(*) AS count FROM attempts').get() }, { count: 0 });
    db.close();
    store = open();
  });
});
