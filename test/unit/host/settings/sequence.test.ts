import assert from 'node:assert/strict';
import {
  stepsOf,
  withMoved,
  withoutStep,
  withStatuses,
  withSteps,
} from '../../../../src/host/settings/sequence.ts';

describe('The sequence of a response', () => {
  const slow = { status: 500, delaySeconds: 2 };
  const answer = { sequence: [slow, 'timeOut', 200], repeat: true, invalid: 401 };
  const row = { name: 'Shop', answer };
  const withSequence = (...sequence: readonly unknown[]) => ({ ...row, answer: { ...answer, sequence } });

  it('keeps what a response has beside its status where that stays', () => {
    assert.deepEqual(withStatuses(row, [500, 404, 200]), withSequence(slow, 404, 200));
    assert.deepEqual(withStatuses(row, [500]), withSequence(slow));
    assert.deepEqual(withStatuses(row, [200, 500]), withSequence(200, 500));
    assert.deepEqual(withStatuses(row, [500, 'timeOut', 200, 200]), withSequence(slow, 'timeOut', 200, 200));
  });

  it('is rearranged', () => {
    assert.deepEqual(withMoved(row, 0, 1), withSequence('timeOut', slow, 200));
    assert.deepEqual(withMoved(row, 2, 1), withSequence(slow, 200, 'timeOut'));
    assert.deepEqual(withoutStep(row, 1), withSequence(slow, 200));
  });

  it('goes with its last response, and what is for invalid signatures stays', () => {
    assert.deepEqual(withSteps(row, []), { name: 'Shop', answer: { invalid: 401 } });
    assert.deepEqual(withSteps({ name: 'Shop', answer: { sequence: [200] } }, []), { name: 'Shop' });
  });

  it('takes the place of a single response', () => {
    const single = { name: 'Shop', answer: { status: 500, body: 'no', invalid: 401 } };
    assert.deepEqual(stepsOf(single), []);
    assert.deepEqual(withStatuses(single, [500, 200])['answer'], { sequence: [500, 200], invalid: 401 });
  });
});
