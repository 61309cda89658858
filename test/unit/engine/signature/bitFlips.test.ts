import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import type { JwtRule, SignatureRule } from '../../../../src/engine/signature/scheme.ts';
import { schemeById, schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { signRequest } from '../../../../src/engine/signature/sign.ts';
import { isLong } from '../../../support/long.ts';
import { knowledgeFor, requestOf, secretsOf, type Vector } from '../../../vectors/vector.ts';
import { flipsOf, hasSeveralSignatures, survivors } from './flips.ts';
import { prepare } from './holding.ts';
import { readShared } from './vectors.ts';

/** Of each scheme: the property holds for every request, and each bit is one. */
const requestLimit = isLong ? 3 : 1;

/** Their signatures cover parts of the request; the stretches that are flipped are those parts. */
const partial = ['mailgun', 'mercadopago', 'adyen', 'paypal'];

/** Rows that stand for a family of senders and are nobody's own, so that nobody has a vector of them. */
const nobodys = ['hub-signature-256', 'hub-signature', 'hub-signature-sha1'];

const ruled = schemes.flatMap(({ id, verify }) =>
  (verify.kind === 'signature' || verify.kind === 'jwt') && !nobodys.includes(id)
    ? [{ id, rule: verify satisfies SignatureRule | JwtRule }]
    : [],
);

/**
 * The smallest with one signature. Any of several may match (a key is being rotated): those that do not may be
 * anything.
 */
function smallest(rule: SignatureRule | JwtRule, vectors: readonly Vector[]): Vector[] {
  return vectors
    .filter((vector) => !hasSeveralSignatures(rule, requestOf(vector)))
    .sort((a, b) => a.bodyBase64.length - b.bodyBase64.length)
    .slice(0, requestLimit);
}

describe('flipping any one bit of what is signed', () => {
  describe('in the shared vectors', () => {
    let vectors: readonly Vector[] = [];

    before(function () {
      vectors = readShared<readonly Vector[]>(this, 'vectors.json').filter(
        ({ expected }) => expected === 'valid',
      );
    });

    for (const { id, rule } of ruled) {
      it(`leaves no request of ${id} valid`, () => {
        let held = 0;
        for (const vector of smallest(
          rule,
          vectors.filter(({ scheme }) => scheme === id),
        )) {
          const request = requestOf(vector);
          const knowledge = knowledgeFor(vector, id, secretsOf(vector));
          const { verdict, reason } = inspect(request, knowledge).findings;
          assert.equal(verdict, 'valid', vector.name);
          const coverage = reason.code === 'matches' ? reason.coverage.kind : '';
          const expected = id === 'twilio' ? /^(form|body)$/ : partial.includes(id) ? /^partial$/ : /^body$/;
          assert.match(coverage, expected, vector.name);
          const { valid, flips, respelled } = survivors(rule, request, knowledge);
          assert.deepEqual(valid, [], vector.name);
          assert.ok(flips > 200, `${vector.name}: only ${flips} flips`);
          // A form is signed as its parameters: %2B and %2b are the same one.
          assert.ok(respelled === 0 || id === 'twilio', vector.name);
          held += 1;
        }
        assert.ok(held > 0, `no valid request of ${id} with one signature`);
      });
    }
  });

  const now = 1_760_000_000_000;
  const body = Buffer.from('{"id":"evt_1","type":"invoice.paid","amount":1.50}');
  const rawHeaders = ['Content-Type', 'application/json', 'Host', 'hooks.example.com'];
  const sent: CapturedRequest = {
    receivedAt: now,
    remoteAddress: '127.0.0.1',
    httpVersion: '1.1',
    method: 'POST',
    target: '/hook?x=1',
    rawHeaders,
    rawTrailers: [],
    body,
    bodyMilliseconds: 0,
    declaredLength: body.length,
    complete: true,
    refusal: null,
  };
  const publicUrl = 'https://hooks.example.com';

  function knowledgeOf(id: string, secret: string): Knowledge {
    const source = { name: 'own', path: '/', provider: id, publicUrl };
    const settings = {
      sources: [source],
      customProviders: [],
      ignoreTimestamps: false,
      answerHandshakes: true,
    };
    return new Knowledge(settings, { [id]: [{ label: 'Secret 1', value: secret }] });
  }

  function assertNoneSurvives(id: string, secret: string, request: CapturedRequest): void {
    const knowledge = knowledgeOf(id, secret);
    assert.equal(inspect(request, knowledge).findings.verdict, 'valid');
    const rule = schemeById(id)?.verify;
    assert.ok(rule?.kind === 'signature' || rule?.kind === 'jwt');
    const { valid, flips } = survivors(rule, request, knowledge);
    assert.deepEqual(valid, []);
    assert.ok(flips >= body.length * 8 + 20 * 8, String(flips));
  }

  describe('in requests that are signed here', () => {
    const shared: readonly (readonly [id: string, secret: string])[] = [
      ['stripe', 'whsec_test'],
      ['github', 'It is a secret'],
      ['slack', '8f742231b10e8888abcd99yyyzzz85a5'],
      ['standard-webhooks', `whsec_${Buffer.alloc(24, 7).toString('base64')}`],
      ['shopify', 'shpss_1'],
      ['paystack', 'sk_test_1'],
      ['square', 'square secret'],
      ['hubspot-v2', 'hubspot secret'],
      ['hubspot-v3', 'hubspot secret'],
      ['contentful', 'c'.repeat(64)],
      ['coinbase-cdp', 'cdp secret'],
      ['cloudinary', 'cloudinary secret'],
      ['netlify', 'netlify secret'],
    ];
    for (const [id, secret] of shared) {
      it(`leaves no request of ${id} valid`, () => {
        const scheme = schemeById(id);
        assert.ok(scheme);
        const url = publicUrl + sent.target;
        const parts = signRequest({ request: sent, url, now }, prepare(scheme, secret));
        assert.ok(typeof parts === 'object');
        assertNoneSurvives(id, secret, { ...sent, rawHeaders: [...rawHeaders, ...parts.headers.flat()] });
      });
    }

    const seconds = String(now / 1000);
    const signed = Buffer.concat([Buffer.from(seconds), body]);
    const withSignature = (name: string, time: string, value: string): CapturedRequest => ({
      ...sent,
      rawHeaders: [...rawHeaders, name, value, time, seconds],
    });

    it('leaves no request of discord valid, whose signature is Ed25519', () => {
      const { publicKey, privateKey } = generateKeyPairSync('ed25519');
      const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
      const value = sign(null, signed, privateKey).toString('hex');
      assertNoneSurvives(
        'discord',
        raw,
        withSignature('X-Signature-Ed25519', 'X-Signature-Timestamp', value),
      );
    });

    it('leaves no request of sendgrid valid, whose signature is ECDSA', () => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const raw = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
      const header = 'X-Twilio-Email-Event-Webhook';
      const value = sign('sha256', signed, privateKey).toString('base64');
      assertNoneSurvives('sendgrid', raw, withSignature(`${header}-Signature`, `${header}-Timestamp`, value));
    });
  });

  it('finds no space where a flipped bit made a character that only looks like one', () => {
    const list = `t=1760000000, v1=`;
    const scheme = schemeById('stripe');
    assert.ok(scheme);
    const parts = signRequest({ request: sent, url: '', now }, prepare(scheme, 'whsec_test'));
    assert.ok(typeof parts === 'object');
    const value = String(parts.headers[0]?.[1]).replace(/^.*v1=/, list);
    assertNoneSurvives('stripe', 'whsec_test', {
      ...sent,
      rawHeaders: [...rawHeaders, 'Stripe-Signature', value],
    });
  });

  it('leaves valid what the sender takes for the same: the case of an id, and of the digits of %2F', () => {
    const target = '/hook?data.id=aB&to=%2F';
    const spared = ['mercadopago', 'hubspot-v3'].map((id) => {
      const scheme = schemeById(id);
      assert.ok(scheme?.verify.kind === 'signature');
      const url = publicUrl + target;
      const parts = signRequest({ request: { ...sent, target }, url, now }, prepare(scheme, 'secret'));
      assert.ok(typeof parts === 'object');
      const request = { ...sent, target, rawHeaders: [...rawHeaders, ...parts.headers.flat()] };
      return survivors(scheme.verify, request, knowledgeOf(id, 'secret')).valid;
    });
    // Bit 5 is what tells upper case from lower case.
    const bitOf = (text: string): string => `target, bit ${target.indexOf(text) * 8 + 5}`;
    assert.deepEqual(spared, [[bitOf('aB'), bitOf('B&')], [bitOf('F')]]);
  });

  it('leaves a form valid whose parameters are the same, and no other', () => {
    const form = Buffer.from('To=%2B1800&From=%2b1415&Body=a+b&Body=a');
    const scheme = schemeById('twilio');
    assert.ok(scheme?.verify.kind === 'signature');
    const headers = ['Content-Type', 'application/x-www-form-urlencoded'];
    const request = { ...sent, body: form, rawHeaders: headers };
    const url = publicUrl + sent.target;
    const parts = signRequest({ request, url, now }, prepare(scheme, 'secret'));
    assert.ok(typeof parts === 'object');
    const signedForm = { ...request, rawHeaders: [...headers, ...parts.headers.flat()] };
    const { valid, respelled } = survivors(scheme.verify, signedForm, knowledgeOf('twilio', 'secret'));
    assert.deepEqual(valid, []);
    assert.equal(respelled, 2, 'the B of %2B and the b of %2b');
  });

  it('is every bit, one at a time', () => {
    const names = new Set<string>();
    for (const { request, name } of flipsOf(sent, { of: 'body', from: 0, to: Number.POSITIVE_INFINITY })) {
      const differing = body.map((byte, index) => byte ^ (request.body[index] ?? 0));
      const bits = [...differing].map((byte) => byte.toString(2).replaceAll('0', '').length);
      assert.equal(
        bits.reduce((sum, count) => sum + count),
        1,
      );
      names.add(name);
    }
    assert.equal(names.size, body.length * 8);
  });
});
