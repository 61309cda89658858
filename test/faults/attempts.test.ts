import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { Attempt } from '../../src/protocol/attempts.ts';
import { until } from '../tools/wait.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';

const source = (name: string, provider: string | null) =>
  ({ name, path: `/${name}`, provider, publicUrl: null }) as const;

const answered = (status: number) => ({ status, headers: [], body: null, delay: 0 });

const acme = {
  id: 'acme',
  name: 'Acme',
  verify: { kind: 'token', from: { header: 'X-Acme-Token' } },
  detect: [{ pass: 'vendor', headers: ['X-Acme-Id'] }],
  idempotency: { header: 'X-Acme-Id' },
};

describe('attempts', () => {
  const scratch = scratchFolder();
  const settings = { ...usualSettings, sources: [source('hub', 'github'), source('other', 'github')] };
  let engine: EngineUnderTest;

  const start = async (): Promise<void> => {
    engine = new EngineUnderTest(scratch.path, settings);
    await engine.listen();
  };
  const restart = async (): Promise<void> => {
    await engine.close();
    await start();
  };
  beforeEach(start);
  afterEach(() => engine.close());

  async function deliver(
    path: string,
    id: string,
    body = '{"action":"opened"}',
    signature = 'none',
  ): Promise<number> {
    const headers = {
      'X-GitHub-Event': 'issues',
      'X-GitHub-Delivery': id,
      'X-Hub-Signature-256': signature,
    };
    const response = await fetch(`http://127.0.0.1:${engine.port}${path}`, { method: 'POST', body, headers });
    await response.arrayBuffer();
    return (await engine.newest()).id;
  }

  const attemptsOf = async (id: number): Promise<readonly Attempt[]> =>
    (await engine.call('getEvent', { id }))?.attempts ?? [];
  const listed = async (): Promise<readonly (readonly [id: number, attempts: number])[]> => {
    const { events } = await engine.call('listDeliveries', { limit: 100, before: null });
    return events.map(({ summary, attempts }) => [summary.id, attempts]);
  };
  const attempted = (id: number, count: number): Promise<unknown> =>
    until(
      `event ${id} is one of ${count} attempts`,
      async () => (await attemptsOf(id)).length === count,
      10_000,
    );

  it('are one row, the last, in the order in which they came', async () => {
    const ids = [await deliver('/hub', 'a'), await deliver('/hub', 'b')];
    ids.push(await deliver('/hub', 'a'), await deliver('/hub', 'a'));
    await attempted(4, 3);
    assert.deepEqual(await listed(), [
      [4, 3],
      [2, 1],
    ]);
    assert.deepEqual(
      (await attemptsOf(1)).map(({ summary, number, status }) => [summary.id, number, status]),
      [
        [1, 1, 200],
        [3, 2, 200],
        [4, 3, 200],
      ],
    );
    assert.deepEqual(await attemptsOf(2), []);
    assert.deepEqual(await engine.call('attemptIds', { id: 3 }), [1, 3, 4]);
  });

  it('are known by their content where the answer before was not 2xx', async () => {
    const text = '{"id":48213,"type":"backup","status":"error"}';
    const send = (body: string): Promise<number> => engine.post(body, { 'SB-Signature': 'ab'.repeat(32) });
    await engine.call('answerNext', {
      source: null,
      rule: { steps: [500, 503, 200].map(answered), repeats: false, invalid: null },
      remaining: 3,
    });
    const statuses = [await send(text), await send(text), await send(text), await send(text)];
    assert.deepEqual(statuses, [500, 503, 200, 200]);
    await attempted(3, 3);
    await send('{"id":48214,"type":"backup","status":"error"}');
    assert.deepEqual(await listed(), [
      [5, 1],
      [4, 1],
      [3, 3],
    ]);
    const detail = await engine.call('getEvent', { id: 2 });
    assert.equal(detail?.attemptsAtMost, 4);
    assert.deepEqual(
      detail?.attempts.map(({ status, bodyDiffers, keepsSignature }) => [
        status,
        bodyDiffers,
        keepsSignature,
      ]),
      [500, 503, 200].map((status) => [status, false, false]),
    );
  });

  it('are known by their content where the sender did not wait for its answer', async () => {
    await engine.call('answerNext', {
      source: null,
      rule: { steps: [{ ...answered(200), delay: 60_000 }], repeats: false, invalid: null },
      remaining: 1,
    });
    const gone = new AbortController();
    const url = `http://127.0.0.1:${engine.port}/any`;
    const asked = assert.rejects(fetch(url, { method: 'POST', body: '{"a":1}', signal: gone.signal }));
    await engine.until(({ type }) => type === 'captured');
    gone.abort();
    await asked;
    const isUnanswered = async (): Promise<boolean> => {
      const answer = (await engine.call('getEvent', { id: 1 }))?.answer;
      return (
        answer !== null &&
        answer !== undefined &&
        'unanswered' in answer &&
        answer.unanswered === 'senderLeft'
      );
    };
    await until('the sender has gone', isUnanswered, 10_000);
    await fetch(url, { method: 'POST', body: '{"a":1}' });
    await attempted(2, 2);
    assert.deepEqual(
      (await attemptsOf(1)).map(({ status }) => status),
      [null, 200],
    );
  });

  it('are known again after a restart between them', async () => {
    await deliver('/hub', 'a');
    await restart();
    await deliver('/hub', 'a');
    await attempted(2, 2);
    await restart();
    await deliver('/hub', 'a');
    await attempted(3, 3);
    assert.deepEqual(await listed(), [[3, 3]]);
  });

  it('are never of two sources, nor of two paths', async () => {
    for (const path of ['/hub', '/other', '/hub/deeper', '/unknown']) {
      await deliver(path, 'same');
    }
    await deliver('/hub', 'same');
    await attempted(5, 2);
    assert.deepEqual(await listed(), [
      [5, 2],
      [4, 1],
      [3, 1],
      [2, 1],
    ]);
  });

  it('are never of two providers at one path', async () => {
    const url = `http://127.0.0.1:${engine.port}/any`;
    for (const header of ['X-GitHub-Delivery', 'X-Gitea-Delivery', 'X-GitHub-Delivery']) {
      await fetch(url, { method: 'POST', body: '{}', headers: { [header]: 'same' } });
    }
    await attempted(3, 2);
    assert.deepEqual(await listed(), [
      [3, 2],
      [2, 1],
    ]);
  });

  it('hide nothing genuine: who only knows an id has a row of its own', async () => {
    const key = 'secret';
    await engine.call('setSecrets', {
      secrets: { github: [{ label: 'Secret 1', value: key }] },
      verifyAgain: false,
    });
    const body = '{"action":"opened","number":1}';
    const genuine = `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
    const forged = { text: '{"action":"opened","number":666}', signature: genuine };
    await deliver('/hub', 'a', forged.text, forged.signature);
    await deliver('/hub', 'a', body, genuine);
    await deliver('/hub', 'a', forged.text, forged.signature);
    await deliver('/hub', 'a', body, genuine);
    await attempted(4, 2);
    assert.deepEqual(await listed(), [
      [4, 2],
      [3, 1],
      [1, 1],
    ]);
  });

  it('with a body of their own part as soon as a secret tells which is genuine', async () => {
    const body = '{"action":"opened","number":1}';
    const genuine = `sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}`;
    await deliver('/hub', 'a', body, genuine);
    await deliver('/hub', 'a', '{"action":"opened","number":666}', genuine);
    await attempted(2, 2);
    assert.equal((await attemptsOf(2))[1]?.bodyDiffers, true);
    const secrets = { github: [{ label: 'Secret 1', value: 'secret' }] };
    await engine.call('setSecrets', { secrets, verifyAgain: true });
    // What is found of these comes after all stored events were looked at again.
    await deliver('/hub', 'b');
    await deliver('/hub', 'b');
    await attempted(4, 2);
    assert.deepEqual(await listed(), [
      [4, 2],
      [2, 1],
      [1, 1],
    ]);
  });

  it('are found among stored events when a custom provider says where their id stands', async () => {
    const send = (id: string): Promise<number> => engine.post('{"a":1}', { 'X-Acme-Id': id });
    const statuses = [await send('1'), await send('2'), await send('1')];
    assert.deepEqual(statuses, [200, 200, 200]);
    await engine.call('configure', { ...settings, customProviders: [acme] });
    await attempted(3, 2);
    assert.deepEqual(await listed(), [
      [3, 2],
      [2, 1],
    ]);
  });

  it('of two windows with one store are found by either', async () => {
    const other = new EngineUnderTest(scratch.path, settings);
    try {
      await deliver('/hub', 'b');
      await deliver('/hub', 'a');
      const { port } = engine;
      await other.listen();
      engine.port = other.port;
      await deliver('/hub', 'a');
      await attempted(3, 2);
      engine.port = port;
      await deliver('/hub', 'a');
      await attempted(4, 3);
      assert.deepEqual(await listed(), [
        [4, 3],
        [1, 1],
      ]);
    } finally {
      await other.close();
    }
  });

  it('go one by one or all, and with Clear', async () => {
    for (const id of ['a', 'a', 'a']) {
      await deliver('/hub', id);
    }
    await attempted(3, 3);
    await engine.call('deleteEvents', { ids: [3] });
    assert.deepEqual(await listed(), [[2, 2]]);
    await engine.call('deleteEvents', { ids: [1] });
    assert.deepEqual(await listed(), [[2, 1]]);
    await deliver('/hub', 'a');
    await attempted(4, 2);
    assert.deepEqual(
      (await attemptsOf(4)).map(({ number }) => number),
      [2, 4],
    );
    await engine.call('clearEvents', null);
    assert.deepEqual(await listed(), []);
    await deliver('/hub', 'a');
    assert.deepEqual(await listed(), [[5, 1]]);
  });

  it('leave their delivery when a person says that they are another provider’s, and come back', async () => {
    await deliver('/hub', 'a');
    await deliver('/hub', 'a');
    await attempted(2, 2);
    await engine.call('setProvider', { id: 2, provider: 'stripe' });
    assert.deepEqual(await listed(), [
      [2, 1],
      [1, 1],
    ]);
    await engine.call('setProvider', { id: 2, provider: null });
    await attempted(2, 2);
  });
});
