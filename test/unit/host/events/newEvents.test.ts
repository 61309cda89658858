import assert from 'node:assert/strict';
import { NewEvents } from '../../../../src/host/events/newEvents.ts';

describe('New events', () => {
  it('are those that came after what was seen before, until they are read', () => {
    const events = new NewEvents(4);
    const fresh = (): readonly number[] => [3, 4, 5, 6, 7].filter((id) => events.isNew({ id }));
    assert.deepEqual(fresh(), [5, 6, 7]);
    events.read([6, 3]);
    assert.deepEqual(fresh(), [5, 7]);
    events.read([5, 6, 7]);
    assert.deepEqual(fresh(), []);
    assert.equal(events.isNew({ id: 8 }), true);
  });

  it('are none that a file had', () => {
    assert.equal(new NewEvents(0).isNew({ id: 1, imported: true }), false);
  });
});
