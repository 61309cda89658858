import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { secretVariants } from '../../../../src/engine/diagnosis/secrets.ts';
import type { SecretRule } from '../../../../src/engine/diagnosis/secretKeys.ts';
import { savedForms } from '../../../../src/engine/diagnosis/secretText.ts';
import { Clock } from '../../../../src/engine/diagnosis/clock.ts';
import { cpuMilliseconds } from '../../../support/clocks.ts';
import { diagnosed, hmac, now, original, saved, secret, signedWith } from './patients.ts';
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
  [Buffer.from('Hunter-22').toString('hex'), 'Hunter-22', 'secret-not-decoded'],
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
  ['Signing secret\nHunter-22', 'Hunter-22', 'secret-quoted'],
];

const key = 'k7Tq2vXb9LmRz4WcYd8HsPfN1gJ6aEuQ';
const other = 'whsec_Zz91bqPo3nVkTe5yRw0iUaSd7GhJx2Mc';
const digits = '9f86d081884c7d659a2feaa0c55ad015';

/** What dashboards, terminals, files and chats brought along: the saved text, the id and what is said of it. */
const ofCopying: readonly (readonly [ours: string, theirs: string, ids: string, detail?: string])[] = [
  [`b'${key}'`, key, 'secret-quoted', "b'"],
  [`${key}</secret>`, key, 'secret-quoted', 'markup'],
  [`<code>whsec_${key}</code><br/>`, `whsec_${key}`, 'secret-quoted', 'markup'],
  [`<![CDATA[${key}]]>`, key, 'secret-quoted', 'markup'],
  [`{code}${key}{code}`, key, 'secret-quoted', 'markup'],
  [`**${key}**`, key, 'secret-quoted', 'markup'],
  [`[${key}](https://acme.example/)`, key, 'secret-quoted', 'markup'],
  [`$ ${key}`, key, 'secret-quoted', 'prompt'],
  [`> ${key}`, key, 'secret-quoted', 'prompt'],
  [`me@host:~/app$ ${key}`, key, 'secret-quoted', 'prompt'],
  [`PS C:\\Users\\me> ${key}`, key, 'secret-quoted', 'prompt'],
  [`\u2022 ${key}`, key, 'secret-quoted', 'prompt'],
  [`12:${key}`, key, 'secret-quoted', 'prompt'],
  [`\u001b[32m${key}\u001b[0m`, key, 'secret-quoted', 'terminal'],
  [`^[[200~${key}^[[201~`, key, 'secret-quoted', 'terminal'],
  [`${key}%`, key, 'secret-quoted', 'terminal'],
  [`${key}^M`, key, 'secret-quoted', 'terminal'],
  [`${key}Copy`, key, 'secret-quoted', 'button'],
  [`${key} (edited)`, key, 'secret-quoted', 'button'],
  [`\u2705 ${key}`, key, 'secret-quoted', 'button'],
  [`${key}//prod`, key, 'secret-quoted', 'comment'],
  [`${key} ; live key`, key, 'secret-quoted', 'comment'],
  [digits.replace(/..(?=.)/g, '$&:'), digits, 'secret-quoted', 'hex'],
  [`0x${digits}`, digits, 'secret-quoted', 'hex'],
  [`whsec_whsec_${key}`, `whsec_${key}`, 'secret-prefix-kept', 'twice'],
  [`sb_sb_sb_${key}`, `sb_${key}`, 'secret-prefix-kept', 'twice'],
  [`${key}#prod`, key, 'secret-hash'],
  [`${key}# rotated in May`, key, 'secret-hash'],
  [`whsec_${key}${other}`, `whsec_${key}`, 'secret-several', '1'],
  [`whsec_${key}${other}`, other, 'secret-several', '2'],
  [`former-one-${other}`, other, 'secret-several', '2'],
  [digits + key, key, 'secret-several', '2'],
  [`https://acme.example/in?token=${key}&a=1`, key, 'secret-prefix-kept', 'NAME='],
  [`\${SECRET:-${key}}`, key, 'secret-prefix-kept', 'NAME='],
  [`--from-literal=secret=${key}`, key, 'secret-prefix-kept', 'NAME='],
  [`ENV SECRET ${key}`, key, 'secret-quoted', 'text'],
  [`SecretStr('${key}')`, key, 'secret-quoted', 'text'],
  [`secret: |-\n  ${key}\n`, key, 'secret-quoted', 'text'],
  [key.replace('a', '\u0430'), key, 'secret-invisible', 'letter'],
  [`${key}\0`, key, 'secret-invisible'],
  [`&lt;b&gt;${key}&lt;/b&gt;`, key, 'secret-escaped secret-quoted', 'HTML'],
  [encodeURIComponent(encodeURIComponent(`ab/+${key}`)), `ab/+${key}`, 'secret-url-encoded'],
];

