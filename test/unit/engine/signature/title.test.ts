import assert from 'node:assert/strict';
import { detect } from '../../../../src/engine/signature/detect.ts';
import { factsOf } from '../../../../src/engine/signature/facts.ts';
import { parseJson, valueAt } from '../../../../src/engine/signature/json.ts';
import { simplebackups } from '../../../../src/engine/signature/schemes/simplebackups.ts';
import { outcomeOf, plainTitle, titleOf } from '../../../../src/engine/signature/title.ts';

const event = {
  id: 48213,
  type: 'backup',
  status: 'error',
  started_at: '2021-12-12 12:12:12',
  finished_at: '2021-12-12 12:22:12',
  backup: { id: 7, name: 'Acme Project', type: 'file' },
  server: { id: 3, name: 'Acme Server' },
  storage: { id: 9, name: 'Acme Storage' },
};

describe('title', () => {
  it('is made of the fields that the scheme names', () => {
    assert.equal(titleOf(simplebackups.title, event), 'backup error: Acme Project');
    assert.equal(titleOf(simplebackups.title, { ...event, backup: 5 }), 'backup error');
  });

  it('is absent for a body of another kind', () => {
    for (const json of [undefined, null, 5, [], {}, { type: 'backup' }, { type: {}, status: [] }]) {
      assert.equal(titleOf(simplebackups.title, json), undefined);
    }
  });

  it('is cut at 200 characters, between two of them, and says so', () => {
    const cut = (status: string): string => titleOf(simplebackups.title, { ...event, status }) ?? '';
    assert.equal(cut('x'.repeat(5000)), `backup ${'x'.repeat(192)}…`);
    assert.equal(cut(`${'x'.repeat(191)}\u{1F600}${'x'.repeat(9)}`), `backup ${'x'.repeat(191)}…`);
  });

  it('reads own fields only', () => {
    assert.equal(valueAt({}, 'constructor.name'), undefined);
    assert.equal(valueAt(JSON.parse('{"__proto__":{"a":"b"}}'), '__proto__.a'), 'b');
  });

  it('tells a failure from a success', () => {
    assert.equal(outcomeOf(simplebackups.title, event), 'failure');
    assert.equal(outcomeOf(simplebackups.title, { status: 'success' }), 'success');
    assert.equal(outcomeOf(simplebackups.title, { status: 'toString' }), 'unknown');
  });

  it('of other bodies says what they are', () => {
    const plain = (type: string, text: string): string => {
      const body = Buffer.from(text);
      return plainTitle(type === '' ? [] : ['content-type', type], body, parseJson(body));
    };
    assert.equal(plain('application/json', ''), 'empty body');
    assert.equal(plain('application/json', '{"a":1}'), 'JSON');
    assert.equal(plain('application/json; charset=utf-8', '{"a":'), 'unreadable JSON');
    assert.equal(plain('text/html', '<p>'), 'text/html');
    assert.equal(plain('', 'x'), 'body without a type');
  });
});

describe('detect', () => {
  it('goes by the header, then by the shape of the body', () => {
    assert.equal(detect([simplebackups], ['sb-signature', ''], undefined), simplebackups);
    assert.equal(detect([simplebackups], [], event), simplebackups);
    assert.equal(detect([simplebackups], [], { type: 'backup' }), undefined);
  });
});

describe('facts', () => {
  const facts = (text: string): Record<string, string> =>
    Object.fromEntries(factsOf(simplebackups, Buffer.from(text)).map(({ label, value }) => [label, value]));

  it('are the ones worth reading at a glance', () => {
    assert.deepEqual(facts(JSON.stringify(event)), {
      Status: 'error',
      Duration: '600000',
      Backup: 'Acme Project',
      Server: 'Acme Server',
      Storage: 'Acme Storage',
      Type: 'backup',
      Started: '2021-12-12 12:12:12',
      Finished: '2021-12-12 12:22:12',
      Run: '48213',
    });
  });

  it('keep the spelling of numbers', () => {
    assert.equal(facts('{"id":12345678901234567890}')['Run'], '12345678901234567890');
    assert.equal(facts('{"id":1.0}')['Run'], '1.0');
  });

  it('are none for a body that cannot be read, however deep', () => {
    assert.deepEqual(facts('['.repeat(100_000)), {});
    assert.deepEqual(facts(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), {});
    assert.deepEqual(facts('{"started_at":"2021","finished_at":"soon"}'), {
      Started: '2021',
      Finished: 'soon',
    });
  });
});
