import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest } from './engineUnderTest.ts';

const secret = 'sb_whsec_9f8e7d6c5b4a';
const original = '{"path":"s3:\\/\\/acme","backup":{"name":"Acme"}}';
const signature = createHmac('sha256', secret).update(original).digest('hex');
const mebibyte = 1024 * 1024;

describe('a diagnosis in the engine', () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;

  beforeEach(async () => {
    engine = new EngineUnderTest(scratch.path);
    await engine.saveSecret(secret);
    await engine.listen();
  });
  afterEach(() => engine.close());

  /** Stores a request that no secret explains; gives its id. */
  async function unexplained(body: string): Promise<number> {
    await engine.post(body, { 'SB-Signature': '11'.repeat(32) });
    return (await engine.newest()).id;
  }

  it('finds the bytes that a proxy changed', async () => {
    await engine.post(JSON.stringify(JSON.parse(original)), { 'SB-Signature': signature });
    const { id } = await engine.newest();
    const diagnosis = await engine.call('diagnose', { id, budget: 2000 });
    assert.equal(diagnosis?.level, 'proven');
    assert.equal(Buffer.from(diagnosis.recovered?.body ?? '').toString(), original);
  });

  it('ends where it is cancelled, with nothing', async () => {
    const id = await unexplained(JSON.stringify({ text: 'x'.repeat(mebibyte) }));
    const answer = engine.call('diagnose', { id, budget: 60_000 });
    await engine.until(({ type }) => type === 'diagnosing');
    await engine.call('cancelDiagnosis', { id });
    assert.equal(await answer, null);
  });

  it('ends with its time, of a body of a mebibyte, and lets webhooks in meanwhile', async () => {
    const text = 'Z\u00fcrich / <b> '.repeat(mebibyte / 14);
    const id = await unexplained(JSON.stringify({ text, list: Array.from({ length: 1000 }, () => 1.5) }));
    const answer = engine.call('diagnose', { id, budget: 2000 });
    let isOver = false;
    void answer.then(() => {
      isOver = true;
    });
    let answered = 0;
    while (!isOver) {
      assert.equal(await engine.post(original, { 'SB-Signature': signature }), 200);
      answered += 1;
    }
    const diagnosis = await answer;
    // Where the search held the listener up, all but a first one would be answered after it.
    assert.ok(answered > 10, `${answered} webhooks were answered meanwhile`);
    assert.ok(diagnosis?.isCutShort);
  });

  it('knows a request that was sent again with its old signature', async () => {
    await engine.call('setSecrets', {
      secrets: { stripe: [{ label: 'Secret 1', value: secret }] },
      verifyAgain: false,
    });
    const time = Math.floor(Date.now() / 1000) - 900;
    const digest = createHmac('sha256', secret).update(`${time}.${original}`).digest('hex');
    const headers = { 'Stripe-Signature': `t=${time},v1=${digest}` };
    const causes = async (): Promise<readonly string[] | undefined> => {
      await engine.post(original, headers);
      const { id } = await engine.newest();
      return (await engine.call('diagnose', { id, budget: 2000 }))?.causes.map((cause) => cause.id);
    };
    assert.deepEqual(await causes(), ['time-old']);
    assert.deepEqual(await causes(), ['time-replayed', 'time-old']);
  });

  it('says which runtimes would change a body by writing it again', async () => {
    await engine.post(original, { 'SB-Signature': signature });
    const { id } = await engine.newest();
    const breaks = await engine.call('bodyBreaks', { id });
    const of = (runtime: string) => breaks.find((one) => one.runtime === runtime);
    assert.match(of('node')?.first?.received ?? '', /^\\\//);
    assert.equal(of('php')?.first, null);
  });

  it('tries secrets that are not saved, and tells which one it is', async () => {
    await engine.post(original, {
      'SB-Signature': createHmac('sha256', 'env').update(original).digest('hex'),
    });
    const { id } = await engine.newest();
    const secrets = [
      { label: 'A of .env', value: 'no' },
      { label: 'B of .env', value: 'env' },
    ];
    const trial = (...tried: typeof secrets) => engine.call('trySecrets', { id, secrets: tried });
    assert.deepEqual(await trial(...secrets), { label: 'B of .env', value: 'env' });
    assert.deepEqual(await trial(...secrets.slice(0, 1)), { label: null, value: null });
    assert.deepEqual(await trial({ label: 'C', value: 'v1,env' }), { label: 'C', value: 'env' });
    assert.deepEqual(await trial({ label: 'D', value: '"env",' }), { label: 'D', value: 'env' });
  });
});
