import assert from 'node:assert/strict';
import { factsOf } from '../../../../src/engine/signature/facts.ts';
import { valueAt } from '../../../../src/engine/signature/json.ts';
import { simplebackups } from '../../../../src/engine/signature/schemes/simplebackups.ts';
import { guessTitle, requestTitle, titleOf, outcomeOf } from '../../../../src/engine/signature/title.ts';
import { partsOf } from './holding.ts';

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

const titleOfJson = (json: unknown, templates: readonly string[] = simplebackups.title): string | undefined =>
  titleOf(templates, partsOf({ body: Buffer.from(json === undefined ? '' : JSON.stringify(json)) }));

describe('title', () => {
  it('is made of the fields that the scheme names', () => {
    assert.equal(titleOfJson(event), 'backup error: Acme Project');
    assert.equal(titleOfJson({ ...event, backup: 5 }), 'backup error');
  });

  it('is absent for a body of another kind', () => {
    for (const json of [undefined, null, 5, [], {}, { type: 'backup' }, { type: {}, status: [] }]) {
      assert.equal(titleOfJson(json), undefined);
    }
  });

  it('is cut at 200 characters, between two of them, and says so', () => {
    const cut = (status: string): string => titleOfJson({ ...event, status }) ?? '';
    assert.equal(cut('x'.repeat(5000)), `backup ${'x'.repeat(192)}…`);
    assert.equal(cut(`${'x'.repeat(191)}\u{1F600}${'x'.repeat(9)}`), `backup ${'x'.repeat(191)}…`);
  });

  it('reads own fields only', () => {
    assert.equal(valueAt({}, 'constructor.name'), undefined);
    assert.equal(valueAt(JSON.parse('{"__proto__":{"a":"b"}}'), '__proto__.a'), 'b');
  });

  it('says how many events came with the first one, and takes its outcome for none of all', () => {
    const gocardless = (...ids: string[]): string | undefined =>
      titleOfJson({ events: ids.map((id) => ({ id })) }, ['event {events.0.id}']);
    assert.equal(gocardless('EV1'), 'event EV1');
    assert.equal(gocardless('EV1', 'EV2', 'EV3'), 'event EV1 (+2)');
    assert.equal(titleOfJson([{ event: 'open' }, { event: 'bounce' }], ['{0.event}']), 'open (+1)');
    const body = Buffer.from(
      JSON.stringify([{ event: 'open' }, ...Array<string>(70_000).fill('x'.repeat(20))]),
    );
    assert.equal(titleOf(['{0.event}'], partsOf({ body })), 'open (+…)');
    assert.equal(titleOfJson({ to: [{ n: '1' }, { n: '2' }] }, ['sms to {to.0.n}']), 'sms to 1');
    const rule = { of: ['{events.0.ok}'], success: ['true'], failure: ['false'] };
    const outcome = (...events: { ok: string }[]): string =>
      outcomeOf(rule, partsOf({ body: Buffer.from(JSON.stringify({ events })) }));
    assert.equal(outcome({ ok: 'true' }), 'success');
    assert.equal(outcome({ ok: 'true' }, { ok: 'false' }), 'unknown');
  });

  it('has numbers as they were sent', () => {
    const of = (body: string): string | undefined =>
      titleOf(['run {data.id}'], partsOf({ body: Buffer.from(body) }));
    assert.equal(of('{"data":{"id":12345678901234567890}}'), 'run 12345678901234567890');
    assert.equal(of('{"data":{"id":1.50}}'), 'run 1.50');
    assert.equal(of('{"data":{"id":1e400}}'), 'run 1e400');
    assert.equal(
      guessTitle(partsOf({ body: Buffer.from('{"event":"a","id":9007199254740993}') })),
      'a: 9007199254740993',
    );
  });

  it('takes the first template whose fields are all there', () => {
    const templates = ['{action}: {issue.title}', '{action}[ of {by}]'];
    assert.equal(titleOfJson({ action: 'opened', issue: { title: 'Bug' } }, templates), 'opened: Bug');
    assert.equal(titleOfJson({ action: 'opened', by: 'bot' }, templates), 'opened of bot');
    assert.equal(titleOfJson({ action: 'opened' }, templates), 'opened');
    assert.equal(titleOfJson({}, templates), undefined);
  });

  it('takes the start of a ref off, and all but the last word of a type', () => {
    const templates = ['{ref|ref} {type|last}'];
    const read = (ref: string, type: string): string | undefined => titleOfJson({ ref, type }, templates);
    assert.equal(read('refs/tags/v1', 'invoice.payment_failed'), 'v1 failed');
    assert.equal(read('main', 'failed'), 'main failed');
    assert.equal(read('main', 'charge:failed'), 'main failed');
  });

  it('reads headers, query, form and method, and takes the start of a ref off', () => {
    const parts = partsOf({
      method: 'PUT',
      target: '/?kind=a%20b',
      rawHeaders: ['X-Event', 'push', 'Content-Type', 'application/x-www-form-urlencoded'],
      body: Buffer.from('ref=refs%2Fheads%2Ffeature%2Fx'),
    });
    const template = '{method} {header:x-event} {query:kind}: {form:ref|ref}';
    assert.equal(titleOf([template], parts), 'PUT push a b: feature/x');
  });

  it('is guessed for senders that nobody knows', () => {
    const guess = (json: unknown, rawHeaders: readonly string[] = []): string | undefined =>
      guessTitle(partsOf({ rawHeaders, body: Buffer.from(JSON.stringify(json)) }));
    assert.equal(guess({ event: 'order.paid', data: { id: 'o_1' } }), 'order.paid: o_1');
    assert.equal(guess({ type: 'ping' }), 'ping');
    assert.equal(guess({ name: 'x' }, ['X-Acme-Event', 'job.done']), 'job.done: x');
    assert.equal(guess({ event: { type: 'nested' } }), 'nested');
    assert.equal(guess(['no', 'object']), undefined);
    assert.equal(guess({ event: {} }), undefined);
  });

  it('of a request that says nothing of itself is its method and path', () => {
    assert.equal(requestTitle('POST', '/twilio'), 'POST /twilio');
    assert.equal(requestTitle('GET', `/${'x'.repeat(300)}`).length, 200);
  });

  it('is never the kind of a content, even where a field holds one', () => {
    const guess = (type: string): string | undefined =>
      guessTitle(partsOf({ body: Buffer.from(JSON.stringify({ type })) }));
    for (const type of ['application/json', 'text/html', 'image/svg+xml', 'JSON', 'empty body']) {
      assert.equal(guess(type), undefined, type);
    }
    assert.equal(guess('com.acme/order.paid'), 'com.acme/order.paid');
  });
});

