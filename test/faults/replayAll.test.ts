import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { EngineCalls } from '../../src/protocol/engine.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { App } from '../support/app.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';
import type { Delivery } from '../../src/protocol/delivery.ts';

type Run = EngineCalls['replayAll']['params'];

describe('a replay of several events', () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;
  let app: App;
  let target: string;

  beforeEach(async () => {
    engine = new EngineUnderTest(scratch.path);
    await engine.listen();
    app = new App();
    target = await app.listen();
  });
  afterEach(async () => {
    app.close();
    await engine.close();
  });

  /** Captures an event for each body; answers with their ids in that order. */
  async function capture(...bodies: readonly string[]): Promise<number[]> {
    const ids: number[] = [];
    for (const body of bodies) {
      await engine.post(body);
      ids.push((await engine.newest()).id);
    }
    return ids;
  }

  const run = (
    ids: readonly number[],
    changes: Partial<Run> = {},
  ): Promise<EngineCalls['replayAll']['result']> =>
    engine.call('replayAll', {
      run: 1,
      ids,
      targets: [{ source: null, target }],
      resign: false,
      pause: 0,
      ...changes,
    });
  const to = (url: string): Partial<Run> => ({ targets: [{ source: null, target: url }] });
  const bodies = (): string[] => app.arrived.map(({ body }) => body.toString());
  const deliveriesOf = async (id: number | undefined): Promise<readonly Delivery[]> =>
    (await engine.call('getEvent', { id: id ?? 0 }))?.deliveries ?? [];

  it('goes in the order in which they arrived, each one once, one after the other was answered', async () => {
    const [first = 0, second = 0, third = 0] = await capture('1', '2', '3');
    let open = 0;
    app.answer = (response) => {
      open += 1;
      assert.equal(open, 1);
      setImmediate(() => {
        open -= 1;
        response.end();
      });
    };
    const { outcomes } = await run([third, first, second, first]);
    assert.deepEqual(bodies(), ['1', '2', '3']);
    assert.deepEqual(
      outcomes,
      [first, second, third].map((id) => ({ id, status: 200, problem: '' })),
    );
    for (const id of [first, second, third]) {
      assert.deepEqual(
        (await deliveriesOf(id)).map(({ kind, answer }) => [kind, answer?.status]),
        [['replay', 200]],
      );
    }
    assert.ok(engine.messages.some((message) => message.type === 'replaying' && message.total === 3));
  });

  it('goes on behind one that is refused, is not answered, is gone or did not arrive whole', async () => {
    const ids = await capture('refused', 'cut', 'gone', 'last');
    await engine.call('deleteEvents', { ids: [ids[2] ?? 0] });
    app.answer = (response, { body }) => {
      if (body.toString() === 'cut') {
        response.destroy();
      } else {
        response.writeHead(body.toString() === 'refused' ? 500 : 204).end();
      }
    };
    const { outcomes } = await run(ids);
    assert.deepEqual(
      outcomes.map(({ status, problem }) => [status, problem]),
      [
        [500, ''],
        [null, ''],
        [null, 'The event is no longer stored.'],
        [204, ''],
      ],
    );
    assert.equal((await deliveriesOf(ids[1]))[0]?.failure?.code, 'ECONNRESET');
  });

  it('goes to the target of each source, by its path rule, and not where there is none', async () => {
    await engine.call('configure', {
      ...usualSettings,
      sources: [
        { name: 'Backups', path: '/hooks/backups', provider: null, publicUrl: null },
        { name: 'Else', path: '/else', provider: null, publicUrl: null },
      ],
    });
    const [first = 0] = await capture('1');
    await fetch(`http://127.0.0.1:${engine.port}/else?a=1`, { method: 'POST', body: '2' });
    const second = (await engine.newest()).id;
    const backups = { source: 'Backups', target: `${target}/in`, path: 'append' } as const;
    const { outcomes } = await run([first, second], { targets: [backups] });
    assert.deepEqual(
      outcomes.map(({ problem }) => problem),
      ['', 'Its source has no target.'],
    );
    await run([first, second], { targets: [backups, { source: null, target: `${target}/other` }] });
    assert.deepEqual(
      app.arrived.map((arrived) => arrived.url),
      ['/in/hooks/backups', '/in/hooks/backups', '/other?a=1'],
    );
  });

  it('pauses between two, and not before the first', async () => {
    const ids = await capture('1', '2', '3');
    await run(ids.slice(0, 1), { pause: 600_000 });
    const paused = run(ids, { run: 2, pause: 600_000 });
    await engine.until((message) => message.type === 'replaying' && message.run === 2 && message.done === 1);
    // Without a pause the second one would be sent before this.
    await run(ids.slice(2), { run: 3 });
    await engine.call('cancelReplay', { run: 2 });
    assert.equal((await paused).outcomes.length, 1);
    assert.deepEqual(bodies(), ['1', '1', '3']);
    await run(ids, { pause: 1 });
    assert.deepEqual(bodies().slice(3), ['1', '2', '3']);
  });

  it('ends when it is cancelled, with the request that is in flight', async () => {
    const ids = await capture('1', '2', '3');
    app.answer = (response, { body }) => {
      if (body.toString() === '1') {
        response.end();
      }
    };
    const running = run(ids);
    await app.until(2);
    await engine.call('cancelReplay', { run: 1 });
    const { outcomes } = await running;
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      [200, null],
    );
    assert.deepEqual(bodies(), ['1', '2']);
    assert.equal((await deliveriesOf(ids[1]))[0]?.failure?.code, 'ABORT_ERR');
    assert.equal((await deliveriesOf(ids[2])).length, 0);
  });

  it('ends when it is cancelled while it waits', async () => {
    const ids = await capture('1', '2');
    const running = run(ids, { pause: 60_000 });
    await app.until(1);
    await engine.until((message) => message.type === 'eventsChanged');
    await engine.call('cancelReplay', { run: 7 });
    await engine.call('cancelReplay', { run: 1 });
    assert.equal((await running).outcomes.length, 1);
  });

  it('is over when the engine is closed', async () => {
    const ids = await capture('1', '2');
    app.answer = () => undefined;
    const running = run(ids);
    await app.until(1);
    await engine.call('close', null);
    assert.deepEqual(
      (await running).outcomes.map(({ status }) => status),
      [null],
    );
    engine = new EngineUnderTest(scratch.path);
  });

  it('is refused as a whole where nothing may be sent there, or they are too many', async () => {
    const [id = 0] = await capture('1');
    await assert.rejects(run([id], to('http://example.com/')), /was not allowed/);
    await assert.rejects(run([id], to(`http://localhost:${engine.port}`)), /is the listener itself/);
    const many = Array.from({ length: 1001 }, (_, index) => index + 1);
    await assert.rejects(run(many), /At most 1000 events/);
    assert.equal(app.arrived.length, 0);
  });

  it('signs each anew, and says of one why it cannot', async () => {
    await engine.call('setSecrets', {
      secrets: { stripe: [{ label: 'Secret 1', value: 'whsec_new' }] },
      verifyAgain: false,
    });
    const ids: number[] = [];
    for (const headers of [{ 'Stripe-Signature': 't=1700000000,v1=00' }, { 'X-GitHub-Event': 'push' }, {}]) {
      await engine.post('{"n":1.0}', headers);
      ids.push((await engine.newest()).id);
    }
    const before = Math.floor(Date.now() / 1000);
    const { outcomes } = await run(ids, { resign: true });
    assert.deepEqual(outcomes[0], { id: ids[0], status: 200, problem: '' });
    assert.match(outcomes[1]?.problem ?? '', /^No signing secret is saved for GitHub/);
    const [arrived] = app.arrived;
    const at = arrived?.rawHeaders.findIndex((name) => /^stripe-signature$/i.test(name)) ?? -1;
    const [, time = '', digest] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(arrived?.rawHeaders[at + 1] ?? '') ?? [];
    assert.ok(Number(time) >= before);
    assert.equal(arrived?.body.toString(), '{"n":1.0}');
    assert.equal(digest, createHmac('sha256', 'whsec_new').update(`${time}.{"n":1.0}`).digest('hex'));
    assert.equal((await deliveriesOf(ids[0]))[0]?.kind, 'resigned');
  });
});
