import assert from 'node:assert/strict';
import { replaySummary, resigningProblem } from '../../../../src/host/replay/replayText.ts';
import { english } from '../fakes.ts';
import { validEvent } from './samples.ts';

const answered = (id: number, status: number | null) => ({ id, status, problem: '' });

describe('What came of several replays', () => {
  it('is how many were answered with success', () => {
    assert.deepEqual(replaySummary([answered(1, 200), answered(2, 204)], 2, english), {
      text: '2 of 2 events got a success (2xx).',
      firstFailed: null,
    });
  });

  it('is which failed first, and how', () => {
    const outcomes = [answered(1, 200), answered(2, 302), answered(3, null)];
    const { text, firstFailed } = replaySummary(outcomes, 3, english);
    assert.equal(text, '1 of 3 events got a success (2xx). 2 failed, the first: responded 302.');
    assert.equal(firstFailed, 2);
    assert.match(replaySummary([answered(7, null)], 1, english).text, /the first: no response\.$/);
    const gone = { id: 8, status: null, problem: 'The event is no longer stored' };
    assert.match(replaySummary([gone], 1, english).text, /the first: The event is no longer stored\.$/);
  });

  it('is how many were not sent where it was cancelled', () => {
    const { text } = replaySummary([answered(1, 200)], 5, english);
    assert.equal(text, '1 of 5 events got a success (2xx). Cancelled, not sent: 4.');
  });
});

describe('Why an event cannot be signed anew', () => {
  it('is told with what to do', () => {
    const problemOf = (
      signing: 'possible' | 'privateKey' | 'noSecret' | 'unsigned',
      providerName: string | null,
    ) => resigningProblem(validEvent([], { signing, providerName }), english);
    assert.equal(problemOf('possible', 'Stripe'), '');
    assert.match(
      problemOf('noSecret', 'Stripe'),
      /is saved for Stripe: set the one that your app verifies with/,
    );
    assert.match(problemOf('privateKey', 'PayPal'), /^Only PayPal has the key/);
    assert.match(problemOf('unsigned', null), /Check as Provider/);
    assert.match(problemOf('unsigned', 'Plain'), /^Plain does not sign/);
  });
});
