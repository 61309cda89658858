import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { came, other, proven, rewritten, right, seen } from './causes.ts';
import { Clock } from '../../../../src/engine/diagnosis/clock.ts';
import type { Cause } from '../../../../src/protocol/diagnosis.ts';
import type { Secrets } from '../../../../src/protocol/engine.ts';
import { cpuMilliseconds, readings } from '../../../support/clocks.ts';
import { diagnosed, hmac, now, original, plainHash, saved, secret, signedWith } from './patients.ts';
import { itProves, itSees } from './proves.ts';

describe('a diagnosis', () => {
  itProves(proven);
  itSees(seen);

  it('says that a secret verifies only where one was used', () => {
    const labels = [plainHash(original), hmac(original, ''), hmac(original, 'undefined')].map(
      (digest) => diagnosed(signedWith(digest.toString('hex'))).secretLabel,
    );
    assert.deepEqual(labels, ['', '', '']);
    assert.equal(diagnosed(signedWith(plainHash(secret, original).toString('hex'))).secretLabel, 'Secret 1');
  });

  it('says what no saved secret begins with, where nothing was found, and never what is saved', () => {
    const unexplained = (provider: string, secrets: Secrets): readonly Cause[] => {
      const digest = hmac('something else', 'whsec_of-nobody').toString('hex');
      const headers = ['Stripe-Signature', `t=${now},v1=${digest}`, 'SB-Signature', digest];
      const clock = new Clock(20, undefined, cpuMilliseconds);
      return diagnosed({ provider, secrets, headers, clock }).causes;
    };
    const [other, edited] = [
      { id: 'secret-other', detail: {} } as const,
      { id: 'body-edited', detail: {} } as const,
    ];
    const odd = { ...other, detail: { prefix: 'whsec_' } };
    assert.deepEqual(unexplained('stripe', { stripe: saved('sk_live_1', 'rk_live_1') }), [odd, edited]);
    assert.deepEqual(unexplained('stripe', { stripe: saved('sk_live_1', 'whsec_1') }), [other, edited]);
    assert.deepEqual(unexplained('stripe', { github: saved('sk_live_1') }), [other, edited]);
    assert.deepEqual(unexplained('simplebackups', { simplebackups: saved('sk_live_1') }), [other, edited]);
  });

  it('says of a token that it was sent', () => {
    const causesOf = (token: string): readonly Cause[] => {
      const secrets = { 'gitlab-token': saved(secret), stripe: saved('of-another') };
      const headers = ['X-Gitlab-Event', 'Push Hook', 'X-Gitlab-Token', token];
      return diagnosed({ provider: 'gitlab-token', secrets, headers }).causes;
    };
    assert.partialDeepStrictEqual(causesOf('of-another'), [
      { id: 'secret-other-provider', detail: { sent: 'token' } },
    ]);
    assert.partialDeepStrictEqual(causesOf('undefined'), [
      { id: 'secret-undefined', detail: { sent: 'token' } },
    ]);
    assert.deepEqual(causesOf(`Bearer ${secret}`), [
      { id: 'header-prefix', detail: { prefix: 'Bearer', sent: 'token' } },
    ]);
  });

  it('takes nothing of a body for the cause where nothing of it is signed', () => {
    const idsOf = (provider: string, headers: readonly string[], body: string): string[] =>
      diagnosed({
        provider,
        headers,
        body,
        secrets: { [provider]: saved(secret) },
        clock: new Clock(2000, undefined, readings()),
      }).causes.map(({ id }) => id);
    const token = ['X-Gitlab-Event', 'Push Hook', 'X-Gitlab-Token', 'another'];
    const manifest = ['x-request-id', 'a', 'x-signature', `ts=${now},v1=${hmac('x', 'y').toString('hex')}`];
    for (const body of ['', '{"a":', '{"a":1,"a":2}', '{"a":12345678901234567000}', '{"a":"\ufffd"}']) {
      assert.deepEqual(idsOf('gitlab-token', token, body), ['secret-other'], body);
      assert.deepEqual(idsOf('mercadopago', manifest, body), ['secret-other', 'body-edited'], body);
    }
  });

  it('says of a signature in a body that is lost what happened to the body', () => {
    for (const [body, id] of [
      ['', 'body-empty'],
      ['{"signature":{"timestamp":"1"', 'body-truncated'],
    ] as const) {
      const { level, causes } = diagnosed({
        provider: 'mailgun',
        headers: ['Content-Type', 'application/json'],
        body,
      });
      assert.deepEqual([level, causes[0]?.id], ['likely', id]);
    }
  });

  it('finds the signature of an item of a list', () => {
    const item = (hmacSignature?: string): string =>
      JSON.stringify({
        notificationItems: [
          {
            NotificationRequestItem: {
              pspReference: 'P1',
              eventCode: 'A',
              additionalData: { hmacSignature },
            },
          },
        ],
      });
    const idsOf = (body: string): string[] =>
      diagnosed({ provider: 'adyen', body, secrets: { adyen: saved('a1'.repeat(32)) } }).causes.map(
        ({ id }) => id,
      );
    assert.deepEqual(idsOf(item(hmac('x', 'y').toString('base64'))), ['secret-other', 'body-edited']);
    assert.deepEqual(idsOf(item()), ['header-absent']);
  });

  it('accuses no secret whose signature is right for another body, or for what says nothing of one', () => {
    const seen = (claims: unknown): unknown[] => {
      const signed = [{ alg: 'HS256' }, claims]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      const { level, causes } = diagnosed({
        provider: 'netlify',
        headers: ['X-Webhook-Signature', `${signed}.${hmac(signed).toString('base64url')}`],
        body: '{"b":2}',
        secrets: { netlify: saved(secret) },
      });
      return [level, causes.map(({ id }) => id)];
    };
    const sha256 = plainHash('{"a":1}').toString('hex');
    assert.deepEqual(seen({ iss: 'netlify', sha256 }), ['likely', ['body-edited']]);
    assert.deepEqual(seen({ iss: 'netlify' }), ['proven', ['header-claim']]);
    assert.deepEqual(seen({ iss: 'another', sha256 }), ['proven', ['header-claim']]);
  });

  it('proves what a proxy does that parses and writes JSON, together with another secret', () => {
    const patient = {
      ...came(rewritten),
      secrets: { simplebackups: saved('new', secret) },
    };
    const single = diagnosed(patient);
    assert.deepEqual([single.level, single.secretLabel], ['proven', 'Secret 2']);
    assert.equal(Buffer.from(single.recovered?.body ?? '').toString(), original);
    const both = diagnosed({ ...patient, secrets: { simplebackups: saved(`${secret}\n`) } });
    assert.equal(both.level, 'proven');
    assert.ok(both.causes.some(({ id }) => id === 'secret-newline'));
    assert.ok(both.causes.some(({ id }) => id.startsWith('json-')));
  });

  it('proves a body that was written again inside of another one', () => {
    const patients = [
      gzipSync(rewritten),
      Buffer.from(rewritten).toString('base64'),
      `{"body":${rewritten}}`,
    ];
    for (const body of patients) {
      const { level, recovered } = diagnosed(came(body));
      assert.deepEqual([level, Buffer.from(recovered?.body ?? '').toString()], ['proven', original]);
    }
  });

  it('proves a saved secret that has lost its last two characters', () => {
    const patient = signedWith(right, { secrets: { simplebackups: saved(secret.slice(0, -2)) } });
    assert.deepEqual(
      diagnosed(patient).causes.map(({ id }) => id),
      ['secret-truncated'],
    );
  });

  it('says that nothing is wrong where nothing is', () => {
    const { level, causes } = diagnosed(signedWith(right));
    assert.deepEqual([level, causes], ['verifies', []]);
  });

  it('claims nothing of a wrong secret that nobody has saved', () => {
    const { level, tried, isCutShort } = diagnosed(other('a secret of somebody else'));
    assert.deepEqual([level, isCutShort], ['unexplained', false]);
    assert.ok(tried > 1000, String(tried));
  });
});
