import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { secretVariants } from '../../../../src/engine/diagnosis/secrets.ts';
import type { SecretRule } from '../../../../src/engine/diagnosis/secretKeys.ts';
import { Clock } from '../../../../src/engine/diagnosis/clock.ts';
import { cpuMilliseconds } from '../../../support/clocks.ts';
import { diagnosed, hmac, now, original, saved, signedWith } from './patients.ts';
import { isSame, ownSecret, placeOf } from './subjects.ts';

const asText: SecretRule = { encoding: 'utf8' };
const asBase64: SecretRule = { encoding: 'base64', prefix: 'whsec_' };
const asHex: SecretRule = { encoding: 'hex' };

/** Ids and sides of what is named where a sender signs with one text and another is saved. */
function named(ours: string, theirs: string | Uint8Array, rule = asText): string {
  const { ids, details } = placeOf(secretVariants([ownSecret(ours)], rule), ({ key }) => isSame(theirs)(key));
  const sides = new Set(details.map((detail) => detail['in']));
  return `${[...sides].join(' ')}: ${ids}`;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const long = Buffer.from('0f1e2d3c4b5a69788796a5b4c3d2e1f0'.repeat(4), 'hex').toString('base64');
const uuid = '5f9c2b7e-11d4-4e0a-9c33-7a8b9c0d1e2f';

/** What was pasted with the secret: the saved text, what the sender signs with. */
const ofSaved: readonly (readonly [ours: string, theirs: string, ids: string])[] = [
  ['Hunter-22.', 'Hunter-22', 'secret-quoted'],
  ['Hunter-22,', 'Hunter-22', 'secret-quoted'],
  ['\u201cHunter-22\u201d', 'Hunter-22', 'secret-quoted'],
  ['\u00abHunter-22\u00bb', 'Hunter-22', 'secret-quoted'],
  ['<Hunter-22>', 'Hunter-22', 'secret-quoted'],
  ['[Hunter-22]', 'Hunter-22', 'secret-quoted'],
  ['"Hunter-22",', 'Hunter-22', 'secret-quoted'],
  ["'Hunter-22';", 'Hunter-22', 'secret-quoted'],
  ["b'Hunter-22'", 'Hunter-22', 'secret-quoted'],
  ['{"WEBHOOK_SECRET":"Hunter-22","x":1}', 'Hunter-22', 'secret-quoted'],
  ['Hunter-22\u00a0', 'Hunter-22', 'secret-invisible'],
  ['Hunter-22\u3000', 'Hunter-22', 'secret-invisible'],
  ['\u2028Hunter-22', 'Hunter-22', 'secret-invisible'],
  ['Hunter\u201322', 'Hunter-22', 'secret-invisible'],
  ['Hunter\u201422', 'Hunter--22', 'secret-invisible'],
  ['Hunter\u201122', 'Hunter-22', 'secret-invisible'],
  ['Hunter-22Hunter-22', 'Hunter-22', 'secret-truncated'],
  ['Hunter-22\nHunter-22', 'Hunter-22', 'secret-truncated'],
  ['SHVudGVyLTIyMDA', 'SHVudGVyLTIyMDA=', 'secret-truncated'],
  ['SHVudGVyLTIyMD', 'SHVudGVyLTIyMD==', 'secret-truncated'],
  [uuid.replaceAll('-', ''), uuid, 'secret-truncated'],
  ['Hun\\/ter\\u002622', 'Hun/ter&22', 'secret-escaped'],
  ['Hunter&#039;s &amp; 22', "Hunter's & 22", 'secret-escaped'],
  ['Hunter=\r\n22', 'Hunter22', 'secret-newline'],
  [base64('Hunter-22'), 'Hunter-22', 'secret-not-decoded'],
  [base64('Hunter-22\n'), 'Hunter-22', 'secret-not-decoded secret-newline'],
  ['new-Hunter|old-Hunter', 'new-Hunter', 'secret-several'],
  ['new-Hunter, old-Hunter', 'old-Hunter', 'secret-several'],
  ['const secret = "Hunter-22"; // mine', 'Hunter-22', 'secret-prefix-kept'],
  ['-e SECRET=Hunter-22', 'Hunter-22', 'secret-prefix-kept'],
  ['"secret": "Hunter-22",', 'Hunter-22', 'secret-prefix-kept'],
  ['Hunter-22 (live)', 'Hunter-22', 'secret-quoted'],
  ['Hunter-22\\n', 'Hunter-22', 'secret-newline'],
  ['Hunter-22%0A', 'Hunter-22', 'secret-url-encoded secret-newline'],
  ['&quot;Hunter-22&quot;', 'Hunter-22', 'secret-escaped secret-quoted'],
  ['Hunter-22 # of staging', 'Hunter-22', 'secret-hash'],
];

/** What the sender's tools made of it. */
const ofSender: readonly (readonly [ours: string, theirs: string | Uint8Array, ids: string])[] = [
  ['pa$word-31Xz', '"paord-31Xz"', 'secret-dollar secret-quoted'],
  ['pa$word-31Xz', 'paord-31Xz', 'secret-dollar'],
  ['abc;def-4410', 'abc', 'secret-truncated'],
  ['a"b"c-99Kz', 'abc-99Kz', 'secret-quoted'],
  ['Hunter-22', "b'Hunter-22'", 'secret-quoted'],
  ['Hunter-22', '\ufeffHunter-22\r\n', 'secret-bom secret-newline'],
  ['Hunter-22', '    Hunter-22\n', 'secret-whitespace secret-newline'],
  ['Hunter-22', '"Hunter-22"\r\n', 'secret-quoted secret-newline'],
  ['Hunter-22', 'Hunter-22 \r\n', 'secret-whitespace secret-newline'],
  [`${'Hunter-22'.repeat(4)}abcd`, 'Hunter-22'.repeat(4).slice(0, 32), 'secret-truncated'],
  ['100%%-Hunter', '100%-Hunter', 'secret-escaped'],
  ["wc'S3cr<et", 'wc&#039;S3cr&lt;et', 'secret-escaped'],
  ["wc'S3cr<et", "wc'S3cr&lt;et", 'secret-escaped'],
  [long, `${long.slice(0, 64)}\n${long.slice(64)}\n`, 'secret-newline'],
];

describe('a copy of a secret that went wrong', () => {
  it('is the saved one where it shows what was pasted with it', () => {
    assert.deepEqual(
      ofSaved.map(([ours, theirs]) => named(ours, theirs)),
      ofSaved.map(([, , ids]) => `saved: ${ids}`),
    );
  });

  it('is the sender’s where its tools read it otherwise', () => {
    assert.deepEqual(
      ofSender.map(([ours, theirs]) => named(ours, theirs)),
      ofSender.map(([, , ids]) => `sender: ${ids}`),
    );
  });

  it('is a key of UTF-16 in both orders', () => {
    for (const bytes of [Buffer.from('Hunter', 'utf16le'), Buffer.from('\ufeffHunter', 'utf16le').swap16()]) {
      assert.equal(named('Hunter', bytes), ': secret-invisible');
    }
  });

  it('is a hash of the secret, or its letters read as Latin-1', () => {
    for (const hash of ['sha256', 'md5']) {
      const digest = createHash(hash).update('Hunter').digest();
      assert.equal(named('Hunter', digest), ': secret-not-decoded');
      assert.equal(named('Hunter', digest.toString('hex')), ': secret-not-decoded');
    }
    assert.equal(named('Hünter', Buffer.from('Hünter').toString('latin1')), ': secret-invisible');
  });

  it('may be either side’s where one or two characters are too many: no column is blamed', () => {
    const { details } = placeOf(secretVariants([ownSecret('x'.repeat(33))], asText), ({ key }) =>
      isSame('x'.repeat(32))(key),
    );
    assert.equal(details[0]?.['where'], 'end');
  });

  it('is no copy where nothing is left of it when it is decoded: then there was no secret', () => {
    const empty = Buffer.alloc(0);
    assert.equal(named(`whsec_${base64('Hunter-220')}`, empty, asBase64), ': secret-empty');
    assert.equal(named('c0ffee'.repeat(6), empty, asHex), ': secret-empty');
    assert.equal(named('====', empty, asBase64), ': secret-empty');
  });

  it('is read as the listener reads it: a key in hex with a line end behind it is none', () => {
    const key = 'c0ffee'.repeat(6);
    assert.equal(named(`${key}\n`, Buffer.from(key, 'hex'), asHex), 'saved: secret-newline');
    const { level, causes } = diagnosed({
      provider: 'adyen-banking',
      headers: ['HmacSignature', hmac(original, Buffer.from(key, 'hex')).toString('base64')],
      secrets: { 'adyen-banking': saved(`${key}\n`) },
    });
    assert.deepEqual([level, causes.map(({ id }) => id)], ['proven', ['secret-newline']]);
  });

  it('lost a prefix that its provider’s secrets keep by the sender’s hand', () => {
    const rule: SecretRule = { encoding: 'utf8', documented: 'whsec_' };
    assert.equal(named('whsec_Hunter22', 'Hunter22', rule), 'sender: secret-prefix-removed');
    assert.equal(named('whsec_Hunter22', 'Hunter22'), 'saved: secret-prefix-kept');
    assert.equal(named('Hunter22', 'whsec_Hunter22', rule), 'saved: secret-prefix-removed');
  });
});

describe('a saved text that is visibly no secret', () => {
  const signature = hmac(original, 'a secret of somebody else').toString('hex');
  const seen = (value: string, provider = 'simplebackups'): unknown[] => {
    const headers: Readonly<Record<string, readonly string[]>> = {
      simplebackups: ['SB-Signature', signature],
      stripe: ['Stripe-Signature', `t=${now},v1=${signature}`],
      paystack: ['x-paystack-signature', signature + signature],
      svix: [
        'svix-id',
        'a',
        'svix-timestamp',
        `${now}`,
        'svix-signature',
        `v1,${Buffer.from(signature, 'hex').toString('base64')}`,
      ],
    };
    const { level, causes } = diagnosed({
      ...signedWith(signature, { headers: headers[provider] ?? [], body: '{"type":"ping"}' }),
      provider,
      clock: new Clock(20, undefined, cpuMilliseconds),
      secrets: { [provider]: saved(...value.split(' and ')) },
    });
    return [level, causes[0]?.id, causes[0]?.detail['saved']];
  };

  it('is said to be one, with what it is', () => {
    for (const [value, kind] of [
      ['whsec_\u2022\u2022\u2022\u2022\u2022\u2022', 'masked'],
      ['sk_****', 'masked'],
      ['your-webhook-secret', 'placeholder'],
      ['<YOUR_SIGNING_SECRET>', 'placeholder'],
      ['whsec_your_signing_secret_here', 'placeholder'],
      ['${LEMON_SECRET}', 'variable'],
      ['process.env.WEBHOOK_SECRET', 'variable'],
      ['{{ secrets.HOOK }}', 'variable'],
      ['op://vault/item/secret', 'reference'],
      ['arn:aws:secretsmanager:eu-west-1:1:secret:a', 'reference'],
      ['/run/secrets/github_webhook_secret', 'path'],
      ['sk_test_51HeldOutKeyKeyKeyKey', 'apiKey'],
      ['${A} and ${B}', 'variable'],
    ] as const) {
      assert.deepEqual(seen(value), ['likely', 'secret-other', kind], value);
    }
    assert.deepEqual(seen('whsec_****', 'svix'), ['likely', 'secret-other', 'masked']);
    assert.deepEqual(seen('rk_live_51HeldOutKeyKey', 'stripe'), ['likely', 'secret-other', 'apiKey']);
  });

  it('is not said of what may be a secret', () => {
    for (const value of [
      'secret',
      'a*b*c*d',
      'my-secret',
      '$ecret_22',
      '/a/b+c/Zg==',
      'pa$word',
      '${A} and Hunter-22',
    ]) {
      assert.deepEqual(seen(value), ['unexplained', 'secret-other', undefined], value);
    }
    assert.deepEqual(seen('sk_test_51HeldOutKeyKeyKeyKey', 'paystack')[0], 'unexplained');
  });
});
