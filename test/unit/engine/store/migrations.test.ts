import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { migrate, migrations, NewerVersionError } from '../../../../src/engine/store/migrations.ts';

const versionOf = (db: DatabaseSync): unknown => db.prepare('PRAGMA user_version').get()?.['user_version'];
const first = 'CREATE TABLE a (x INTEGER)';
const second = 'ALTER TABLE a ADD COLUMN y TEXT';

describe('migrate', () => {
  let db: DatabaseSync;
  beforeEach(() => {
    db = new DatabaseSync(':memory:');
  });
  afterEach(() => db.close());

  it('makes a new database', () => {
    migrate(db);
    assert.equal(versionOf(db), migrations.length);
    migrate(db);
    assert.equal(versionOf(db), migrations.length);
  });

  it('takes an older one on from where it is, with what it holds', () => {
    migrate(db, [first]);
    db.exec('INSERT INTO a VALUES (7)');
    migrate(db, [first, second]);
    assert.deepEqual({ ...db.prepare('SELECT * FROM a').get() }, { x: 7, y: null });
  });

  it('leaves the version where a step fails, and the step undone', () => {
    assert.throws(() => migrate(db, [first, `${second}; SELECT nothing FROM nowhere`]));
    assert.equal(versionOf(db), 1);
    migrate(db, [first, second]);
    assert.equal(versionOf(db), 2);
  });

  it('refuses a newer one', () => {
    db.exec('PRAGMA user_version = 3');
    assert.throws(() => migrate(db, [first, second]), NewerVersionError);
  });
});
