import assert from 'node:assert/strict';
import type { EventSummary } from '../../../src/protocol/event.ts';
import { announcementOf } from '../../../src/host/arrivals.ts';
import { english, summary } from './fakes.ts';

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
) => announcementOf({ count, known }, level, english);

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
    assert.deepEqual(announce([failed], 'all'), {
      text: 'Valid: backup error',
      isWarning: true,
      eventId: 2,
    });
    assert.equal(announce([valid], 'all')?.isWarning, false);
  });

  it('names the one that is wanted of several', () => {
    const told = announce([valid, invalid], 'invalid');
    assert.equal(told?.eventId, invalid.id);
    assert.equal(announce([valid, invalid], 'all')?.eventId, null);
  });

  it('is one for many', () => {
    assert.equal(
      announce([valid, failed, invalid], 'all')?.text,
      '3 webhooks arrived, 1 not valid, 1 failed',
    );
    assert.equal(announce([valid, valid], 'all')?.text, '2 webhooks arrived');
    assert.equal(
      announce([invalid, valid], 'invalid', 500)?.text,
      '500 webhooks arrived, at least 1 not valid',
    );
  });

  it('makes no link of a title', () => {
    const title = '[x](command:workbench.action.quit)';
    assert.doesNotMatch(announce([{ ...valid, title }], 'all')?.text ?? '', /\]\(/);
  });
});
