import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { resign, urlToSign } from '../../../../src/engine/replay/resign.ts';
import { readCustomProvider } from '../../../../src/engine/signature/customProvider.ts';
import { headerValues, pairsOf } from '../../../../src/engine/signature/headers.ts';
import type { SignedRequest } from '../../../../src/engine/signature/requestParts.ts';
import type { Sample, Scheme } from '../../../../src/engine/signature/scheme.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { signRequest } from '../../../../src/engine/signature/sign.ts';
import { isVerified } from '../../../../src/protocol/verdict.ts';
import { circumstances, hold, prepare } from '../signature/holding.ts';
import { isOneSided, plausibleSecret, publicUrl } from '../signature/signing.ts';

const captured = 1_760_000_000_000;
const later = captured + 30 * 24 * 3600 * 1000;
const target = '/hook?data.id=AB1&q=%2F';
const url = publicUrl + target;

const adyenItem = { pspReference: '7914073381342284', amount: { value: 1130, currency: 'EUR' } };
/** What is signed of a body where that is not all of it, in every form that a scheme asks for. */
const anyBody = `{ "webhookTimestamp": ${captured}, "n": 1.0, "path": "a\\/b",
  "signature": {"timestamp": "${captured / 1000}", "token": "a token"},
  "notificationItems": [{"NotificationRequestItem": ${JSON.stringify(adyenItem)}}] }`;

interface Plain {
  readonly name: string;
  readonly headers: readonly string[];
  readonly body: string;
}

function plainOf({ id, contentType = 'application/json', headers = {}, body }: Sample): Plain {
  const own = Object.entries(headers).flatMap(([name, value]) => [name, value.replaceAll('{id}', 'id-1')]);
  return { name: id, headers: ['content-type', contentType, ...own], body: body(captured) };
}

/** A request as it was captured: signed then, with things before and behind the signature. */
function signedThen(scheme: Scheme, { headers, body }: Plain, secret: string): SignedRequest {
  const request = {
    method: 'POST',
    target,
    rawHeaders: ['Host', 'localhost:6464', ...headers],
    body: Buffer.from(body),
  };
  const signed = signRequest({ request, url, now: captured }, prepare(scheme, secret));
  assert.ok(typeof signed === 'object');
  const rawHeaders = [...request.rawHeaders, ...signed.headers.flat(), 'Accept', '*/*'];
  return { ...request, target: signed.target, body: signed.body, rawHeaders };
}

function resigned(scheme: Scheme, request: SignedRequest, secret: string, to = url): SignedRequest {
  const result = resign({ request, url: to, now: later }, prepare(scheme, secret));
  assert.ok(typeof result === 'object', String(result));
  return result;
}

function schemeOf(wanted: string): Scheme {
  const scheme = schemes.find(({ id }) => id === wanted);
  assert.ok(scheme);
  return scheme;
}

const at = circumstances(later / 1000, url);
const namesOf = ({ rawHeaders }: SignedRequest): string[] => pairsOf(rawHeaders).map(([name]) => name);

