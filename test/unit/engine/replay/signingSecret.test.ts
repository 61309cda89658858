import assert from 'node:assert/strict';
import { resign } from '../../../../src/engine/replay/resign.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { prepareScheme, type PreparedScheme } from '../../../../src/engine/signature/preparedScheme.ts';
import { signRequest } from '../../../../src/engine/signature/sign.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import type { Secret, Source } from '../../../../src/protocol/engine.ts';
import { capturedRequest } from '../store/events.ts';

const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
const old: Secret = { label: 'Old', value: 'whsec_b2xkZXN0IHNlY3JldCBvZiBhbGw=' };
const middle: Secret = { label: 'Middle', value: 'whsec_dGhlIG9uZSBpbiB0aGUgbWlkZGxl' };
const newest: Secret = { label: 'Newest', value: 'whsec_dGhlIG5ld2VzdCBvZiB0aGVzZQ==' };
const schemes = ['stripe', 'svix', 'github', 'slack', 'simplebackups'];

function prepared(id: string, ...secrets: readonly Secret[]): PreparedScheme {
  const scheme = new Knowledge(settings, {}).schemes.find((own) => own.id === id);
  assert.ok(scheme !== undefined, id);
  return prepareScheme(scheme, secrets);
}

const request = {
  method: 'POST',
  target: '/',
  rawHeaders: ['Content-Type', 'application/json'],
  body: Buffer.from('{"id":"evt_1"}'),
};
const url = 'http://localhost/';

/** The label of the one secret that a signed request verifies with. */
function signedWith(id: string, rawHeaders: readonly string[]): string {
  const now = Date.now();
  const captured = capturedRequest({
    ...request,
    rawHeaders: [...request.rawHeaders, ...rawHeaders],
    receivedAt: now,
  });
  const found = [old, middle, newest].filter(
    (secret) =>
      inspect(captured, new Knowledge(settings, { [id]: [secret] }), id).findings.verdict === 'valid',
  );
  return found.map(({ label }) => label).join();
}

describe('The secret that signs', () => {
  it('is named with where it is saved, as labels are the same in several places', () => {
    const source: Source = { id: 'shop', name: 'Shop', path: '/shop', provider: 'stripe', publicUrl: null };
    const secrets = { stripe: [old, newest], 'source:shop': [old, middle] };
    const knowledge = new Knowledge({ ...settings, sources: [source] }, secrets);
    const signer = (verifiedBy?: string, of?: Source) => knowledge.signer('stripe', of, verifiedBy);
    assert.deepEqual(signer(), { key: 'stripe', label: 'Newest' });
    assert.deepEqual(signer('Old'), { key: 'stripe', label: 'Old' });
    assert.deepEqual(signer(undefined, source), { key: 'source:shop', label: 'Middle' });
    assert.deepEqual(signer('Old', source), { key: 'source:shop', label: 'Old' });
    assert.deepEqual(new Knowledge(settings, { stripe: [old] }).signer('stripe', source, undefined), {
      key: 'stripe',
      label: 'Old',
    });
    assert.equal(new Knowledge(settings, {}).signer('stripe', source, undefined), null);
    assert.equal(knowledge.signer('nobody', source, undefined), null);
  });

  for (const id of schemes) {
    it(`is the newest one, for a request of ${id} that nothing verified`, () => {
      const signed = signRequest({ request, url, now: Date.now() }, prepared(id, old, middle, newest));
      assert.ok(typeof signed !== 'string', String(signed));
      assert.equal(signedWith(id, signed.headers.flat()), 'Newest');
    });

    it(`is the one that verified a request of ${id}`, () => {
      for (const secretLabel of ['Old', 'Middle', 'Newest']) {
        const signing = { request, url, now: Date.now(), secretLabel };
        const signed = resign(signing, prepared(id, old, middle, newest));
        assert.ok(typeof signed !== 'string', String(signed));
        assert.equal(signedWith(id, signed.rawHeaders.slice(2)), secretLabel);
      }
    });
  }

  it('is none that is no key, and the newest where the one that verified is gone', () => {
    const broken = { label: 'Broken', value: '' };
    const signed = signRequest(
      { request, url, now: Date.now(), secretLabel: 'Removed' },
      prepared('svix', old, middle, broken),
    );
    assert.ok(typeof signed !== 'string');
    assert.equal(signedWith('svix', signed.headers.flat()), 'Middle');
  });
});
