import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { answers } from '../../../../src/engine/capture/answers.ts';
import { openDatabase } from '../../../../src/engine/store/database.ts';
import { EventStore } from '../../../../src/engine/store/eventStore.ts';
import type { Findings } from '../../../../src/engine/store/storedEvent.ts';
import { StorageError } from '../../../../src/engine/store/storageError.ts';
import type { StoredEvent } from '../../../../src/engine/store/storedEvent.ts';
import type { StorageNotice } from '../../../../src/protocol/storage.ts';
import { until } from '../../../tools/wait.ts';
import { scratchFolder } from '../scratch.ts';
import { addAll, capturedRequest, newEvent } from './events.ts';

describe('EventStore', () => {
  const scratch = scratchFolder();
  let notices: StorageNotice[];
  let commits: (readonly StoredEvent[])[];
  let store: EventStore;

  const file = (): string => join(scratch.path, 'store', 'events.sqlite');
  const open = (): EventStore => {
    return new EventStore(file(), {
      committed: (events) => void commits.push(events),
      noticed: (notice) => void notices.push(notice),
    });
  };

  beforeEach(() => {
    notices = [];
    commits = [];
    store = open();
  });
  afterEach(() => store.close());

  const add = async (count: number): Promise<number[]> => {
    const stored = await addAll(
      store,
      Array.from({ length: count }, () => newEvent()),
    );
    return stored.map((event) => ('id' in event ? event.id : assert.fail(event)));
  };

  it('gives back every byte of what it was given, after it was opened again', async () => {
    const [stored] = await addAll(store, [newEvent({ rawTrailers: ['X-Sum', '1'], complete: false })]);
    assert.ok(stored !== undefined && 'id' in stored);
    store.close();
    store = open();
    const event = store.event(stored.id);
    assert.deepEqual(event?.request, {
      ...capturedRequest({ rawTrailers: ['X-Sum', '1'], complete: false }),
      body: Uint8Array.from([0, 1, 2, 0xff, 0xfe]),
    });
    assert.equal(event.answer, answers.stored);
    assert.deepEqual(event.findings, newEvent().findings);
  });

  it('is a write-ahead log that is synchronised with every commit', () => {
    store.count();
    const db = openDatabase(file());
    assert.equal(db.prepare('PRAGMA journal_mode').get()?.['journal_mode'], 'wal');
    assert.equal(db.prepare('PRAGMA synchronous').get()?.['synchronous'], 2);
    db.close();
  });

  it('commits what arrives in a turn at once', async () => {
    await add(50);
    assert.deepEqual(
      commits.map(({ length }) => length),
      [50],
    );
  });

  it('commits what comes in the turns after it together with it', async () => {
    const first = add(1);
    // After the look that the first event scheduled: a connection that was accepted meanwhile is read now.
    const second = new Promise((resolve) => setImmediate(() => resolve(add(1))));
    await Promise.all([first, second]);
    assert.deepEqual(
      commits.map(({ length }) => length),
      [2],
    );
  });

  it('cuts a turn of large bodies into several commits, and keeps the log under 64 MB', async () => {
    const body = Buffer.alloc(4 * 1024 * 1024, 1);
    let largest = 0;
    for (let round = 0; round < 4; round += 1) {
      await addAll(
        store,
        Array.from({ length: 10 }, () => newEvent({ body })),
      );
      largest = Math.max(largest, statSync(`${file()}-wal`).size);
    }
    assert.ok(commits.every(({ length }) => length <= 2));
    assert.ok(largest < 64 * 1024 * 1024, `${largest} bytes`);
  });

  it('lists the newest first, in pages', async () => {
    const ids = await add(5);
    const first = store.page(2, null);
    assert.deepEqual(
      first.events.map(({ id }) => id),
      [ids[4], ids[3]],
    );
    assert.equal(first.total, 5);
    assert.deepEqual(
      store.page(2, ids[3] ?? 0).events.map(({ id }) => id),
      [ids[2], ids[1]],
    );
    assert.equal(first.events[0]?.path, '/hooks/backups');
  });

  it('never uses an id twice, not even of events that were deleted', async () => {
    const [first = 0, second = 0] = await add(2);
    store.delete([first, second]);
    store.clear();
    store.close();
    store = open();
    const [third = 0] = await add(1);
    assert.ok(third > second);
  });

  it('gives the disk space of cleared events back', async () => {
    await addAll(
      store,
      Array.from({ length: 10 }, () => newEvent({ body: Buffer.alloc(1024 * 1024, 1) })),
    );
    store.clear();
    store.close();
    assert.ok(statSync(file()).size < 1024 * 1024);
  });

  it('counts, also what another process has stored', async () => {
    const [first = 0] = await add(3);
    assert.deepEqual(store.counts(first), { total: 3, after: 2, lastId: first + 2 });
    const other = open();
    const [theirs] = await addAll(other, [newEvent()]);
    other.close();
    assert.equal(store.count(), 4);
    const [ours = 0] = await add(1);
    assert.ok(theirs !== undefined && 'id' in theirs && ours > theirs.id);
    store.clear();
    assert.equal(store.count(), 0);
  });

  it('reads a part of a body, and knows the events next to one', async () => {
    const [first = 0, second = 0, third = 0] = await add(3);
    assert.deepEqual(store.body(second, 3, 10), Uint8Array.from([0xff, 0xfe]));
    assert.equal(store.body(999, 0, 10).length, 0);
    assert.deepEqual(store.neighbours(second), { newer: third, older: first });
    assert.deepEqual(store.neighbours(third), { newer: null, older: second });
  });

  it('changes what is said of an event and nothing else', async () => {
    const [id = 0] = await add(1);
    const before = store.event(id);
    assert.ok(before !== undefined);
    const findings: Findings = {
      provider: 'github',
      source: 'Acme',
      detection: { by: 'chosen' },
      verdict: 'invalid',
      reason: { code: 'unrecognised' },
      title: 'push: main',
      outcome: 'unknown',
    };
    store.setFindings([{ id, findings }]);
    assert.deepEqual(store.event(id), { ...before, findings });
  });

  it('counts the verdicts of each source and provider', async () => {
    const tally = { source: null, provider: 'simplebackups', verdict: 'noSecret' } as const;
    assert.deepEqual(store.tallies(), []);
    const [id = 0] = await add(3);
    assert.deepEqual(store.tallies(), [{ ...tally, count: 3 }]);
    const event = store.event(id);
    assert.ok(event !== undefined);
    store.setFindings([{ id, findings: { ...event.findings, source: 'Acme', verdict: 'valid' } }]);
    const valid = { source: 'Acme', provider: 'simplebackups', verdict: 'valid', count: 1 };
    assert.deepEqual(store.tallies(), [{ ...tally, count: 2 }, valid]);
    const other = open();
    await addAll(other, [newEvent()]);
    other.close();
    assert.deepEqual(store.tallies(), [{ ...tally, count: 3 }, valid]);
    store.clear();
    assert.deepEqual(store.tallies(), []);
  });

  it('deletes the oldest, also where ids are missing', async () => {
    const ids = await add(6);
    store.delete([ids[1] ?? 0]);
    assert.equal(store.deleteOldest(2), 2);
    assert.deepEqual(
      store.page(10, null).events.map(({ id }) => id),
      [ids[5], ids[4], ids[3]],
    );
    assert.equal(store.deleteOldest(10), 3);
  });

  it('keeps nothing of where an event was sent that went meanwhile', async () => {
    const [kept = 0, gone = 0] = await add(2);
    store.delete([gone]);
    const note = { target: 'http://localhost/', why: { code: 'stopped' } } as const;
    store.deliveries.addAll([
      { event: gone, note },
      { event: kept, note },
    ]);
    assert.deepEqual([store.deliveries.noteOf(kept), store.deliveries.noteOf(gone)], [note, null]);
  });

  describe('with a file that it cannot use', () => {
    const asideOf = (): string[] =>
      readdirSync(join(scratch.path, 'store')).filter((name) =>
        /events\.sqlite\.(?!history)[a-z]/i.test(name),
      );

    it('sets a corrupt one aside, says where, and stores in a new one', async () => {
      mkdirSync(join(scratch.path, 'store'));
      writeFileSync(file(), 'this is no database, but it is somebody\u2019s');
      assert.equal((await add(1)).length, 1);
      await until('a notice', () => notices.length > 0);
      assert.equal(notices[0]?.kind === 'setAside' && notices[0].why, 'corrupt');
      const [aside = ''] = asideOf();
      assert.match(readFileSync(join(scratch.path, 'store', aside), 'utf8'), /somebody/);
    });

    it('sets one aside that goes bad while it is open', async () => {
      await add(200);
      store.close();
      const bytes = readFileSync(file());
      writeFileSync(file(), bytes.fill(0x5a, 4096));
      store = open();
      assert.equal((await add(1)).length, 1);
      await until('a notice', () => notices.length > 0);
      assert.equal(notices[0]?.kind === 'setAside' && notices[0].why, 'corrupt');
    });

    it('sets one of a newer version aside, untouched', async () => {
      await add(1);
      store.close();
      const db = new DatabaseSync(file());
      db.exec('PRAGMA user_version = 99');
      db.close();
      store = open();
      await add(1);
      const [notice] = notices;
      assert.ok(notice?.kind === 'setAside');
      assert.equal(notice.why, 'newerVersion');
      const aside = new DatabaseSync(notice.movedTo, { readOnly: true });
      assert.equal(aside.prepare('SELECT COUNT(*) AS count FROM events').get()?.['count'], 1);
      aside.close();
    });

    it('tells once that nothing can be stored, and that it works again', async () => {
      writeFileSync(join(scratch.path, 'store'), 'a file where the folder should be');
      const failed = await addAll(store, [newEvent(), newEvent()]);
      assert.ok(failed.every((result) => result instanceof StorageError));
      assert.deepEqual(
        notices.map(({ kind }) => kind),
        ['failing'],
      );
      assert.throws(() => store.page(1, null), StorageError);
      assert.deepEqual(
        notices.map(({ kind }) => kind),
        ['failing'],
      );
    });
  });
});
