import assert from 'node:assert/strict';
import {
  eventIdOf,
  eventIdsOf,
  isFocusPreserved,
  providerOf,
  secretKeyOf,
  secretLabelOf,
  sourceOf,
} from '../../../../src/host/shared/arguments.ts';
import { summary } from '../fakes.ts';

describe('The arguments of commands', () => {
  const row = { kind: 'event', summary };

  it('name an event as a link, a row or an id', () => {
    assert.deepEqual([{ eventId: 3 }, row, 7].map(eventIdOf), [3, 12, 7]);
    assert.deepEqual(
      [undefined, null, {}, '3', -1, 1.5, { eventId: '3' }].map(eventIdOf),
      Array(7).fill(null),
    );
  });

  it('name the selected events where there are several', () => {
    assert.deepEqual(eventIdsOf(row, [row, { eventId: 3 }, { kind: 'older' }]), [12, 3]);
    assert.deepEqual(eventIdsOf(row, undefined), [12]);
    assert.deepEqual(eventIdsOf(undefined, undefined), []);
  });

  it('name a source and one of its secrets', () => {
    const argument = { source: 'Acme', key: 'source:Acme', secret: 'Secret 1' };
    assert.deepEqual(
      [sourceOf, secretKeyOf, secretLabelOf].map((read) => read(argument)),
      ['Acme', 'source:Acme', 'Secret 1'],
    );
    for (const odd of [undefined, null, 1, { source: 1, key: null, secret: {} }]) {
      assert.deepEqual(
        [sourceOf, secretKeyOf, secretLabelOf].map((read) => read(odd)),
        [null, null, null],
      );
    }
  });

  it('name a provider, or where the focus stays', () => {
    assert.deepEqual([{ provider: 'x' }, { provider: null }, 'x'].map(providerOf), ['x', null, null]);
    assert.deepEqual([{ preserveFocus: true }, {}, 1].map(isFocusPreserved), [true, false, false]);
  });
});
