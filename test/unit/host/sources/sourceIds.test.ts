import assert from 'node:assert/strict';
import { idOfSource } from '../../../../src/protocol/secretKeys.ts';
import { withRenamed, withSource } from '../../../../src/host/sources/sourceEdits.ts';
import { knownOf, readKnown, withIds, type KnownSource } from '../../../../src/host/sources/sourceIds.ts';
import { readSources } from '../../../../src/host/sources/sourceSettings.ts';

/** What each row is, as the settings are changed by hand from one to the next. */
function identities(...settings: readonly (readonly object[])[]): string[] {
  let known: readonly KnownSource[] = [];
  let ids: string[] = [];
  for (const rows of settings) {
    const { sources, problems } = readSources(rows);
    assert.deepEqual(problems, []);
    const now = withIds(sources, known);
    ids = now.map(idOfSource);
    known = readKnown(JSON.parse(JSON.stringify(knownOf(now, known))));
  }
  return ids;
}

const shop = { name: 'Shop', path: '/shop', provider: 'stripe' };
const acme = { name: 'Acme', path: '/acme', provider: 'github' };

describe('The identity of a source', () => {
  it('is the name of a row without an id, and that is not written twice', () => {
    assert.deepEqual(identities([shop, acme]), ['Shop', 'Acme']);
    assert.equal('id' in (withIds(readSources([shop]).sources, [])[0] ?? {}), false);
  });

  it('stays when a row is renamed by hand, once, twice and among others', () => {
    const renamed = { ...shop, name: 'Shop EU' };
    assert.deepEqual(identities([shop, acme], [renamed, acme]), ['Shop', 'Acme']);
    assert.deepEqual(identities([shop, acme], [acme, renamed]), ['Acme', 'Shop']);
    assert.deepEqual(identities([shop], [renamed], [{ ...shop, name: 'EU' }]), ['Shop']);
    const both = [renamed, { ...acme, name: 'Acme 2' }];
    assert.deepEqual(identities([shop, acme], both), ['Shop', 'Acme']);
  });

  it('goes with the path where two rows swap their names, and with the name where they swap their paths', () => {
    const names = [
      { ...shop, name: 'Acme' },
      { ...acme, name: 'Shop' },
    ];
    assert.deepEqual(identities([shop, acme], names), ['Shop', 'Acme']);
    const paths = [
      { ...shop, path: '/acme' },
      { ...acme, path: '/shop' },
    ];
    assert.deepEqual(identities([shop, acme], paths), ['Shop', 'Acme']);
    assert.deepEqual(identities([shop, acme], [acme, shop]), ['Acme', 'Shop']);
  });

  it('stays with a new path, and with anything where the row has an id', () => {
    assert.deepEqual(identities([shop], [{ ...shop, path: '/new' }]), ['Shop']);
    const own = { ...shop, id: 'one' };
    assert.deepEqual(identities([own, acme], [acme, { ...own, name: 'B', path: '/b' }]), ['Acme', 'one']);
  });

  it('is not given to another row at the same path while the old name is left', () => {
    const rows = [
      { ...shop, name: 'New' },
      { ...shop, path: '/old' },
    ];
    assert.deepEqual(identities([shop], rows), ['New', 'Shop']);
  });

  it('is given to nobody else: neither at the path of a row that went, nor under a name that is free again', () => {
    assert.deepEqual(identities([shop], [], [{ ...shop, name: 'Other' }]), ['Other']);
    const renamed = { ...shop, name: 'Shop EU' };
    assert.deepEqual(identities([shop], [renamed], [renamed, { name: 'Shop', path: '/2' }]), [
      'Shop',
      'Shop 2',
    ]);
  });

  it('comes back with a row that was away for a while', () => {
    const renamed = { ...shop, name: 'Shop EU' };
    assert.deepEqual(identities([shop], [renamed], [], [renamed]), ['Shop']);
    assert.deepEqual(identities([shop], [{ ...shop, enabled: false }], [renamed]), ['Shop']);
  });

  it('is told as twice there, and is that of the first', () => {
    const { sources, problems } = readSources([
      { ...shop, id: 'a' },
      { ...acme, id: 'a' },
      { name: 'C', path: '/c', id: 1 },
    ]);
    assert.deepEqual(
      sources.map(({ id }) => id),
      ['a', undefined, undefined],
    );
    assert.deepEqual(
      problems.map((problem) => [problem.name, 'code' in problem && problem.code]),
      [
        ['sources[1].id', 'sameId'],
        ['sources[2].id', 'badId'],
      ],
    );
  });

  it('is written with a new source and with a renaming', () => {
    const added = withSource([], { name: 'Shop', path: '/shop', provider: null, publicUrl: null });
    assert.deepEqual(added, [{ id: 'Shop', name: 'Shop', path: '/shop' }]);
    const renamed = withRenamed(added, 'Shop', { id: 'Shop', name: 'EU' });
    assert.deepEqual(renamed, [{ id: 'Shop', name: 'EU', path: '/shop' }]);
    const again = withSource(renamed, { name: 'Shop', path: '/2', provider: null, publicUrl: null });
    assert.deepEqual(again[1], { id: 'Shop 2', name: 'Shop', path: '/2' });
  });

  it('reads nothing of a memory that holds something else', () => {
    assert.deepEqual(readKnown({ a: 1 }), []);
    assert.deepEqual(readKnown([null, { id: 'a', name: 1, path: '/', provider: null }]), []);
  });
});