describe('a request that is signed anew', () => {
  const twoSided = schemes.filter((scheme) => !isOneSided(scheme) && scheme.verify.kind !== 'none');

  for (const scheme of twoSided) {
    const plain = [
      { name: 'any', headers: ['content-type', 'application/json'], body: anyBody },
      ...(scheme.samples ?? []).map(plainOf),
    ];
    it(`as ${scheme.id} is valid now, with the secret saved now, and else as it was`, () => {
      for (const one of plain) {
        const secret = plausibleSecret(scheme);
        const old = signedThen(scheme, one, plausibleSecret(scheme));
        const fresh = resigned(scheme, old, secret);
        assert.ok(isVerified(hold(fresh, prepare(scheme, secret), at).verdict), one.name);
        assert.deepEqual(namesOf(fresh), namesOf(old), 'headers keep their places');
        const isBasic = scheme.verify.kind === 'token' && scheme.verify.auth === 'Basic';
        assert.equal(
          hold(old, prepare(scheme, secret), at).verdict,
          isBasic ? 'authenticated' : 'invalid',
          one.name,
        );
        assert.equal(fresh.target, old.target);
        const isInBody = ['adyen', 'mailgun', 'linear'].includes(scheme.id);
        assert.equal(Buffer.from(fresh.body).equals(old.body), !isInBody, 'the body stays');
      }
    });
  }

  it('has a new time and a new id, where the old ones stood, and all else byte for byte', () => {
    const svix = schemeOf('svix');
    const secret = plausibleSecret(svix);
    const rawHeaders = [
      'Svix-Id',
      'msg_2x',
      'X-A',
      'caf\u00e9',
      'svix-timestamp',
      '1',
      'SVIX-Signature',
      'v1,AA==',
    ];
    const request = {
      method: 'POST',
      target,
      rawHeaders: [...rawHeaders, 'x-a', ' 2'],
      body: Buffer.from([0xff, 0]),
    };
    const fresh = resigned(svix, request, secret);
    const [id = '', time, signature = ''] = ['svix-id', 'svix-timestamp', 'svix-signature'].flatMap((name) =>
      headerValues(fresh.rawHeaders, name),
    );
    assert.match(id, /^msg_[0-9a-f-]{36}$/);
    assert.equal(time, String(later / 1000));
    assert.match(signature, /^v1,.{44}$/);
    assert.deepEqual(pairsOf(fresh.rawHeaders), [
      ['Svix-Id', id],
      ['X-A', 'caf\u00e9'],
      ['svix-timestamp', time],
      ['SVIX-Signature', signature],
      ['x-a', ' 2'],
    ]);
    assert.equal(fresh.body, request.body);
  });

  it('has no second value of a signature or a time that came twice', () => {
    const slack = schemeOf('slack');
    const rawHeaders = ['X-Slack-Signature', 'v0=a', 'x-slack-signature', 'v0=b'];
    const times = ['X-Slack-Request-Timestamp', '1', 'X-Slack-Request-Timestamp', '2'];
    const request = {
      method: 'POST',
      target,
      rawHeaders: [...rawHeaders, ...times],
      body: Buffer.from('a=b'),
    };
    const fresh = resigned(slack, request, 'secret');
    assert.deepEqual(namesOf(fresh), ['X-Slack-Signature', 'X-Slack-Request-Timestamp']);
    assert.equal(hold(fresh, prepare(slack, 'secret'), at).verdict, 'valid');
  });

  it('gets a signature where it had none', () => {
    for (const scheme of twoSided) {
      const secret = plausibleSecret(scheme);
      const rawHeaders = ['Host', 'a', 'Content-Type', 'application/json'];
      const fresh = resigned(
        scheme,
        { method: 'POST', target, rawHeaders, body: Buffer.from(anyBody) },
        secret,
      );
      assert.ok(isVerified(hold(fresh, prepare(scheme, secret), at).verdict), scheme.id);
    }
  });

  it('has the new signature at each place that had one, and at no other', () => {
    const gitea = schemeOf('gitea');
    const rawHeaders = ['X-Gogs-Signature', 'aa', 'X-Gitea-Event', 'push', 'X-Gitea-Signature', 'bb'];
    const fresh = resigned(gitea, { method: 'POST', target, rawHeaders, body: Buffer.from('{}') }, 'secret');
    assert.deepEqual(namesOf(fresh), ['X-Gogs-Signature', 'X-Gitea-Event', 'X-Gitea-Signature']);
    const [gogs] = headerValues(fresh.rawHeaders, 'X-Gogs-Signature');
    assert.match(gogs ?? '', /^[0-9a-f]{64}$/);
    assert.deepEqual(headerValues(fresh.rawHeaders, 'X-Gitea-Signature'), [gogs]);
    const gogsOnly = resigned(
      gitea,
      { method: 'POST', target, rawHeaders: ['X-Gogs-Signature', 'aa'], body: Buffer.from('{}') },
      'secret',
    );
    assert.deepEqual(namesOf(gogsOnly), ['X-Gogs-Signature']);
  });

  it('keeps the other bytes of a body that its signature or its time stands in', () => {
    const changes: Readonly<Record<string, RegExp>> = {
      adyen: /"hmacSignature":"[^"]*"/g,
      linear: /"webhookTimestamp": \d+/g,
      mailgun: /"(timestamp|token|signature)": "[^"]*"/g,
    };
    for (const [id, changed] of Object.entries(changes)) {
      const scheme = schemeOf(id);
      const item = { ...adyenItem, additionalData: { hmacSignature: '' } };
      const body = `{ "n":1.0, "n" : 2e1, "webhookTimestamp": 1, "path":"a\\/b", "ü":"\\u00fc",
        "signature" :{"timestamp": "1", "token": "t", "signature": ""},
        "notificationItems":[ {"NotificationRequestItem":${JSON.stringify(item)}} ] }\r\n`;
      const fresh = resigned(
        scheme,
        { method: 'POST', target, rawHeaders: [], body: Buffer.from(body) },
        'aabb',
      );
      const text = Buffer.from(fresh.body).toString();
      assert.notEqual(text, body, id);
      assert.equal(text.replace(changed, ''), body.replace(changed, ''), id);
      assert.ok(id !== 'mailgun' || text.includes(`"timestamp": "${later / 1000}"`), text);
    }
  });

  it('has the hash of the body that it is sent with, in a query that is signed', () => {
    const twilio = schemeOf('twilio');
    const request = {
      method: 'POST',
      target: '/sms?bodySHA256=00&a=%20b',
      rawHeaders: ['Content-Type', 'application/json', 'X-Twilio-Signature', 'AA='],
      body: Buffer.from('{"edited":true}'),
    };
    const fresh = resigned(twilio, request, 'token', `${publicUrl}${request.target}`);
    const hash = createHash('sha256').update(request.body).digest('hex');
    assert.equal(fresh.target, `/sms?bodySHA256=${hash}&a=%20b`);
    const now = circumstances(later / 1000, publicUrl + fresh.target);
    assert.equal(hold(fresh, prepare(twilio, 'token'), now).verdict, 'valid');
  });

  it('has the token of a provider of one’s own in its query or in its body', () => {
    for (const from of [{ query: 'key' }, { json: 'auth.key' }]) {
      const scheme = readCustomProvider(
        { id: 'own', name: 'Own', verify: { kind: 'token', from } },
        0,
        new Set(),
      );
      assert.ok('id' in scheme);
      const request = {
        method: 'POST',
        target: '/in?a=1&key=old&b=%2f',
        rawHeaders: [],
        body: Buffer.from('{"auth":{"key":"old"}}'),
      };
      const fresh = resigned(scheme, request, 'n&w ü');
      assert.equal(hold(fresh, prepare(scheme, 'n&w ü'), at).verdict, 'authenticated');
      assert.ok('json' in from || fresh.target.endsWith('&b=%2f'), fresh.target);
    }
  });

  it('is refused with the reason where it cannot be made', () => {
    const request = { method: 'POST', target, rawHeaders: [], body: Buffer.from('no JSON') };
    const signing = { request, url, now: later };
    for (const scheme of twoSided) {
      assert.equal(resign(signing, prepare(scheme)), 'noSecret', scheme.id);
    }
    for (const scheme of schemes.filter(isOneSided)) {
      assert.equal(resign(signing, prepare(scheme, 'x')), 'privateKey', scheme.id);
    }
    assert.equal(resign(signing, prepare(schemeOf('none'), 'x')), 'unsigned');
    assert.equal(resign(signing, prepare(schemeOf('adyen'), 'aabb')), 'noJson');
    assert.equal(resign(signing, prepare(schemeOf('mailgun'), 'x')), 'noJson');
  });

  it('is signed for the URL that the sender knows, else for the one that it is sent to', () => {
    const request = {
      method: 'POST',
      target: '/hooks/sq?x=1',
      rawHeaders: ['Host', 'localhost:6464'],
      body: Buffer.of(),
    };
    const to = new URL('http://localhost:3000');
    const source = { name: 'Own', path: '/hooks', provider: null, publicUrl: `${publicUrl}/in` };
    assert.equal(urlToSign(request, source, to), `${publicUrl}/in/sq?x=1`);
    assert.equal(
      urlToSign(request, { ...source, publicUrl: null }, to),
      'http://localhost:3000/hooks/sq?x=1',
    );
    assert.equal(
      urlToSign(request, undefined, new URL('http://localhost:3000/in')),
      'http://localhost:3000/in?x=1',
    );
  });
});