/** What the sender's tools made of it. */
const ofSender: readonly (readonly [ours: string, theirs: string | Uint8Array, ids: string])[] = [
  ['pa$word-31Xz', '"paord-31Xz"', 'secret-dollar secret-quoted'],
  ['pa$word-31Xz', 'paord-31Xz', 'secret-dollar'],
  ['abc;def-4410', 'abc', 'secret-truncated'],
  ['a"b"c-99Kz', 'abc-99Kz', 'secret-quoted'],
  [`a"b'c-99Kz`, 'abc-99Kz', 'secret-quoted'],
  [`a"b'c-99Kz`, `ab'c-99Kz`, 'secret-quoted'],
  ['Hunter-22', "b'Hunter-22'", 'secret-quoted'],
  ['Hunter-22', '\ufeffHunter-22\r\n', 'secret-bom secret-newline'],
  ['Hunter-22', '    Hunter-22\n', 'secret-whitespace secret-newline'],
  ['Hunter-22', '"Hunter-22"\r\n', 'secret-quoted secret-newline'],
  ['Hunter-22', 'Hunter-22 \r\n', 'secret-whitespace secret-newline'],
  [`${'Hunter-22'.repeat(4)}abcd`, 'Hunter-22'.repeat(4).slice(0, 32), 'secret-truncated'],
  ['100%%-Hunter', '100%-Hunter', 'secret-escaped'],
  ["wc'S3cr<et", 'wc&#039;S3cr&lt;et', 'secret-escaped'],
  ["wc'S3cr<et", "wc'S3cr&lt;et", 'secret-escaped'],
  ['wc"S3>cr<et', 'wc&quot;S3>cr<et', 'secret-escaped'],
  ['wc"S3&cr>et', 'wc"S3&cr&gt;et', 'secret-escaped'],
  [`wc"S3&cr'et`, `wc&quot;S3&cr&apos;et`, 'secret-escaped'],
  ['wc"S3&cr>et', 'wc&#34;S3&#38;cr&#62;et', 'secret-escaped'],
  [`wc"S3&cr'et`, `wc&#34;S3&cr&#39;et`, 'secret-escaped'],
  [long, `${long.slice(0, 64)}\n${long.slice(64)}\n`, 'secret-newline'],
  [long, `${long.slice(0, 76)}\n${long.slice(76)}`, 'secret-newline'],
];

