import assert from 'node:assert/strict';
import { announcementOf, firstAttempts } from '../../../../src/host/events/arrivals.ts';
import { EngineClient } from '../../../../src/host/engine/engineClient.ts';
import { english, FakePort, summary } from '../fakes.ts';
import type { EventSummary } from '../../../../src/protocol/summary.ts';

const valid: EventSummary = {
  ...summary,
  id: 1,
  verdict: 'valid',
  outcome: 'success',
  title: 'backup success',
};
const failed: EventSummary = { ...valid, id: 2, outcome: 'failure', title: 'backup error' };
const invalid: EventSummary = { ...valid, id: 3, verdict: 'invalid' };
const noSecret: EventSummary = { ...valid, id: 4, verdict: 'noSecret' };

const announce = (
  known: readonly EventSummary[],
  level: 'none' | 'invalid' | 'failuresAndInvalid' | 'all',
  count = known.length,
  firsts: ReadonlyMap<number, number> = new Map(),
) => announcementOf({ count, known, firsts }, level, english);

describe('A notification', () => {
  it('comes for what the setting names', () => {
    const levels = ['none', 'invalid', 'failuresAndInvalid', 'all'] as const;
    const told = [valid, failed, invalid, noSecret].map((event) =>
      levels.filter((level) => announce([event], level) !== null),
    );
    assert.deepEqual(told, [
      ['all'],
      ['failuresAndInvalid', 'all'],
      ['invalid', 'failuresAndInvalid', 'all'],
      ['all'],
    ]);
  });

  it('names one event, and leads to it', () => {
    assert.deepEqual(announce([{ ...failed, title: 'backup error: Billing DB' }], 'failuresAndInvalid'), {
      text: 'Backup failed: Billing DB',
      isWarning: true,
      eventId: 2,
    });
    assert.equal(announce([invalid], 'failuresAndInvalid')?.text, 'Invalid: backup success');
    assert.deepEqual(announce([valid], 'all'), { text: 'backup success', isWarning: false, eventId: 1 });
  });

  it('says of a failure which event reports it, and that nothing proves who did', () => {
    const charge = { ...failed, provider: 'stripe', title: 'charge.failed: ch_1' };
    assert.equal(announce([charge], 'failuresAndInvalid')?.text, 'Failed: charge.failed: ch_1');
    assert.equal(
      announce([{ ...failed, title: 'backup error: DB' }, charge], 'failuresAndInvalid')?.text,
      'Failed: backup error: DB, charge.failed: ch_1',
    );
    const unproven: EventSummary = {
      ...failed,
      verdict: 'noSecret',
      title: `backup error: ${'x'.repeat(80)}`,
    };
    assert.match(
      announce([unproven], 'failuresAndInvalid')?.text ?? '',
      /^Backup failed: x+… \(not verified\)$/,
    );
  });

  it('is one for many, which names what failed', () => {
    const of = (name: string, id: number): EventSummary => ({
      ...failed,
      id,
      title: `backup error: ${name}`,
    });
    const two = [of('Billing DB', 5), of('Customer uploads', 6), of('Billing DB', 7)];
    const told = announce([...two, valid], 'failuresAndInvalid');
    assert.equal(told?.text, '2 backups failed: Billing DB, Customer uploads');
    assert.equal(told.eventId, null);
    const many = Array.from({ length: 9 }, (_, index) => of(`DB ${index}`, index + 1));
    assert.equal(announce(many, 'failuresAndInvalid')?.text, '9 backups failed: DB 0, DB 1, DB 2, 6 more');
    assert.equal(
      announce([...two, invalid, { ...invalid, id: 9, title: 'push: main' }], 'failuresAndInvalid')?.text,
      '2 backups failed: Billing DB, Customer uploads. 2 webhooks not valid: backup success, push: main',
    );
    assert.equal(announce([valid, valid], 'all')?.text, '2 requests arrived');
  });

  it('counts webhooks, not their attempts, and all of them', async () => {
    const of = (id: number): EventSummary => ({ ...invalid, id, title: `push: ${Math.min(id, 7)}` });
    const events = [8, 7, 6, 5, 4, 3, 2, 1].map(of);
    const told = announce(events, 'failuresAndInvalid')?.text;
    assert.equal(told, '8 webhooks not valid: push: 7, push: 6, push: 5, 4 more');
    const retried = new Map(events.map(({ id }) => [id, id > 6 ? 6 : id]));
    const { text, eventId } = announce(events, 'failuresAndInvalid', 8, retried) ?? {};
    assert.equal(text, '6 webhooks not valid: push: 7, push: 5, push: 4, 3 more');
    assert.equal(eventId, null);
    const one = announce([of(8), of(7)], 'failuresAndInvalid', 2, retried);
    assert.deepEqual([one?.text, one?.eventId], ['Invalid: push: 7', 8]);
    const attempts: Readonly<Record<number, number[]>> = { 8: [6, 8], 7: [] };
    const port = new FakePort().answer('attemptIds', (params) => attempts[(params as { id: number }).id]);
    const engine = new EngineClient({
      start: () => port,
      prepare: () => Promise.resolve(),
      onError: (error) => assert.fail(String(error)),
      t: english,
    });
    assert.deepEqual(
      await firstAttempts([of(8), of(7)], engine),
      new Map([
        [8, 6],
        [7, 7],
      ]),
    );
  });

  it('counts only what it knows: more may have arrived', () => {
    const told = (events: readonly EventSummary[]) => announce(events, 'failuresAndInvalid', 500)?.text;
    const db = { ...failed, title: 'backup error: DB' };
    assert.equal(told([db, valid]), 'Backups failed, among them: DB');
    assert.equal(told([invalid, valid]), 'Webhooks not valid, among them: backup success');
  });

  it('believes no failure that a wrong signature reports, and leaves out what no provider is known of', () => {
    const forged = { ...failed, verdict: 'invalid' } as const;
    assert.equal(announce([forged], 'failuresAndInvalid')?.text, 'Invalid: backup error');
    assert.equal(announce([{ ...invalid, provider: null }], 'failuresAndInvalid'), null);
    assert.equal(announce([{ ...valid, verdict: 'refused', provider: null }], 'failuresAndInvalid'), null);
  });

  it('makes no link of a title', () => {
    const title = '[x](command:workbench.action.quit)';
    assert.doesNotMatch(announce([{ ...valid, title }], 'all')?.text ?? '', /\]\(/);
  });
});
