import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupBody, sendSigned, sendWebhook } from '../tools/webhook.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';
import { limit } from '../support/limits.ts';

const secret = 'a-secret-of-exports';
const everything = { ids: null, filter: {} } as const;

describe('Exports and imports', function () {
  this.timeout(limit(60_000));
  const scratch = scratchFolder();
  let engine: EngineUnderTest;
  const file = (name: string): string => join(scratch.path, name);
  const total = async (): Promise<number> => (await engine.call('counts', { afterId: 0 })).total;
  const importText = (name: string, text: string): ReturnType<typeof importFile> => {
    writeFileSync(file(name), text);
    return importFile(name);
  };
  const importFile = (name: string, most = 10_000) => engine.call('importEvents', { file: file(name), most });

  beforeEach(async () => {
    engine = new EngineUnderTest(scratch.path);
    await engine.listen();
  });
  afterEach(() => engine.close());

  for (const format of ['har', 'json'] as const) {
    it(`give an event back from ${format} as it was, verified with the secrets that are saved`, async () => {
      const { port } = engine;
      await sendSigned({ port, body: backupBody(), headers: { Cookie: 'a=b' } }, secret);
      const params = { ...everything, format, masked: false, file: file('out') };
      assert.deepEqual(await engine.call('exportEvents', params), { events: 1, leftOut: 0 });
      const before = await engine.call('getEvent', { id: 1 });
      assert.equal(before?.summary.verdict, 'noSecret');
      await engine.call('clearEvents', null);
      await engine.saveSecret(secret);
      assert.deepEqual(await importFile('out'), { imported: 1, found: 1, skipped: 0, told: [] });
      const { events } = await engine.call('listEvents', { limit: 10, before: null });
      const after = await engine.call('getEvent', { id: events[0]?.id ?? 0 });
      assert.ok(after !== null);
      assert.equal(after.summary.verdict, 'valid');
      assert.equal(events[0]?.imported, true);
      assert.equal(after.summary.imported, true);
      assert.equal(before.summary.imported, undefined);
      for (const name of ['headers', 'target', 'answer', 'remoteAddress', 'httpVersion'] as const) {
        assert.deepEqual(after[name], before[name], name);
      }
      assert.equal(after.summary.receivedAt, before.summary.receivedAt);
      const length = after.summary.size;
      const body = await engine.call('readBody', { id: after.summary.id, offset: 0, length });
      assert.equal(Buffer.from(body).toString(), backupBody());
    });
  }

  it('leave credentials out where they are to be masked, and refused requests out of HAR', async () => {
    const { port } = engine;
    await sendWebhook({ port, body: 'x', path: '/?api_key=s3cret', headers: { Authorization: 's3cret' } });
    await sendWebhook({ port, body: 'y' });
    const params = { ids: [1], filter: {}, masked: true, file: file('out') } as const;
    for (const format of ['har', 'json'] as const) {
      assert.deepEqual(await engine.call('exportEvents', { ...params, format }), { events: 1, leftOut: 0 });
      assert.ok(!readFileSync(file('out'), 'utf8').includes('s3cret'));
    }
    const none = { ...params, ids: null, filter: { verdict: 'valid' as const }, format: 'har' as const };
    assert.deepEqual(await engine.call('exportEvents', none), { events: 0, leftOut: 0 });
    JSON.parse(readFileSync(file('out'), 'utf8'));
    const { text, masked } = await engine.call('copyAs', {
      id: 1,
      form: 'fetch',
      masked: true,
      origin: 'http://localhost:1',
    });
    assert.ok(text?.includes('s3cret') === false);
    assert.deepEqual(masked, ['Authorization', 'URL']);
  });

  it('leave no half of a file where it cannot be written', async () => {
    await sendWebhook({ port: engine.port, body: 'x' });
    const params = { ...everything, format: 'json' as const, masked: true };
    await assert.rejects(
      engine.call('exportEvents', { ...params, file: join(scratch.path, 'none/out') }),
      /cannot be written: ENOENT/,
    );
    await assert.rejects(engine.call('exportEvents', { ...params, file: scratch.path }), /cannot be written/);
    assert.deepEqual(
      readdirSync(scratch.path).filter((name) => name.endsWith('.part')),
      [],
    );
  });

  it('say what is wrong with a file, and take nothing of it', async () => {
    const wrong: readonly [text: string, message: RegExp][] = [
      ['', /The file is not JSON/],
      ['{"log":', /The file is not JSON/],
      ['[]', /neither a HAR file/],
      ['{"a":1}', /neither a HAR file/],
      ['{"log":{"entries":{}}}', /log.entries is not a list/],
      ['{"log":5}', /log is not an object/],
      ['{"format":"webhook-debugger-events","version":99,"events":[]}', /newer version/],
      ['['.repeat(100_000), /The file is not JSON/],
      ['{"log":{"entries":'.padEnd(100_000, '['), /The file is not JSON/],
    ];
    for (const [text, message] of wrong) {
      await assert.rejects(importText('wrong', text), message, text.slice(0, 60));
    }
    await assert.rejects(importFile('absent'), /cannot be read \(ENOENT\)/);
    assert.equal(await total(), 0);
  });

  it('take what is right in a file, name what is not, and stop where it is too much', async () => {
    const good = { startedDateTime: '2026-01-01T00:00:00Z', request: { method: 'POST', url: 'http://a/x' } };
    const bad = { ...good, request: { ...good.request, method: 5 } };
    const entries = [good, bad, good, null, ...Array.from({ length: 30 }, () => bad)];
    const result = await importText('some', JSON.stringify({ log: { entries } }));
    assert.deepEqual(
      { ...result, told: result.told.slice(0, 2) },
      {
        ...{ imported: 2, found: 34, skipped: 32 },
        told: [
          { entry: 2, why: 'log.entries[1].request.method is not a text' },
          { entry: 4, why: 'log.entries[3] is not an object' },
        ],
      },
    );
    assert.equal(result.told.length, 20);
    const many = JSON.stringify({ log: { entries: Array.from({ length: 300 }, () => good) } });
    writeFileSync(file('many'), many);
    assert.deepEqual(await importFile('many', 250), { imported: 250, found: 300, skipped: 0, told: [] });
    assert.equal(await total(), 252);
  });

  it('ask nobody and answer nobody: a handshake stays unanswered, no secret is offered', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c', token: 't' });
    const request = {
      method: 'POST',
      url: 'http://a/',
      postData: { text: body },
      headers: [{ name: 'X-Slack-Signature', value: 'v0=00' }],
    };
    const hook = {
      ...request,
      postData: { text: '' },
      headers: [{ name: 'X-Hook-Secret', value: 'offered' }],
    };
    const entries = [request, hook].map((each) => ({
      startedDateTime: '2026-01-01T00:00:00Z',
      request: each,
    }));
    await importText('shakes', JSON.stringify({ log: { entries } }));
    const { events } = await engine.call('listEvents', { limit: 10, before: null });
    for (const { id } of events) {
      const detail = await engine.call('getEvent', { id });
      assert.equal(detail?.answer, null);
      assert.ok(detail.reason.code !== 'handshake' || detail.reason.result === 'notAnswered');
    }
    assert.deepEqual(
      engine.messages.filter(({ type }) => type === 'secretOffered'),
      [],
    );
  });

  it('push nothing out that was captured, however large they are', async () => {
    await engine.close();
    engine = new EngineUnderTest(scratch.path, { ...usualSettings, maxMegabytes: 1 });
    await engine.listen();
    assert.equal(await sendWebhook({ port: engine.port, body: 'captured' }), 200);
    const entry = {
      startedDateTime: '2026-01-01T00:00:00Z',
      request: { method: 'POST', url: 'http://a/x', postData: { text: 'x'.repeat(200_000) } },
    };
    const entries = Array.from({ length: 20 }, () => entry);
    const { imported, found, skipped } = await importText('large', JSON.stringify({ log: { entries } }));
    assert.deepEqual([imported, found, skipped], [0, 20, 0]);
    const small = Array.from({ length: 20 }, () => ({
      ...entry,
      request: { method: 'GET', url: 'http://a/' },
    }));
    assert.equal((await importText('small', JSON.stringify({ log: { entries: small } }))).imported, 20);
    assert.notEqual(await engine.call('getEvent', { id: 1 }), null);
  });

  it('let requests in while a file of 100 MB is read', async () => {
    const text = randomBytes(750_000).toString('base64');
    const entry = JSON.stringify({
      startedDateTime: '2026-01-01T00:00:00Z',
      request: { method: 'POST', url: 'http://a/x', postData: { text, _encoding: 'base64' } },
    });
    writeFileSync(
      file('large'),
      `{"log":{"entries":[${Array.from({ length: 100 }, () => entry).join(',')}]}}`,
    );
    let isDone = false;
    const done = importFile('large').finally(() => (isDone = true));
    let answered = 0;
    while (!isDone) {
      assert.equal(await sendWebhook({ port: engine.port, body: 'x' }), 200);
      answered += 1;
    }
    assert.equal((await done).imported, 100);
    // Where the reading held the listener up, all but a first one would be answered after it.
    assert.ok(answered > 10, `${answered} webhooks were answered meanwhile`);
  });
});
