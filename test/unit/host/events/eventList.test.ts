import assert from 'node:assert/strict';
import type { Attempt, ListedEvent } from '../../../../src/protocol/attempts.ts';
import type { EngineCaller } from '../../../../src/host/engine/engineClient.ts';
import { EventList } from '../../../../src/host/events/eventList.ts';
import { attemptRowsOf, olderText, rowsOf, type EventsRow } from '../../../../src/host/events/eventRows.ts';
import { attemptRowText } from '../../../../src/host/events/eventRowText.ts';
import { EngineSession } from '../../../../src/host/engine/engineSession.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { detail, english, FakePort, summary } from '../fakes.ts';
import type { EventSummary } from '../../../../src/protocol/summary.ts';

/** A row of an event that was never tried again. */
const alone = (event: EventSummary): ListedEvent => ({
  summary: event,
  delivery: event.id,
  attempts: 1,
  differs: false,
});

/** A store of events 1 to `last` without those that are gone. */
class FakeStore {
  last: number;
  readonly gone = new Set<number>();
  constructor(last: number) {
    this.last = last;
  }

  get events(): EventSummary[] {
    const ids = Array.from({ length: this.last }, (_, index) => this.last - index);
    return ids.filter((id) => !this.gone.has(id)).map((id) => ({ ...summary, id }));
  }

  engine(): EngineCaller {
    const port = new FakePort();
    port.answer('listDeliveries', (params) => {
      const { limit } = params as { limit: number };
      return { events: this.events.slice(0, limit).map(alone), total: this.events.length };
    });
    port.answer('getEvent', (params) => {
      const own = this.events.find(({ id }) => id === (params as { id: number }).id);
      return own === undefined ? null : { ...detail, summary: own };
    });
    return new EngineSession(port, {
      onNews: () => undefined,
      onEnd: () => undefined,
      endError: (call) => new Error(call),
    });
  }
}

function shape(rows: readonly EventsRow[]): string {
  const words = rows.map((row) => {
    switch (row.kind) {
      case 'event':
        return String(row.summary.id);
      case 'attempt':
        return `${row.parent.summary.id}/${row.summary.id}`;
      case 'older':
        return `+${row.hidden}`;
      case 'unreadable':
        return '?';
    }
  });
  return words.length < 6 ? words.join(' ') : [words[0], '...', ...words.slice(-3)].join(' ');
}

describe('The list of events', () => {
  it('shows a page, and says how many more there are', async () => {
    const list = new EventList(new FakeStore(10_000).engine());
    assert.equal(shape(rowsOf(await list.load())), '10000 ... 9902 9901 +9900');
    list.showOlder();
    assert.equal(shape(rowsOf(await list.load())), '10000 ... 9802 9801 +9800');
  });

  it('shows all of a few, and nothing of nothing', async () => {
    assert.equal(shape(rowsOf(await new EventList(new FakeStore(3).engine()).load())), '3 2 1');
    assert.equal(shape(rowsOf(await new EventList(new FakeStore(0).engine()).load())), '');
  });

  it('keeps the selected event when newer ones push it off the page', async () => {
    const store = new FakeStore(100);
    const list = new EventList(store.engine());
    list.keep(60);
    assert.equal(shape(rowsOf(await list.load())), '100 ... 3 2 1');
    store.last = 10_000;
    assert.equal(shape(rowsOf(await list.load())), '10000 ... 9901 +9899 60');
    store.gone.add(60);
    assert.equal(shape(rowsOf(await list.load())), '10000 ... 9902 9901 +9899');
    list.keep(null);
    assert.equal(shape(rowsOf(await list.load())), '10000 ... 9902 9901 +9899');
  });
});

describe('The attempts in the list of events', () => {
  const attempt = (id: number, number: number): Attempt => ({
    summary: { ...summary, id, receivedAt: summary.receivedAt + 1000 * id },
    delivery: 3,
    number,
    senderNumber: null,
    status: 500,
    bodyDiffers: number === 2,
    keepsSignature: false,
  });
  const attempts = [attempt(3, 1), attempt(5, 2), attempt(8, 3)];
  const row = { summary: { ...summary, id: 8 }, delivery: 3, attempts: 3, differs: true };

  /** A store of one page with the attempts at its top, or below it. */
  function list(newest: readonly ListedEvent[]): EventList {
    const port = new FakePort();
    port.answer('listDeliveries', () => ({ events: newest, total: 500 }));
    const attemptOf = (params: unknown): Attempt | undefined =>
      attempts.find((one) => one.summary.id === (params as { id: number }).id);
    port.answer('attempts', (params) => (attemptOf(params) === undefined ? [] : attempts));
    port.answer('getEvent', (params) => {
      const own = attemptOf(params);
      return own === undefined ? null : { ...detail, summary: own.summary, attempts };
    });
    return new EventList(
      new EngineSession(port, {
        onNews: () => undefined,
        onEnd: () => undefined,
        endError: (call) => new Error(call),
      }),
    );
  }

  it('stand below the row of the last one, the last first', async () => {
    const own = list([row]);
    const [first] = rowsOf(await own.load());
    assert.ok(first?.kind === 'event');
    const rows = attemptRowsOf(first, await own.attempts(first));
    assert.equal(shape(rows), '8/8 8/5 8/3');
    assert.deepEqual(
      rows.map(({ before }) => before?.number ?? null),
      [2, 1, null],
    );
  });

  it('are found in their row, and nowhere else', async () => {
    const own = list([row, alone({ ...summary, id: 4 })]);
    await own.load();
    const place = await own.placeOf(5);
    assert.deepEqual([place?.row.summary.id, place?.attempt?.number], [8, 2]);
    assert.equal((await own.placeOf(8))?.attempt, null);
    assert.equal(await own.placeOf(7), null);
  });

  it('keep their row when it is selected and off the page, whichever of them was', async () => {
    const own = list([alone({ ...summary, id: 90 })]);
    own.keep(5);
    assert.equal(shape(rowsOf(await own.load())), '90 +498 8');
    const shown = list([row]);
    shown.keep(3);
    assert.equal(shape(rowsOf(await shown.load())), '8 +499', 'its row is there already');
  });

  it('say number, answer and pause, with the verdict first and what tells them apart behind the time', () => {
    const times = new Times('en', () => summary.receivedAt);
    const rows = attemptRowsOf({ kind: 'event', ...row }, [...attempts].reverse());
    const [, second] = rows.map((one) => attemptRowText(one, { times, t: english }));
    assert.equal(second?.label, 'Attempt 2');
    assert.equal(second.description, '500 · +2 s · body differs · Invalid · 12:02:36');
    assert.equal(
      second.accessibleLabel,
      'Invalid: backup error: Acme Database, POST /hooks/backups, 12:02:36, Attempt 2, responded 500, +2 s, body differs',
    );
  });
});

describe('The row below the list', () => {
  it('counts what is hidden in readable figures', () => {
    assert.equal(olderText(9900, 'en', english), 'Show older events (9,900 more)');
  });
});
