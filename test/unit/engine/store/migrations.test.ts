import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { answers } from '../../../../src/engine/capture/answers.ts';
import { migrate, migrations, NewerVersionError } from '../../../../src/engine/store/migrations.ts';
import { eventOfRow } from '../../../../src/engine/store/storedEvent.ts';
import { Tallies } from '../../../../src/engine/store/tallies.ts';
import { scratchFolder } from '../scratch.ts';

const versionOf = (db: DatabaseSync): unknown => db.prepare('PRAGMA user_version').get()?.['user_version'];
const place = { header: 'SB-Signature' };
const first = 'CREATE TABLE a (x INTEGER)';
const second = 'ALTER TABLE a ADD COLUMN y TEXT';

describe('migrate', () => {
  const scratch = scratchFolder();
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

  it('takes no step that another window takes at the same time', () => {
    const file = join(scratch.path, 'events.sqlite');
    const [one, other] = [new DatabaseSync(file), new DatabaseSync(file)];
    const exec = one.exec.bind(one);
    one.exec = (sql) => {
      migrate(other);
      exec(sql);
    };
    migrate(one);
    assert.equal(versionOf(one), migrations.length);
    one.close();
    other.close();
  });

  it('leaves the version where a step fails, and the step undone', () => {
    assert.throws(() => migrate(db, [first, `${second}; SELECT nothing FROM nowhere`]));
    assert.equal(versionOf(db), 1);
    migrate(db, [first, second]);
    assert.equal(versionOf(db), 2);
  });

  it('keeps what the first version stored, in the words of today', () => {
    migrate(db, migrations.slice(0, 1));
    const reasons = [
      { code: 'matches', header: 'SB-Signature', algorithm: 'HMAC-SHA256', secretLabel: 'Secret 1' },
      { code: 'missingHeader', header: 'SB-Signature', provider: 'SimpleBackups' },
      { code: 'severalHeaders', header: 'SB-Signature', count: 2 },
      { code: 'unsigned' },
    ];
    const insert = db.prepare(
      `INSERT INTO events VALUES (?, 1700000000000, 'valid', 'title', 'POST', NULL, 'unknown', 1, 2, '/', ?, ?)`,
    );
    reasons.forEach((reason, index) => {
      const record = [reason, ['Host', 'x'], '127.0.0.1', '1.1', 0, 2, [], null, 'stored'];
      insert.run(index + 1, JSON.stringify(record), Buffer.from('{}'));
    });
    migrate(db);
    const events = db.prepare('SELECT * FROM events').all().map(eventOfRow);
    assert.deepEqual(
      events.map(({ findings }) => findings.reason),
      [
        { code: 'matches', algorithm: 'HMAC-SHA256', secretLabel: 'Secret 1', place, proof: 'hmac' },
        { code: 'absent', provider: 'SimpleBackups', place },
        { code: 'severalHeaders', header: 'SB-Signature', count: 2 },
        { code: 'unsigned', provider: null },
      ],
    );
    const [event] = events;
    assert.deepEqual([event?.findings.source, event?.findings.detection], [null, { by: 'nothing' }]);
    assert.deepEqual([event?.answer, event?.request.body.length], [answers.stored, 2]);
  });

  it('calls what older versions judged what it is called today', () => {
    migrate(db, migrations.slice(0, 4));
    const nothing = { code: 'matches', proof: 'token', coverage: { kind: 'nothing' } };
    const body = { code: 'matches', proof: 'hmac', coverage: { kind: 'body', bytes: 2 } };
    const absent = { code: 'absent', place, provider: 'SimpleBackups' };
    const rows = [
      ['valid', 'gitlab-token', nothing, 'X-Gitlab-Token'],
      ['valid', 'simplebackups', body, 'SB-Signature'],
      ['unsigned', null, { code: 'unsigned', provider: null }, { by: 'nothing' }],
      ['unsigned', 'jira', { code: 'unsigned', provider: 'Jira' }, { by: 'chosen' }],
      ['missing', 'simplebackups', absent, { by: 'onlySecret' }],
      ['missing', 'simplebackups', absent, { by: 'source', source: 'Acme' }],
    ] as const;
    const insert = db.prepare(
      `INSERT INTO events VALUES (NULL, 1700000000000, ?, 'title', 'POST', ?, NULL, 'unknown', 1, 2, '/', ?, ?)`,
    );
    for (const [verdict, provider, reason, detection] of rows) {
      const record = [reason, ['Host', 'x'], '127.0.0.1', '1.1', 0, 2, [], null, 'stored', detection];
      insert.run(verdict, provider, JSON.stringify(record), Buffer.from('{}'));
    }
    migrate(db);
    const events = db.prepare('SELECT * FROM events ORDER BY id').all().map(eventOfRow);
    assert.deepEqual(
      events.map(({ findings }) => [findings.verdict, findings.provider, findings.reason.code]),
      [
        ['authenticated', 'gitlab-token', 'matches'],
        ['valid', 'simplebackups', 'matches'],
        ['unrecognised', null, 'unrecognised'],
        ['unsigned', 'jira', 'unsigned'],
        ['unrecognised', null, 'unrecognised'],
        ['missing', 'simplebackups', 'absent'],
      ],
    );
    assert.deepEqual(events[4]?.findings.detection, { by: 'nothing' });
    const counted = new Tallies().of(db).map(({ verdict, count }) => [verdict, count]);
    assert.deepEqual(counted.sort(), [
      ['authenticated', 1],
      ['missing', 1],
      ['unrecognised', 2],
      ['unsigned', 1],
      ['valid', 1],
    ]);
  });

  it('refuses a newer one', () => {
    db.exec('PRAGMA user_version = 3');
    assert.throws(() => migrate(db, [first, second]), NewerVersionError);
  });
});
