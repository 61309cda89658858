import assert from 'node:assert/strict';
import { RecentDeliveries } from '../../../../src/engine/attempts/recentDeliveries.ts';

const hour = 3_600_000;
const id = (text: string) => ({ by: 'id', text }) as const;
const content = (text: string) => ({ by: 'content', text }) as const;
const known = { delivery: 1, number: 1, at: 0 };

describe('Recent deliveries', () => {
  it('are known by their id for days, by their content for hours', () => {
    const recent = new RecentDeliveries();
    recent.remember(id('a'), known);
    recent.remember(content('a'), { ...known, delivery: 2 });
    assert.equal(recent.at(id('a'), 7 * 24 * hour)?.delivery, 1);
    assert.equal(recent.at(id('a'), 7 * 24 * hour + 1), undefined);
    assert.equal(recent.at(content('a'), 20 * hour)?.delivery, 2);
    assert.equal(recent.at(content('a'), 24 * hour), undefined);
  });

  it('ask for no content where none is known', () => {
    const recent = new RecentDeliveries();
    recent.remember(id('a'), known);
    assert.equal(recent.hasContents, false);
    recent.remember(content('a'), known);
    assert.equal(recent.hasContents, true);
    recent.forget(content('a'));
    assert.equal(recent.hasContents, false);
  });

  it('are so many that they fit in memory: the oldest goes, and what is tried again is young again', () => {
    const recent = new RecentDeliveries();
    for (let at = 0; at < 10_000; at += 1) {
      recent.remember(id(String(at)), known);
    }
    recent.remember(id('0'), known);
    recent.remember(id('another'), known);
    assert.deepEqual(
      ['0', '1', '2', 'another'].map((text) => recent.at(id(text), 0) !== undefined),
      [true, false, true, true],
    );
  });
});
