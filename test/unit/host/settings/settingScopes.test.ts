import assert from 'node:assert/strict';
import { readSources } from '../../../../src/host/sources/sourceSettings.ts';
import { mergeList, withScopes } from '../../../../src/host/settings/settingScopes.ts';
import { scopeOf } from '../../../../src/host/settings/settingScope.ts';

const names = (value: unknown): readonly string[] => readSources(value).sources.map(({ name }) => name);

describe('A list setting over the workspace and the user', () => {
  it('has the rows of both, those of the workspace first', () => {
    const merged = mergeList('sources', {
      workspace: [{ name: 'Shop', path: '/shop' }],
      user: [{ name: 'Backups', path: '/backups' }],
    });
    assert.deepEqual(names(merged.value), ['Shop', 'Backups']);
    assert.deepEqual(merged.places, [
      { scope: 'workspace', index: 0 },
      { scope: 'user', index: 0 },
    ]);
  });

  it('prefers the row of the workspace where name or path are the same, without a complaint', () => {
    const user = [
      { name: 'Shop', path: '/old' },
      { name: 'Payments', path: '/shop/' },
      { name: 'Backups', path: '/backups' },
    ];
    const { value, places } = mergeList('sources', { workspace: [{ name: 'Shop', path: '/shop' }], user });
    assert.deepEqual(names(value), ['Shop', 'Backups']);
    assert.deepEqual(readSources(value).problems, []);
    assert.deepEqual(places[1], { scope: 'user', index: 2 });
  });

  it('takes a path from nobody where a row is disabled, and the name in any case', () => {
    const off = { name: 'Shop', path: '/shop', enabled: false };
    const user = [
      { name: 'Payments', path: '/shop' },
      { name: 'Shop', path: '/' },
    ];
    const { value } = mergeList('sources', { workspace: [off], user });
    assert.deepEqual(names(value), ['Shop', 'Payments']);
  });

  it('tells channels by their name and providers by their id', () => {
    const rows = { workspace: [{ name: 'A', id: 'one' }], user: [{ name: 'A', id: 'two' }] };
    assert.equal(mergeList('channels', rows).places.length, 1);
    assert.equal(mergeList('customProviders', rows).places.length, 2);
    const same = { workspace: [{ name: 'A', id: 'one' }], user: [{ name: 'B', id: 'one' }] };
    assert.equal(mergeList('customProviders', same).places.length, 1);
  });

  it('is what one scope has where the other has none, and names a scope that holds no list', () => {
    const rows = [{ name: 'Shop', path: '/shop' }];
    assert.deepEqual(mergeList('sources', { workspace: undefined, user: rows }).value, rows);
    assert.deepEqual(mergeList('sources', { workspace: rows, user: null }).notLists, []);
    const mixed = mergeList('sources', { workspace: {}, user: rows });
    assert.deepEqual([mixed.value, mixed.notLists], [rows, ['workspace']]);
    assert.equal(mergeList('sources', { workspace: undefined, user: 'x' }).value, 'x');
    assert.equal(mergeList('sources', { workspace: undefined, user: undefined }).value, undefined);
  });

  it('says where each row stands', () => {
    const merged = mergeList('sources', {
      workspace: [{ name: 'Shop', path: '/shop' }],
      user: [{ name: 'Backups', path: '/backups' }],
    });
    const rows = withScopes(readSources(merged.value).sources, merged);
    assert.deepEqual(rows.map(scopeOf), ['workspace', 'user']);
  });
});
