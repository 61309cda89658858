import assert from 'node:assert/strict';
import { pauseBetween } from '../../../../src/engine/sender/pauses.ts';

describe('the pause between two events', () => {
  it('is what was asked for, and none before the first', () => {
    assert.equal(pauseBetween(undefined, 5000, 1000), 0);
    assert.equal(pauseBetween(1000, 5000, 1000), 1000);
    assert.equal(pauseBetween(1000, 5000, 0), 0);
  });

  it('is the gap between their arrivals, at most half a minute, and none where the clock went back', () => {
    assert.equal(pauseBetween(undefined, 5000, 'asTheyCame'), 0);
    assert.equal(pauseBetween(1000, 5000, 'asTheyCame'), 4000);
    assert.equal(pauseBetween(1000, 500_000, 'asTheyCame'), 30_000);
    assert.equal(pauseBetween(5000, 1000, 'asTheyCame'), 0);
    assert.equal(pauseBetween(5000, undefined, 'asTheyCame'), 0);
  });
});
