import assert from 'node:assert/strict';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import type { SignedRequest } from '../../../../src/engine/signature/requestParts.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { expectedDigests, signRequest } from '../../../../src/engine/signature/sign.ts';
import { isVerified } from '../../../../src/protocol/verdict.ts';
import { hold, partsOf, prepare } from './holding.ts';
import { isOneSided, knowledgeOf, now, plausibleSecret, publicUrl, received } from './signing.ts';

const item = {
  pspReference: '7914073381342284',
  merchantAccountCode: 'TestMerchant',
  merchantReference: 'order:1',
  amount: { value: 1130, currency: 'EUR' },
  eventCode: 'AUTHORISATION',
  success: 'true',
};

/** What is signed of a body where that is not all of it, in every form that a scheme asks for. */
const body = Buffer.from(
  JSON.stringify({
    webhookTimestamp: now,
    signature: { timestamp: String(now), token: 'a token' },
    notificationItems: [
      { NotificationRequestItem: item },
      { NotificationRequestItem: { ...item, eventCode: 'CAPTURE' } },
    ],
  }),
);

const request: SignedRequest = {
  method: 'POST',
  target: '/hook?data.id=AB1&q=%2F',
  rawHeaders: ['Content-Type', 'application/json', 'X-Own', 'caf\u00c3\u00a9'],
  body,
};

describe('signing', () => {
  const twoSided = schemes.filter((scheme) => !isOneSided(scheme) && scheme.verify.kind !== 'none');

  for (const scheme of twoSided) {
    it(`as ${scheme.id} is valid, with the secret that it was made with`, () => {
      const secret = plausibleSecret(scheme);
      const signing = { request, url: publicUrl + request.target, now };
      const signed = signRequest(signing, prepare(scheme, plausibleSecret(scheme), secret));
      assert.ok(typeof signed === 'object');
      const captured = received(request, signed);
      const { findings } = inspect(captured, knowledgeOf(scheme.id, scheme.id, secret));
      assert.ok(isVerified(findings.verdict), findings.verdict);
      assert.equal(findings.provider, scheme.id);
      const other = inspect(captured, knowledgeOf(scheme.id, scheme.id, plausibleSecret(scheme)));
      const isFixed = scheme.verify.kind === 'token' && scheme.verify.auth === 'Basic';
      assert.equal(other.findings.verdict, isFixed ? 'authenticated' : 'invalid');
    });

    it(`as ${scheme.id} is not possible without a secret`, () => {
      const signing = { request, url: publicUrl + request.target, now };
      assert.equal(signRequest(signing, prepare(scheme)), 'noSecret');
    });
  }

  it('as adyen signs every item: one that is another’s, or has no signature, makes all invalid or missing', () => {
    const adyen = schemes.find(({ id }) => id === 'adyen');
    assert.ok(adyen);
    const prepared = prepare(adyen, plausibleSecret(adyen));
    const signed = signRequest({ request, url: publicUrl, now }, prepared);
    assert.ok(typeof signed === 'object');
    const text = Buffer.from(signed.body).toString();
    const said = (changed: string): string => hold({ body: Buffer.from(changed) }, prepared).verdict;
    assert.equal(said(text), 'valid');
    assert.equal(said(text.replace('AUTHORISATION', 'CAPTURE')), 'invalid');
    assert.equal(said(text.replace('CAPTURE', 'REFUND')), 'invalid');
    const [, second = ''] = text.match(/"hmacSignature":"[^"]*"/g) ?? [];
    assert.equal(said(text.replace(second, '"hmacSignature":""')), 'missing');
    assert.equal(said('{"notificationItems":[]}'), 'missing');
    assert.equal(said('{"notificationItems":{"0":1}}'), 'missing');
    assert.equal(said('[]'), 'missing');
  });

  it('is nobody else’s where only the provider has the key', () => {
    const oneSided = schemes.filter(isOneSided);
    assert.deepEqual(oneSided.map(({ id }) => id).sort(), [
      'aws-sns',
      'discord',
      'paypal',
      'plaid',
      'sendgrid',
      'standard-webhooks-ed25519',
      'telnyx',
    ]);
    for (const scheme of oneSided) {
      assert.equal(
        signRequest({ request, url: publicUrl, now }, prepare(scheme, 'a secret')),
        'privateKey',
        scheme.id,
      );
      assert.equal(signRequest({ request, url: publicUrl, now }, prepare(scheme)), 'privateKey', scheme.id);
    }
  });

  it('adds nothing where there is nothing to sign', () => {
    const [none] = schemes.filter(({ verify }) => verify.kind === 'none');
    assert.ok(none);
    const signed = signRequest({ request, url: publicUrl, now }, prepare(none));
    assert.deepEqual(signed, { headers: [], target: request.target, body });
    assert.ok(typeof signed === 'object');
    const { findings } = inspect(received(request, signed), knowledgeOf('none', 'none', ''));
    assert.equal(findings.verdict, 'unsigned');
  });

  it('takes the ids and times that a request has already', () => {
    const svix = schemes.find(({ id }) => id === 'standard-webhooks');
    assert.ok(svix);
    const rawHeaders = [...request.rawHeaders, 'webhook-id', 'msg_1', 'Webhook-Timestamp', '1760000001'];
    const signed = signRequest(
      { request: { ...request, rawHeaders }, url: '', now },
      prepare(svix, 'whsec_AAAA'),
    );
    assert.ok(typeof signed === 'object');
    assert.deepEqual(
      signed.headers.map(([name]) => name),
      ['webhook-signature'],
    );
  });

  it('tells the same digest as the request has, for every hash and HMAC that covers the body', () => {
    for (const scheme of twoSided.filter(({ verify }) => verify.kind === 'signature')) {
      const prepared = prepare(scheme, plausibleSecret(scheme));
      const url = publicUrl + request.target;
      const signed = signRequest({ request, url, now }, prepared);
      assert.ok(typeof signed === 'object');
      const sent = received(request, signed);
      const [expected] = expectedDigests(partsOf(sent), prepared, url);
      const whole = `${sent.rawHeaders.join('\n')}\n${Buffer.from(sent.body).toString()}`;
      assert.ok(expected !== undefined && whole.includes(expected.digest), scheme.id);
    }
  });
});
