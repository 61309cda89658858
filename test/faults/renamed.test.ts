import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { Source } from '../../src/protocol/engine.ts';
import { sourceKey } from '../../src/protocol/secretKeys.ts';
import { until } from '../tools/wait.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';

const secret = 'whsec_of_the_source';
const before: Source = { name: 'Shop', path: '/shop', provider: 'stripe', publicUrl: null };
const after: Source = { ...before, id: 'Shop', name: 'Shop EU' };

function stripe(body: string): Record<string, string> {
  const time = Math.floor(Date.now() / 1000);
  const digest = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  return { 'Stripe-Signature': `t=${time},v1=${digest}`, 'Content-Type': 'application/json' };
}

describe('the engine with a source that is renamed', () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;

  const secrets = { [sourceKey('Shop')]: [{ label: 'Secret 1', value: secret }] };
  const start = async (source: Source): Promise<void> => {
    const settings = { ...usualSettings, sources: [source] };
    engine = new EngineUnderTest(scratch.path, settings);
    await engine.call('setSecrets', { secrets, verifyAgain: false });
    await engine.call('configure', settings);
    await engine.listen();
  };
  const deliver = async (id: string): Promise<void> => {
    const body = JSON.stringify({ id, object: 'event', type: 'charge.succeeded' });
    await fetch(`http://127.0.0.1:${engine.port}/shop`, { method: 'POST', body, headers: stripe(body) });
  };

  /** Attempts are found out after their senders have been given a response. */
  const attempts = (id: number, ids: readonly number[]): Promise<true> =>
    until(`attempts ${ids.join(', ')}`, async () => {
      const found = await engine.call('attemptIds', { id });
      return JSON.stringify(found) === JSON.stringify(ids);
    });

  afterEach(() => engine.close());

  it('keeps its events, counts, verdicts and attempts while it runs', async () => {
    await start(before);
    await deliver('evt_1');
    await deliver('evt_1');
    const { id } = await engine.newest();
    await attempts(id, [id - 1, id]);
    await engine.call('configure', { ...usualSettings, sources: [after] });
    await deliver('evt_1');
    const newest = await engine.newest();
    await attempts(newest.id, [id - 1, id, newest.id]);
    assert.deepEqual([newest.verdict, newest.source], ['valid', 'Shop EU']);
    assert.deepEqual(await engine.call('tallies', null), [
      { source: 'Shop EU', provider: 'stripe', verdict: 'valid', count: 3 },
    ]);
  });

  it('keeps them when it was renamed while VS Code was closed', async () => {
    await start(before);
    await deliver('evt_1');
    await engine.close();
    await start(after);
    const { source, verdict, id } = await engine.newest();
    assert.deepEqual([source, verdict], ['Shop EU', 'valid']);
    const detail = await engine.call('getEvent', { id });
    assert.deepEqual([detail?.signing, detail?.signature?.matchedSecretLabel], ['possible', 'Secret 1']);
  });

  it('keeps them when its path changes with the name, and is what a new event at the new path is of', async () => {
    await start(before);
    await deliver('evt_1');
    await engine.call('configure', { ...usualSettings, sources: [{ ...after, path: '/eu' }] });
    const { source, verdict } = await engine.newest();
    assert.deepEqual([source, verdict], ['Shop EU', 'valid']);
    await deliver('evt_2');
    assert.equal((await engine.newest()).source, null);
  });
});