describe('a copy of a secret that went wrong', () => {
  it('is the saved one where it shows what was pasted with it', () => {
    assert.deepEqual(
      ofSaved.map(([ours, theirs]) => named(ours, theirs)),
      ofSaved.map(([, , ids]) => `saved: ${ids}`),
    );
  });

  it('is the saved one where copying brought something along, and what that is is said', () => {
    assert.deepEqual(
      ofCopying.map(([ours, theirs]) => {
        const place = placeOf(secretVariants([ownSecret(ours)], asText), ({ key: own }) =>
          isSame(theirs)(own),
        );
        const [{ mark, where, prefix, position, alike, as } = {}] = place.details;
        const said = mark ?? where ?? prefix ?? position ?? alike ?? as;
        return [place.ids, said, place.value.corrected, savedForms(ours).includes(theirs)];
      }),
      ofCopying.map(([, theirs, ids, detail]) => [ids, detail, theirs, true]),
    );
  });

  it('is the sender’s where what is left out may be the rest of a secret, or a column had no room for it', () => {
    for (const [ours, theirs] of [
      ['k7Tq2vXb9#LmRz', 'k7Tq2vXb9'],
      ['k7Tq2vXb9$', 'k7Tq2vXb9'],
      ['k7Tq2vXb9-', 'k7Tq2vXb9'],
      [digits + key, digits],
    ] as const) {
      const { details, value } = placeOf(secretVariants([ownSecret(ours)], asText), ({ key: own }) =>
        isSame(theirs)(own),
      );
      assert.deepEqual([details[0]?.['in'], value.corrected], ['sender', undefined], ours);
    }
  });

  it('is the sender’s where its tools read it otherwise', () => {
    assert.deepEqual(
      ofSender.map(([ours, theirs]) => named(ours, theirs)),
      ofSender.map(([, , ids]) => `sender: ${ids}`),
    );
  });

  it('is the sender’s where it signs with the Base64 that kubectl shows, also of what was echoed', () => {
    assert.equal(named('Hunter-22', base64('Hunter-22')), ': secret-not-decoded');
    assert.equal(named('Hunter-22', base64('Hunter-22\n')), ' sender: secret-not-decoded secret-newline');
  });

  it('is the sender’s where a decoder of forms made blanks of the + of Base64', () => {
    const { details, value } = placeOf(secretVariants([ownSecret('qx+Zk+7/=')], asText), ({ key }) =>
      isSame('qx Zk 7/=')(key),
    );
    assert.deepEqual([details[0]?.['in'], value.corrected], ['sender', undefined]);
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

  it('is read as the listener reads it: the key may be the SHA-1 of the secret', () => {
    const rule: SecretRule = { encoding: 'sha1' };
    const sha1 = (text: string): Buffer => createHash('sha1').update(text).digest();
    assert.equal(named('Hunter-22', sha1('Hunter-22'), rule), ': ');
    assert.equal(named('Hunter-22\n', sha1('Hunter-22'), rule), 'saved: secret-newline');
    assert.equal(named('Hunter-22', sha1('Hunter-22 '), rule), 'sender: secret-whitespace');
  });

  it('can be corrected where it is the saved one, in the key that the listener reads of it', () => {
    const hex = 'c0ffee'.repeat(6);
    const encoded = base64('Hunter-220');
    for (const [ours, theirs, corrected, rule] of [
      [`${hex}\n`, Buffer.from(hex, 'hex'), hex, asHex],
      [`whsec_whsec_${encoded}`, 'Hunter-220', `whsec_${encoded}`, asBase64],
      ['Hunter', 'Hunter2', 'Hunter2', asText],
      ['Hunter22', 'whsec_Hunter22', 'whsec_Hunter22', { encoding: 'utf8', documented: 'whsec_' }],
      ['Hunter22', 'Hunter22\n', undefined, asText],
      [encoded, 'Hunter-220', 'Hunter-220', asText],
    ] as const) {
      const { value } = placeOf(secretVariants([ownSecret(ours)], rule), ({ key: own }) =>
        isSame(theirs)(own),
      );
      assert.equal(value.corrected, corrected, ours);
    }
  });

  it('is corrected under the key of those that count, also of a token and beside a body that was changed', () => {
    const sent = original.replaceAll('\\/', '/');
    const ofProvider = diagnosed({
      ...signedWith(hmac(original).toString('hex'), { body: sent }),
      secrets: { simplebackups: saved('another', `"${secret}"`) },
    });
    assert.deepEqual(ofProvider.correction, { key: 'simplebackups', label: 'Secret 2', value: secret });
    const source = { name: 'Acme', path: '/', provider: 'gitlab-token', publicUrl: null };
    const ofSource = diagnosed({
      provider: 'gitlab-token',
      source,
      headers: ['X-Gitlab-Token', key],
      secrets: { 'gitlab-token': saved('another'), 'source:Acme': saved(`${key}.`) },
    });
    assert.deepEqual(ofSource.correction, { key: 'source:Acme', label: 'Secret 1', value: key });
    const ofSender = diagnosed(signedWith(hmac(original, `${secret}\n`).toString('hex')));
    assert.equal(ofSender.correction, null);
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
      ['xxxxxxxxxxxx', 'masked'],
      ['undefined', 'word'],
      ['None', 'word'],
      ['[object Object]', 'word'],
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
    for (const value of ['whsec_/Qz91bqPo3nVkTe5/Rw0iUaSd7GhJx2M', 'whsec_/run/secretsZk91b']) {
      assert.deepEqual(seen(value, 'svix')[0], 'unexplained', value);
    }
  });
});
