import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';

const body = '{"type":"backup","status":"success","backup":{"name":"Acme"}}';
const signature = createHmac('sha256', 'right').update(body).digest('hex');

/** Posts the same event so many times over 32 kept-alive connections; gives how many were answered 200. */
async function burst(port: number, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const options = { port, host: '127.0.0.1', method: 'POST', agent, headers: { 'SB-Signature': signature } };
  const post = (): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const outgoing = request(options, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode === 200));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  const answered = await Promise.all(Array.from({ length: count }, post));
  agent.destroy();
  return answered.filter(Boolean).length;
}

describe('a burst of 10,000', () => {
  const scratch = scratchFolder();

  it('is all stored, told in few messages, and verified again with another secret', async () => {
    const engine = new EngineUnderTest(scratch.path, { ...usualSettings, maxEvents: 20_000 });
    await engine.listen();
    assert.equal(await burst(engine.port, 10_000), 10_000);
    assert.equal((await engine.call('counts', { afterId: 0 })).total, 10_000);

    assert.equal((await engine.saveSecret('right', true)).changed, 10_000);
    assert.equal((await engine.newest()).verdict, 'valid');
    assert.equal((await engine.saveSecret('wrong', true)).changed, 10_000);
    assert.equal((await engine.newest()).verdict, 'invalid');

    const captured = engine.messages.filter((message) => message.type === 'captured');
    assert.equal(
      captured.reduce((sum, { count }) => sum + count, 0),
      10_000,
    );
    // How far apart they are is held by the test of the news.
    assert.ok(captured.length < 1000, `${captured.length} messages`);
    assert.ok(captured.every(({ newest }) => newest.length <= 20));
    await engine.close();
  });
});

describe('a restart', () => {
  const scratch = scratchFolder();

  it('finds the same events with the verdicts they had, also where no secret can be read', async () => {
    const first = new EngineUnderTest(scratch.path);
    await first.saveSecret('right');
    await first.listen();
    assert.equal(await first.post(body, { 'SB-Signature': signature }), 200);
    const before = await first.call('listEvents', { limit: 10, before: null });
    await first.close();

    const second = new EngineUnderTest(scratch.path);
    await second.call('setSecrets', { secrets: {}, verifyAgain: false });
    assert.deepEqual(await second.call('listEvents', { limit: 10, before: null }), before);
    assert.equal(before.events[0]?.verdict, 'valid');
    await second.close();
  });
});

describe('Send Sample Event', () => {
  const scratch = scratchFolder();

  it('really sends, signed or not, and says why where it cannot', async () => {
    const engine = new EngineUnderTest(scratch.path);
    const send = (signed: boolean) =>
      engine.call('sendSample', { provider: 'simplebackups', sample: 'backup-failed', signed });
    await assert.rejects(send(false), /The listener is not running/);
    await engine.listen();
    await assert.rejects(send(true), /No signing secret is saved/);
    assert.deepEqual(await send(false), { status: 200 });
    assert.equal((await engine.newest()).verdict, 'missing');
    await engine.saveSecret('right');
    await send(true);
    const { verdict, title, outcome } = await engine.newest();
    assert.deepEqual([verdict, title, outcome], ['valid', 'backup error: Acme Project', 'failure']);
    await engine.close();
  });
});
