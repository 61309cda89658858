import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import { diagnosed } from './patients.ts';
import { Clock } from '../../../../src/engine/diagnosis/clock.ts';
import { diagnose } from '../../../../src/engine/diagnosis/diagnose.ts';
import { headerSigns } from '../../../../src/engine/diagnosis/headerSigns.ts';
import type { Cause } from '../../../../src/protocol/diagnosis.ts';
import { ownSecret, plainSecret, subjectOf, withHeader, withMore } from './subjects.ts';
import { costOf } from '../../../support/cost.ts';
import { isLong } from '../../../support/long.ts';

const signature = (value: string) => withHeader('SB-Signature', () => value);
const signsOf = (value: string): readonly Cause[] =>
  headerSigns(subjectOf({ scheme: 'simplebackups' }, signature(value)));
const idsOf = (value: string): string[] => signsOf(value).map(({ id }) => id);

describe('what the place of a signature shows', () => {
  it('is nothing where a digest stands there', () => {
    for (const scheme of ['simplebackups', 'github', 'stripe', 'slack', 'twilio']) {
      assert.deepEqual(headerSigns(subjectOf({ scheme })), [], scheme);
    }
    for (let trial = 0; trial < (isLong ? 2000 : 200); trial += 1) {
      assert.deepEqual(signsOf(randomBytes(32).toString('hex')), []);
    }
  });

  for (const value of [
    '',
    '{{signature}}',
    '<signature>',
    '${SIGNATURE}',
    'undefined',
    'null',
    'None',
    'no-secret-provided',
    '0'.repeat(64),
    'sha256=undefined',
    '"null"',
    'deadbeef'.repeat(8),
    '[object Object]',
  ]) {
    it(`is a placeholder: ${value || 'empty'}`, () => {
      assert.deepEqual(idsOf(value), ['header-placeholder']);
    });
  }

  it('is a placeholder behind the scheme’s own prefix', () => {
    const signs = headerSigns(
      subjectOf(
        { scheme: 'github' },
        withHeader('X-Hub-Signature-256', () => 'sha256=undefined'),
      ),
    );
    assert.deepEqual(signs, [
      { id: 'header-placeholder', detail: { header: 'X-Hub-Signature-256', value: 'sha256=undefined' } },
    ]);
  });

  it('is nothing at all: said with what tells of a proxy, and headers with similar names', () => {
    const without = withHeader('SB-Signature', () => null);
    const more = withMore(
      ['Via', '1.1 proxy'],
      ['X-Forwarded-For', '10.0.0.1'],
      ['CF-Ray', '1'],
      ['X-Signature', 'a'],
    );
    const change = (request: CapturedRequest): CapturedRequest => more(without(request));
    assert.deepEqual(headerSigns(subjectOf({ scheme: 'simplebackups' }, change)), [
      {
        id: 'header-absent',
        detail: {
          header: 'SB-Signature',
          proxies: 'Via, X-Forwarded-For, CF-Ray',
          similar: 'X-Signature',
          fields: '',
        },
      },
    ]);
  });

  for (const [place, sent] of [
    ['body', { body: `{"ref":"main","secret":"${plainSecret}"}` }],
    ['body', { body: `a=1&key=${Buffer.from(plainSecret).toString('hex')}` }],
    ['URL', { target: `/in?key=${encodeURIComponent(plainSecret)}` }],
    ['X-Key', { rawHeaders: ['X-Key', Buffer.from(plainSecret).toString('base64')] }],
  ] as const) {
    it(`is nothing at all, and the secret itself in the ${place}`, () => {
      const { body, ...rest } = { body: '{}', ...sent };
      const change = (request: CapturedRequest): CapturedRequest => ({
        ...withHeader('SB-Signature', () => null)(request),
        ...rest,
        body: Buffer.from(body),
      });
      const [first] = headerSigns(subjectOf({ scheme: 'simplebackups' }, change));
      assert.deepEqual([first?.id, first?.detail['at']], ['token-scheme', place]);
      const [own] = headerSigns(subjectOf({ scheme: 'telegram' }, change));
      assert.notEqual(own?.detail['at'], place, 'who sends a token does not sign');
    });
  }

  it('is nothing at all, with the signature of another sender in the body', () => {
    const form = 'application/x-www-form-urlencoded';
    const signerOf = (scheme: string, body: string, type = form): unknown => {
      const change = (request: CapturedRequest): CapturedRequest => ({
        ...request,
        rawHeaders: ['Content-Type', type],
        body: Buffer.from(body),
      });
      const { sender, field } = headerSigns(subjectOf({ scheme }, change))[0]?.detail ?? {};
      return [sender, field];
    };
    assert.deepEqual(signerOf('paddle', 'alert_id=1&p_signature=YQ'), ['Paddle Classic', 'p_signature']);
    const braintree = 'bt_signature=a%7Cb&bt_payload=YQ';
    assert.deepEqual(signerOf('stripe', braintree), ['Braintree', 'bt_signature']);
    const mailgun = '{"signature":{"token":"a","timestamp":"1","signature":"b"}}';
    assert.deepEqual(signerOf('github', mailgun, 'application/json'), ['Mailgun', 'signature.signature']);
    const other = '{"NotificationRequestItem":1,"SHASIGN":"a"}';
    assert.deepEqual(signerOf('adyen-banking', other, 'application/json'), [undefined, undefined]);
  });

  it('is nothing at all, with what may be a signature in the body', () => {
    const fieldsOf = (body: string, type = 'application/json'): unknown => {
      const change = (request: CapturedRequest): CapturedRequest => ({
        ...request,
        rawHeaders: ['Content-Type', type],
        body: Buffer.from(body),
      });
      return headerSigns(subjectOf({ scheme: 'simplebackups' }, change))[0]?.detail['fields'];
    };
    assert.equal(fieldsOf('alert_id=1&p_signature=YQ', 'application/x-www-form-urlencoded'), 'p_signature');
    assert.equal(fieldsOf('{"hmac":"a","assigned":1,"design":2,"commit_hash":"b"}'), 'hmac');
    assert.equal(fieldsOf('{"status":"ok"}'), '');
  });

  it('is nothing at all, and then nothing is searched, so that nothing is cut short', () => {
    const without = withHeader('SB-Signature', () => null);
    const { tried, isCutShort, causes } = diagnose(
      subjectOf({ scheme: 'simplebackups' }, without),
      new Clock(0),
    );
    assert.deepEqual([tried, isCutShort, causes[0]?.id], [0, false, 'header-absent']);
  });

  it('is a form that the scheme has not, or a digest in another header with a likely name', () => {
    const hex = randomBytes(32).toString('hex');
    assert.deepEqual(idsOf(hex.toUpperCase().replace(/^../, 'AA')), ['encoding-uppercase']);
    assert.deepEqual(idsOf(`sha256=${hex}`), ['header-prefix']);
    assert.deepEqual(idsOf(hex.slice(0, 50)), ['header-truncated']);
    assert.deepEqual(idsOf(hex.slice(0, 40)), ['algorithm-sha1']);
    assert.deepEqual(idsOf(hex + hex), ['algorithm-sha512']);
    const moved = (name: string) => (request: CapturedRequest) =>
      withMore([name, hex])(withHeader('SB-Signature', () => null)(request));
    const ids = (name: string): string[] =>
      headerSigns(subjectOf({ scheme: 'simplebackups' }, moved(name))).map(({ id }) => id);
    assert.deepEqual(ids('X-Sb-Signature'), ['header-renamed', 'header-absent']);
    assert.deepEqual(ids('X-Trace'), ['header-absent']);
  });

  it('is no digest: a few digits of one, a word, or a token', () => {
    assert.deepEqual(idsOf('a1b2c3'), ['header-truncated']);
    assert.deepEqual(signsOf('hello'), [
      { id: 'header-placeholder', detail: { header: 'SB-Signature', value: 'hello' } },
    ]);
    assert.deepEqual(idsOf('3f2504e0-4f89-41d3-9a0c-0305e82c3301'), ['token-scheme']);
    assert.deepEqual(signsOf('live_51.Hq2xYt9-token'), [{ id: 'token-scheme', detail: {} }]);
    assert.deepEqual(idsOf(randomBytes(40).toString('hex')), []);
  });

  it('is a timestamp or an id that is absent', () => {
    const signs = (header: string): readonly Cause[] =>
      headerSigns(
        subjectOf(
          { scheme: 'standard-webhooks' },
          withHeader(header, () => null),
        ),
      );
    assert.deepEqual(signs('webhook-id'), [
      { id: 'header-absent', detail: { header: 'webhook-id', beside: 'webhook-signature' } },
    ]);
    assert.deepEqual(signs('webhook-timestamp'), [
      { id: 'time-absent', detail: { name: 'webhook-timestamp', in: 'headers' } },
    ]);
  });

  it('is a JWT, or a signature with a private key', () => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const jwt = `${part({ alg: 'HS256' })}.${part({ iss: 'a' })}.${randomBytes(32).toString('base64url')}`;
    assert.deepEqual(signsOf(`Bearer ${jwt}`), [
      { id: 'public-key-scheme', detail: { header: 'SB-Signature', received: 'JWT, HS256' } },
    ]);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const ed = generateKeyPairSync('ed25519').privateKey;
    const received = [
      sign('sha256', Buffer.from('a'), rsa),
      sign('sha256', Buffer.from('a'), ec),
      sign(null, Buffer.from('a'), ed),
    ].map((bytes) => signsOf(bytes.toString('base64'))[0]?.detail['received']);
    assert.deepEqual(received, ['RSA', 'ECDSA', 'Ed25519 or HMAC-SHA512']);
  });

  it('is an HMAC where a private key is expected', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const value = publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('hex');
    const subject = subjectOf({ scheme: 'simplebackups' });
    const discord = subjectOf(
      { scheme: 'simplebackups', secrets: [ownSecret(value)] },
      withMore(['X-Signature-Ed25519', randomBytes(32).toString('hex')], ['X-Signature-Timestamp', '1']),
    );
    const scheme = discord.knowledge.schemes.find(({ id }) => id === 'discord');
    assert.ok(scheme);
    const signs = headerSigns({ ...discord, prepared: { ...subject.prepared, scheme } });
    assert.deepEqual(signs, [
      { id: 'public-key-scheme', detail: { header: 'X-Signature-Ed25519', received: 'HMAC' } },
    ]);
  });

  it('is a saved secret itself, which is not repeated', () => {
    for (const value of [plainSecret, `Bearer ${plainSecret}`, `"${plainSecret}"`]) {
      const signs = signsOf(value);
      assert.deepEqual(
        signs,
        [{ id: 'token-scheme', detail: { label: 'Secret 1', owner: 'the provider' } }],
        value,
      );
    }
    const copied = subjectOf(
      { scheme: 'simplebackups', secrets: [ownSecret('example\n')] },
      signature('example'),
    );
    assert.ok(!JSON.stringify(headerSigns(copied)).includes('example'));
    const test = subjectOf({ scheme: 'simplebackups', secrets: [ownSecret('test')] }, signature('test'));
    assert.deepEqual(
      headerSigns(test).map(({ id }) => id),
      ['token-scheme'],
    );
  });

  it('is a placeholder for a token, which is not repeated', () => {
    const token = withHeader('X-Gitlab-Token', () => 'undefined');
    const signs = headerSigns(subjectOf({ scheme: 'gitlab-token' }, token));
    assert.deepEqual(signs, [{ id: 'header-placeholder', detail: { header: 'X-Gitlab-Token' } }]);
  });

  it('is found at once in 64 KiB of anything', () => {
    const values = ['{', '<', '%', '"', ' ', 'a.', '=', ':a', '$', '[', '00', '\\', 'x '].map((text) =>
      text.repeat(65_536 / text.length),
    );
    const cost = costOf(() => values.forEach((value) => signsOf(value)));
    assert.ok(cost < 1500, `${cost}`);
  });

  it('is nowhere in a raw delivery of Amazon SNS, and a placeholder where words ask for it', () => {
    const raw = diagnosed({ provider: 'aws-sns', headers: ['x-amz-sns-rawdelivery', 'true'], body: 'hello' });
    assert.deepEqual(
      [raw.level, raw.causes],
      ['likely', [{ id: 'header-absent', detail: { by: 'rawDelivery' } }]],
    );
    assert.deepEqual(idsOf('YOUR_SIGNATURE_HERE'), ['header-placeholder']);
    assert.deepEqual(idsOf('<your-signature>'), ['header-placeholder']);
  });

  it('is not what was never found: 64 hex digits are no SHA-384 in Base64, and numbers are no placeholder', () => {
    const shopify = (value: string): string[] =>
      headerSigns(
        subjectOf(
          { scheme: 'shopify' },
          withHeader('X-Shopify-Hmac-Sha256', () => value),
        ),
      ).map(({ id }) => id);
    assert.deepEqual(shopify(randomBytes(32).toString('hex')), ['encoding-hex']);
    assert.deepEqual(idsOf(`[${[...randomBytes(32)].join(' ')}]`), ['encoding-hex']);
    assert.deepEqual(idsOf(`[${randomBytes(32).toString('hex')}]`), ['header-quoted']);
  });
});
