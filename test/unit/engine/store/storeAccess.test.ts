import assert from 'node:assert/strict';
import { join } from 'node:path';
import { StoreAccess } from '../../../../src/engine/store/storeAccess.ts';
import { scratchFolder } from '../scratch.ts';
import type { Work } from '../../../../src/engine/store/transaction.ts';

describe('a store that fails', () => {
  const scratch = scratchFolder();
  let told: string[];
  let access: StoreAccess;

  beforeEach(() => {
    told = [];
    access = new StoreAccess(join(scratch.path, 'events.sqlite'), {
      noticed: ({ kind }) => void told.push(kind),
      warned: assert.fail,
      replaced: assert.fail,
    });
    access.run(() => 1, 'store');
    told.length = 0;
  });
  afterEach(() => access.close());

  const works = (does: Work): void => {
    access.run(() => 1, does);
  };
  const fails = (does: Work): void => {
    const full = Object.assign(new Error('database or disk is full'), {
      code: 'ERR_SQLITE_ERROR',
      errcode: 13,
    });
    assert.throws(
      () =>
        access.run(() => {
          throw full;
        }, does),
      /full/,
    );
  };

  it('to write works again once an event is stored, whatever is read or changed before', () => {
    for (let round = 0; round < 3; round += 1) {
      fails('store');
      works('read');
      works('write');
    }
    assert.deepEqual(told, ['failing']);
    works('store');
    assert.deepEqual(told, ['failing', 'recovered']);
  });

  it('to change something is no better for what can be read', () => {
    fails('write');
    works('read');
    fails('store');
    assert.deepEqual(told, ['failing']);
    works('store');
    assert.deepEqual(told, ['failing', 'recovered']);
  });

  it('to read says so to whom wanted to read: senders get what they got', () => {
    fails('read');
    works('read');
    works('store');
    assert.deepEqual(told, []);
  });
});
