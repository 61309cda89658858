import assert from 'node:assert/strict';
import type { RetentionQuestion } from '../../src/protocol/retention.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';

const few = { ...usualSettings, maxEvents: 100 };
const { maxMegabytes } = usualSettings;
const wanted = { maxEvents: 100, maxMegabytes };

describe('A lower retention', () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;
  afterEach(() => engine.close());

  const total = async (): Promise<number> => (await engine.call('counts', { afterId: 0 })).total;
  const post = async (count: number): Promise<void> => {
    await Promise.all(Array.from({ length: count }, () => engine.post('{}')));
  };
  const asked = async (): Promise<RetentionQuestion | null | undefined> => {
    await engine.until(({ type }) => type === 'retention');
    return engine.messages.find((message) => message.type === 'retention')?.question;
  };

  it('deletes nothing at a change, at a start, or after it was declined; then what was agreed to', async () => {
    engine = new EngineUnderTest(scratch.path);
    await engine.listen();
    await post(130);
    await engine.call('configure', few);
    assert.deepEqual((await asked())?.beyond, { events: 30, isEstimate: false });
    assert.equal(await total(), 130);
    await engine.close();

    engine = new EngineUnderTest(scratch.path, few);
    assert.deepEqual((await asked())?.wanted, wanted);
    const declined = await engine.call('decideRetention', { wanted, isAgreed: false });
    assert.deepEqual(declined, { maxEvents: 10_000, maxMegabytes });
    await engine.listen();
    await post(5);
    assert.equal(await total(), 135);
    assert.deepEqual(await engine.call('decideRetention', { wanted, isAgreed: true }), wanted);
    await engine.until((message) => message.type === 'eventsChanged' && message.gone);
    assert.equal(await total(), 100);
  });
});
