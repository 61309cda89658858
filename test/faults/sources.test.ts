import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { EngineSettings, Source } from '../../src/protocol/engine.ts';
import { sourceKey } from '../../src/protocol/secretKeys.ts';
import { isVerified } from '../../src/protocol/verdict.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';

const secret = 'whsec_test_51Abc';
const source: Source = { name: 'Acme', path: '/pay', provider: 'stripe', publicUrl: null };

function stripe(body: string, key = secret): Record<string, string> {
  const time = Math.floor(Date.now() / 1000);
  const digest = createHmac('sha256', key).update(`${time}.${body}`).digest('hex');
  return { 'Stripe-Signature': `t=${time},v1=${digest}` };
}

describe('the engine with sources', () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;

  const configure = (change: Partial<EngineSettings>) =>
    engine.call('configure', { ...usualSettings, ...change });
  const postTo = async (path: string, body: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`http://127.0.0.1:${engine.port}${path}`, { method: 'POST', body, headers });

  beforeEach(async () => {
    engine = new EngineUnderTest(scratch.path);
    await engine.listen();
  });
  afterEach(() => engine.close());

  it('looks at stored events again when a source is configured, and when it goes', async () => {
    const secrets = { [sourceKey('Acme')]: [{ label: 'Secret 1', value: secret }] };
    await engine.call('setSecrets', { secrets, verifyAgain: true });
    await postTo('/pay', '{}', stripe('{}'));
    assert.deepEqual([(await engine.newest()).verdict, (await engine.newest()).source], ['noSecret', null]);
    await configure({ sources: [source] });
    const { verdict, source: name } = await engine.newest();
    assert.deepEqual([verdict, name], ['valid', 'Acme']);
    assert.deepEqual(await engine.call('tallies', null), [
      { source: 'Acme', provider: 'stripe', verdict: 'valid', count: 1 },
    ]);
    await configure({});
    assert.equal((await engine.newest()).verdict, 'noSecret');
  });

  it('keeps the provider that a person chose for an event, until it is to be recognised again', async () => {
    const body = '{"a":1}';
    const digest = createHmac('sha256', 's').update(body).digest('hex');
    await postTo('/', body, { 'X-Hub-Signature-256': `sha256=${digest}` });
    const { id } = await engine.newest();
    await engine.call('setProvider', { id, provider: 'github' });
    assert.equal((await engine.newest()).provider, 'github');
    const secrets = { github: [{ label: 'Secret 1', value: 's' }] };
    await engine.call('setSecrets', { secrets, verifyAgain: true });
    assert.equal((await engine.newest()).verdict, 'valid');
    await engine.call('setProvider', { id, provider: null });
    assert.equal((await engine.call('getEvent', { id }))?.detection.by, 'family');
  });

  it('tells what is wrong with a custom provider by its field, and tries one on an event', async () => {
    const row = { id: 'acme', name: 'Acme', verify: { kind: 'token', from: { header: 'X-Token' } } };
    const { problems } = await configure({ customProviders: [{ ...row, verify: { kind: 'tokn' } }, row] });
    assert.deepEqual(
      problems.map(({ index, field, problem }) => [index, field, problem.code]),
      [[0, 'verify.kind', 'notOneOf']],
    );
    await postTo('/', '{}', { 'X-Token': 'abc' });
    const { id, provider } = await engine.newest();
    assert.equal(provider, 'acme');
    const attempt = (value: string) =>
      engine.call('tryProvider', { id, row, secrets: [{ label: 'Secret 1', value }] });
    assert.equal((await attempt('abc')).verdict, 'authenticated');
    assert.equal((await attempt('abd')).verdict, 'invalid');
    const known = await engine.call('providers', null);
    assert.equal(known.find((info) => info.id === 'acme')?.custom, true);
  });

  it('answers a handshake over HTTP, and offers the secret that it brings', async () => {
    const slack = '{"token":"x","challenge":"3eZbrw1aBm2r","type":"url_verification"}';
    const answer = await postTo('/', slack, { 'X-Slack-Request-Timestamp': '1760000000' });
    assert.equal(await answer.text(), '3eZbrw1aBm2r');
    const asana = await postTo('/', '', { 'X-Hook-Secret': 'b537207f20cb' });
    assert.equal(asana.headers.get('x-hook-secret'), 'b537207f20cb');
    const { id, title, provider } = await engine.newest();
    assert.deepEqual([provider, title], ['asana', 'Handshake: Asana']);
    assert.equal(await engine.call('offeredSecret', { id }), 'b537207f20cb');
    const offered = engine.messages.find(({ type }) => type === 'secretOffered');
    assert.deepEqual(offered, { type: 'secretOffered', id, provider: 'asana', source: null });
  });

  it('says what a handshake was answered, also after the secret for it is saved', async () => {
    const zoom = '{"payload":{"plainToken":"abc"},"event":"endpoint.url_validation"}';
    await postTo('/', zoom, {});
    const { id } = await engine.newest();
    const result = async (): Promise<string> => {
      const reason = (await engine.call('getEvent', { id }))?.reason;
      return reason?.code === 'handshake' ? reason.result : '';
    };
    assert.equal(await result(), 'noSecret');
    const secrets = { zoom: [{ label: 'Secret 1', value: 's' }] };
    await engine.call('setSecrets', { secrets, verifyAgain: true });
    assert.equal(await result(), 'noSecret');
  });

  it('sends a sample of every provider that it can sign, to the path of its source, and finds it valid', async () => {
    await configure({ sources: [{ ...source, path: '/stripe' }] });
    const providers = await engine.call('providers', null);
    const value = (encoding: string): string =>
      ({ base64: Buffer.alloc(32, 7).toString('base64'), hex: '07'.repeat(32), userPassword: 'a:b' })[
        encoding
      ] ?? 'a-secret';
    const secrets = Object.fromEntries(
      providers.map(({ id, secretForm }) => [id, [{ label: 'S', value: value(secretForm.encoding) }]]),
    );
    await engine.call('setSecrets', { secrets, verifyAgain: false });
    const withSamples = providers.filter(({ samples }) => samples.length > 0);
    assert.ok(withSamples.length >= 20, `${withSamples.length} providers have samples`);
    for (const { id: provider, samples } of withSamples) {
      for (const { id: sample } of samples) {
        await engine.call('sendSample', { provider, sample, signed: true });
        const newest = await engine.newest();
        assert.ok(isVerified(newest.verdict), `${provider} ${sample}: ${newest.provider} ${newest.title}`);
        assert.equal(newest.path, provider === 'stripe' ? '/stripe' : '/');
      }
    }
  });
});
