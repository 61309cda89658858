import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Scheme } from '../../../../src/engine/signature/scheme.ts';
import { schemeById, schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { signaturePlaces } from '../../../../src/engine/signature/preparedScheme.ts';
import { timeText } from '../../../../src/engine/signature/timestamp.ts';
import { plausibleSecret } from './signing.ts';
import { circumstances, hold, prepare } from './holding.ts';

const now = 1_760_000_000;
const schemeOf = (id: string): Scheme => schemeById(id) ?? assert.fail(id);
const hex = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex');

describe('the form of a signature', () => {
  it('is Malformed of every scheme where its header is there and empty', () => {
    const words = schemes.flatMap((scheme) => {
      const [place] = signaturePlaces(scheme);
      if (place === undefined || !('header' in place)) {
        return [];
      }
      const { verify } = scheme;
      const { requires = [], timestamp } = verify.kind === 'signature' ? verify : {};
      const places = [...requires, ...(timestamp === undefined ? [] : [timestamp.from])];
      const names = new Set(places.flatMap((own) => ('header' in own ? [own.header] : [])));
      const beside = [...names].flatMap((name) => [name, timeText(now * 1000, timestamp?.unit ?? 's')]);
      const held = [prepare(scheme), prepare(scheme, plausibleSecret(scheme))];
      return [[], beside].flatMap((others) =>
        held.map((prepared) => {
          const { verdict, reason } = hold({ rawHeaders: [place.header, '', ...others] }, prepared);
          return `${scheme.id}: ${verdict} ${reason.code}`;
        }),
      );
    });
    assert.ok(words.length > 100);
    assert.deepEqual(
      words.filter((word) => !word.endsWith(': malformed emptySignature')),
      [],
    );
  });

  it('is Malformed where a header that belongs beside it is empty, too', () => {
    const svix = prepare(schemeOf('svix'));
    const rawHeaders = [
      'svix-id',
      '',
      'svix-timestamp',
      String(now),
      'svix-signature',
      `v1,${'A'.repeat(43)}=`,
    ];
    const { verdict, reason } = hold({ rawHeaders }, svix);
    assert.deepEqual(
      [verdict, reason],
      ['malformed', { code: 'emptySignature', place: { header: 'svix-id' }, isBeside: true }],
    );
  });

  it('is right where an empty header stands beside another that holds it', () => {
    const body = Buffer.from('{"a":1}');
    const box = prepare(schemeOf('box'), 'key-of-box');
    const time = new Date(now * 1000).toISOString();
    const digest = createHmac('sha256', 'key-of-box').update(`{"a":1}${time}`).digest('base64');
    const held = (first: string, second: string): string => {
      const signed = ['BOX-SIGNATURE-PRIMARY', first, 'BOX-SIGNATURE-SECONDARY', second];
      return hold({ body, rawHeaders: [...signed, 'BOX-DELIVERY-TIMESTAMP', time] }, box).verdict;
    };
    assert.deepEqual([held('', digest), held(digest, ''), held('', '')], ['valid', 'valid', 'malformed']);
  });

  it('is read of a multipart form whose lines end with LF, and with CR LF', () => {
    const mailgun = prepare(schemeOf('mailgun'), 'key-of-mailgun');
    const fields = {
      timestamp: String(now),
      token: 't0ken',
      signature: hex('key-of-mailgun', `${now}t0ken`),
    };
    const held = (lineEnd: string): string => {
      const parts = Object.entries(fields).flatMap(([name, value]) => [
        '--xyz',
        `Content-Disposition: form-data; name="${name}"`,
        '',
        value,
      ]);
      const body = Buffer.from([...parts, '--xyz--', ''].join(lineEnd));
      return hold({ body, rawHeaders: ['Content-Type', 'multipart/form-data; boundary=xyz'] }, mailgun)
        .verdict;
    };
    assert.deepEqual(['\r\n', '\n'].map(held), ['valid', 'valid']);
  });

  it('counts each of several signatures by itself: one that is cut short spoils no other', () => {
    const body = Buffer.from('{"a":1}');
    const stripe = prepare(schemeOf('stripe'), 'whsec_several');
    const right = hex('whsec_several', `${now}.${body.toString()}`);
    const verdictOf = (items: string): string => {
      const { verdict, reason } = hold(
        { body, rawHeaders: ['Stripe-Signature', `t=${now},${items}`] },
        stripe,
      );
      return `${verdict} ${reason.code}`;
    };
    assert.equal(verdictOf(`v1=${right.slice(2)},v1=${right}`), 'valid matches');
    assert.equal(verdictOf(`v1=${right},v1=`), 'valid matches');
    assert.equal(verdictOf(`v1=zz,v1=${'0'.repeat(64)}`), 'invalid mismatch');
    assert.equal(verdictOf('v1=zz,v1=00'), 'malformed wrongCharacter');
  });

  it('is wrong, and its header not empty, where only its name is there', () => {
    const github = prepare(schemeOf('github'), 'abcdefgh');
    const { verdict, reason } = hold({ rawHeaders: ['X-Hub-Signature-256', 'sha256='] }, github);
    assert.deepEqual([verdict, reason.code], ['malformed', 'wrongForm']);
  });

  describe('of ECDSA', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    const sendgrid = prepare(schemeOf('sendgrid'), spki);
    const body = Buffer.from('[{"event":"delivered"}]\r\n');
    const der = (key: KeyObject = privateKey): Buffer =>
      sign('sha256', Buffer.concat([Buffer.from(String(now)), body]), key);
    const verdictOf = (signature: Buffer): string =>
      hold(
        {
          body,
          rawHeaders: [
            ...['X-Twilio-Email-Event-Webhook-Timestamp', String(now)],
            ...['X-Twilio-Email-Event-Webhook-Signature', signature.toString('base64')],
          ],
        },
        sendgrid,
      ).verdict;

    it('is that of a sequence as long as it says: what is cut off is Malformed', () => {
      assert.equal(verdictOf(der()), 'valid');
      for (const length of [1, 2, 3, 30, 60, 69]) {
        assert.equal(verdictOf(der().subarray(0, length)), 'malformed', String(length));
      }
      assert.equal(verdictOf(Buffer.concat([der(), Buffer.from([0])])), 'malformed');
      // The two numbers side by side are another form, which the provider does not send.
      assert.equal(verdictOf(Buffer.alloc(64, 7)), 'malformed');
    });

    it('is Invalid where only its numbers are wrong', () => {
      const { privateKey: other } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      assert.equal(verdictOf(der(other)), 'invalid');
    });
  });

  describe('of a request whose body should hold the time', () => {
    const linear = prepare(schemeOf('linear'), 'lin_wh_s');
    const held = (text: string, key: string) =>
      hold(
        { body: Buffer.from(text), rawHeaders: ['Linear-Signature', hex(key, text)] },
        linear,
        circumstances(now),
      );

    it('is not a missing signature where the body was damaged', () => {
      const cut = `{"action":"create","webhookTimestamp":${now}0`;
      assert.equal(held(cut, 'another').reason.code, 'mismatch');
      assert.equal(held('{}', 'another').reason.code, 'mismatch');
    });

    it('says what is not there where the signature is right', () => {
      const { verdict, reason } = held('{"action":"create"}', 'lin_wh_s');
      assert.equal(verdict, 'invalid');
      assert.deepEqual(reason, {
        code: 'lacks',
        place: { json: 'webhookTimestamp' },
        secretLabel: 'Secret 1',
      });
    });

    it('is a missing signature where that itself is not there', () => {
      assert.equal(hold({ body: Buffer.from('{"action"') }, linear).verdict, 'missing');
    });
  });

  it('of Amazon SNS is Invalid with a certificate that is not at Amazon, and says so', () => {
    const message = (url: string) =>
      hold(
        {
          body: Buffer.from(
            JSON.stringify({
              Type: 'Notification',
              SignatureVersion: '1',
              SigningCertURL: url,
              Signature: 'AAAA',
            }),
          ),
        },
        prepare(schemeOf('aws-sns')),
      );
    for (const url of [
      'https://evil.example/a.pem',
      'https://sns.us-east-1.amazonaws.com.evil.example/a',
      '',
    ]) {
      const { verdict, reason } = message(url);
      assert.equal(verdict, 'invalid');
      const place = { json: 'SigningCertURL' };
      assert.deepEqual(reason, { code: 'foreignCertificate', place, actual: url });
    }
    assert.equal(message('https://sns.us-east-1.amazonaws.com/a.pem').verdict, 'noSecret');
  });

  it('has a word for a time that lies ahead, where no limit makes it Expired', () => {
    const stripe = prepare(schemeOf('stripe'), 'whsec_s');
    const aheadAt = (seconds: number): unknown => {
      const sentAt = now + seconds;
      const rawHeaders = ['Stripe-Signature', `t=${sentAt},v1=${hex('whsec_s', `${sentAt}.{}`)}`];
      const { verdict, reason } = hold({ rawHeaders, body: Buffer.from('{}') }, stripe, circumstances(now));
      assert.equal(verdict, 'valid');
      return reason.code === 'matches' ? reason.ahead : null;
    };
    assert.deepEqual([-200, 0, 60].map(aheadAt), [undefined, undefined, undefined]);
    assert.deepEqual([61, 691_200].map(aheadAt), [61, 691_200]);
  });

  it('is Expired with a time that lies ahead where the provider checks both directions', () => {
    const slack = prepare(schemeOf('slack'), 's3cret');
    const verdictAt = (seconds: number): string => {
      const sentAt = now + seconds;
      const signature = `v0=${hex('s3cret', `v0:${sentAt}:a=1`)}`;
      const rawHeaders = ['X-Slack-Request-Timestamp', `${sentAt}`, 'X-Slack-Signature', signature];
      return hold({ rawHeaders, body: Buffer.from('a=1') }, slack, circumstances(now)).verdict;
    };
    assert.deepEqual([-301, -299, 0, 299, 302, 700_000].map(verdictAt), [
      'expired',
      'valid',
      'valid',
      'valid',
      'expired',
      'expired',
    ]);
  });
});