describe('facts', () => {
  const facts = (text: string): Record<string, string> =>
    Object.fromEntries(
      factsOf(simplebackups, partsOf({ body: Buffer.from(text) })).map(({ label, value }) => [label, value]),
    );

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

  it('leave a duration out where only one of its times has a zone', () => {
    const times = (from: string, to: string): string | undefined =>
      facts(JSON.stringify({ started_at: from, finished_at: to }))['Duration'];
    assert.equal(times('2026-11-23T02:00:00', '2026-11-23T02:10:00+02:00'), undefined);
    assert.equal(times('2026-11-23T00:00:00Z', '2026-11-23T02:10:00+02:00'), '600000');
    assert.equal(times('2026-11-23T02:00:00', '2026-11-23T02:10:00'), '600000');
  });

  it('leave a duration out that is none', () => {
    const of = (started_at: unknown, finished_at: unknown): string | undefined =>
      facts(JSON.stringify({ started_at, finished_at }))['Duration'];
    // JavaScript reads the first two as months, and the 30th of February as the 2nd of March.
    assert.equal(of('1', '2'), undefined);
    assert.equal(of('2026-02-30 10:00:00', '2026-03-02 10:00:00'), undefined);
    assert.equal(of('2026-11-29 10:00:00', '2026-11-29 09:00:00'), undefined);
    assert.equal(of('2026-11-29 10:00:00', null), undefined);
    assert.equal(of('2026-11-29 10:00:00', '2026-11-29 10:00:00'), '0');
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
