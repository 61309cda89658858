import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import { framingVariants } from '../../../../src/engine/diagnosis/framings.ts';
import type { Framing } from '../../../../src/engine/diagnosis/space.ts';
import type { Subject } from '../../../../src/engine/diagnosis/subject.ts';
import {
  body,
  now,
  placeOf,
  plainSecret,
  publicUrl,
  subjectOf,
  valueOf,
  withHeader,
  withMore,
  type Place,
  type Sending,
} from './subjects.ts';
import { costOf } from '../../../support/cost.ts';

const time = String(now / 1000);
const secret = Buffer.from(plainSecret);
const text = body.toString();

function contentOf(framing: Framing, signed: Uint8Array = body): string {
  return Buffer.concat(framing(signed, secret)).toString('utf8');
}

function found(subject: Subject, content: string): Place<Framing> {
  return placeOf(framingVariants(subject), (framing) => contentOf(framing) === content);
}

const idOf = ({ case: { request } }: Subject): string => valueOf(request, 'webhook-id');

describe('what may have been signed around a body', () => {
  it('is first what the scheme signs', () => {
    const slack = subjectOf({ scheme: 'slack' });
    assert.deepEqual(found(slack, `v0:${time}:${text}`).ids, '');
    assert.deepEqual(found(slack, `v0:${time}:${text}`).index, 0);
    const standard = subjectOf({ scheme: 'standard-webhooks' });
    assert.deepEqual(found(standard, `${idOf(standard)}.${time}.${text}`).index, 0);
    assert.deepEqual(found(subjectOf({ scheme: 'stripe' }), `${time}.${text}`).index, 0);
    assert.deepEqual(found(subjectOf({ scheme: 'simplebackups' }), text).index, 0);
  });

  it('is made of the body that it is given', () => {
    const [first] = framingVariants(subjectOf({ scheme: 'stripe' }));
    assert.ok(first);
    assert.equal(contentOf(first.value, Buffer.from('another')), `${time}.another`);
  });

  for (const [name, content] of [
    ['with its separator', text],
    ['with the separator left', `.${text}`],
    ['as undefined', `undefined.${text}`],
    ['as null', `null.${text}`],
  ] as const) {
    it(`lacks the timestamp, ${name}`, () => {
      const { ids, index } = found(subjectOf({ scheme: 'stripe' }), content);
      assert.equal(ids, 'framing-timestamp-left-out');
      assert.ok(index < 20, `at ${index}`);
    });
  }

  it('lacks the id, the timestamp, or both', () => {
    const subject = subjectOf({ scheme: 'standard-webhooks' });
    assert.equal(found(subject, `${time}.${text}`).ids, 'framing-id-left-out');
    assert.equal(found(subject, `${idOf(subject)}.${text}`).ids, 'framing-timestamp-left-out');
    assert.equal(found(subject, text).ids, 'framing-timestamp-left-out framing-id-left-out');
    assert.equal(found(subject, `${text}.${time}`).ids, 'framing-id-left-out framing-joined-otherwise');
  });

  for (const content of [
    `${time}${text}`,
    `${time}:${text}`,
    `${time}|${text}`,
    `${time},${text}`,
    `${time}\n${text}`,
    `${text}.${time}`,
    `${text}${time}`,
  ]) {
    it(`is joined otherwise: ${JSON.stringify(content.replace(text, 'BODY').replace(time, 'TIME'))}`, () => {
      const { ids, details, index } = found(subjectOf({ scheme: 'stripe' }), content);
      const template = content.replace(text, '{body}').replace(time, '{timestamp}');
      assert.deepEqual([ids, details], ['framing-joined-otherwise', [{ template }]]);
      assert.ok(index < 120, `at ${index}`);
    });
  }

  it('lacks the version in front of the parts', () => {
    assert.equal(found(subjectOf({ scheme: 'slack' }), `${time}:${text}`).ids, 'framing-joined-otherwise');
  });

  it('has a timestamp or an id that the scheme has not', () => {
    const more = withMore(['X-Timestamp', time], ['X-Request-Id', 'r1']);
    const subject = subjectOf({ scheme: 'simplebackups' }, more);
    assert.deepEqual(found(subject, `${time}.${text}`).details, [
      { template: '{header:X-Timestamp}.{body}' },
    ]);
    assert.equal(found(subject, `r1${text}`).ids, 'framing-joined-otherwise');
  });

  it('has its timestamp in another unit', () => {
    const subject = subjectOf({ scheme: 'stripe' });
    assert.equal(found(subject, `${time}000.${text}`).ids, 'framing-timestamp-unit');
    assert.equal(found(subject, `${new Date(now).toISOString()}.${text}`).ids, 'framing-timestamp-unit');
    const hubspot = subjectOf({ scheme: 'hubspot-v3' });
    const url = hubspot.case.url.url;
    assert.equal(found(hubspot, `POST${url}${text}${time}`).ids, 'framing-timestamp-unit');
    const twitch = subjectOf({ scheme: 'twitch' });
    const id = valueOf(twitch.case.request, 'Twitch-Eventsub-Message-Id');
    assert.equal(found(twitch, `${id}${time}${text}`).ids, 'framing-timestamp-unit');
  });

  it('has a clock that was read twice: seconds apart, or with its milliseconds', () => {
    const subject = subjectOf({ scheme: 'stripe' });
    for (const signed of [String(Number(time) + 1), String(Number(time) - 2), `${time}123`]) {
      const { ids, details } = found(subject, `${signed}.${text}`);
      assert.deepEqual([ids, details], ['framing-timestamp-unit', [{ received: time, signed }]]);
    }
  });

  it('lacks the method or the host of the URL, or has another mark behind the version', () => {
    const hubspot = subjectOf({ scheme: 'hubspot-v3' });
    const { url } = hubspot.case.url;
    assert.equal(found(hubspot, `${url}${text}${now}`).ids, 'framing-joined-otherwise');
    const square = subjectOf({ scheme: 'square' });
    assert.deepEqual(found(square, `/in?a=1&b=2${text}`).details, [{ template: '{path}{body}' }]);
    assert.deepEqual(found(subjectOf({ scheme: 'slack' }), `v0=${time}:${text}`).details, [
      { template: 'v0={timestamp}:{body}' },
    ]);
  });

  it('is what another provider signs, with the time in the header of this one', () => {
    const change = withHeader('X-Hub-Signature-256', (value) => `t=${time},v1=${value.slice(7)}`);
    const { ids } = found(subjectOf({ scheme: 'github' }, change), `${time}.${text}`);
    assert.equal(ids, 'framing-other-scheme');
  });

  it('has a timestamp that did not come: every second of the last minute is tried', () => {
    const without = withHeader('X-Slack-Request-Timestamp', () => null);
    const { ids, details } = found(subjectOf({ scheme: 'slack' }, without), `v0:${time}:${text}`);
    assert.equal(ids, 'time-absent');
    assert.deepEqual(details, [{ name: 'X-Slack-Request-Timestamp', in: 'headers', signed: time }]);
  });

  it('is read of a header that has quotes around it, or other separators', () => {
    for (const change of [
      (value: string) => `"${value}"`,
      (value: string) => value.replace(',', '; '),
      (value: string) => value.replace(',', ' '),
      (value: string) => value.replaceAll('=', ' = ').replace(',', ', '),
      (value: string) => value.toUpperCase(),
    ]) {
      const subject = subjectOf({ scheme: 'stripe' }, withHeader('Stripe-Signature', change));
      assert.equal(found(subject, `${time}.${text}`).index, 0);
    }
  });

  it('is a hash of the body in place of the body', () => {
    const hash = createHash('sha256').update(body).digest('hex');
    const { ids, details } = found(subjectOf({ scheme: 'simplebackups' }), hash);
    assert.deepEqual([ids, details], ['framing-joined-otherwise', [{ template: 'sha256(body) in hex' }]]);
  });

  it('is what another provider signs, where the request has all of it', () => {
    const more = withMore(['X-Slack-Request-Timestamp', time]);
    const { ids, details } = found(subjectOf({ scheme: 'simplebackups' }, more), `v0:${time}:${text}`);
    assert.equal(ids, 'framing-other-scheme');
    assert.deepEqual(details, [{ template: 'v0:{timestamp}:{body}' }]);
    const url = found(subjectOf({ scheme: 'simplebackups' }), `${publicUrl}?a=1&b=2${text}`);
    assert.deepEqual(url.ids, 'framing-other-scheme');
    assert.throws(() => found(subjectOf({ scheme: 'simplebackups' }), `v0:${time}:${text}`));
  });

  it('is the item of an array that does not verify', () => {
    const items = ['1', '2'].map((pspReference) => ({
      NotificationRequestItem: { pspReference, success: 'true', additionalData: { hmacSignature: '' } },
    }));
    const sending: Sending = {
      scheme: 'adyen',
      body: Buffer.from(JSON.stringify({ notificationItems: items })),
    };
    const changed = subjectOf(sending, (request) => ({
      ...request,
      body: Buffer.from(Buffer.from(request.body).toString().replace('"2"', '"3"')),
    }));
    const [first] = framingVariants(changed);
    assert.ok(first);
    assert.match(contentOf(first.value, changed.case.request.body), /^3:/);
  });

  it('is the body alone where the scheme has no template', () => {
    const all = [...framingVariants(subjectOf({ scheme: 'gitlab-token' }))];
    assert.deepEqual(
      all.map(({ value, causes }) => [contentOf(value), causes]),
      [[text, []]],
    );
  });

  it('is of a bounded number, whatever the request has', () => {
    for (const { id, verify } of subjectOf({ scheme: 'stripe' }).knowledge.schemes) {
      const isSigned = verify.kind === 'signature' && /hmac|^sha/.test(verify.algorithm);
      const count = isSigned
        ? [...framingVariants(subjectOf({ scheme: id, secret: plainSecret }))].length
        : 0;
      // A thousand of them are the milliseconds of a second.
      assert.ok(count < 1900, `${id}: ${count}`);
    }
  });
});

describe('the URL that may have been signed', () => {
  type Change = (request: CapturedRequest) => CapturedRequest;

  /** Of Square, which signs the URL and the body behind it. */
  function foundUrl(url: string, sending: Partial<Sending> = {}, change?: Change): Place<Framing> {
    return found(subjectOf({ scheme: 'square', ...sending }, change), url + text);
  }

  it('is first the one that is known', () => {
    assert.equal(foundUrl(`${publicUrl}?a=1&b=2`).index, 0);
  });

  for (const [name, url, ids] of [
    ['another protocol', 'http://hooks.example.com/in?a=1&b=2', 'url-protocol'],
    ['localhost', 'https://localhost/in?a=1&b=2', 'url-host'],
    ['a port', 'https://hooks.example.com:443/in?a=1&b=2', 'url-port'],
    ['a slash at the end', 'https://hooks.example.com/in/?a=1&b=2', 'url-slash'],
    ['no path', 'https://hooks.example.com/?a=1&b=2', 'url-path'],
    ['no query', 'https://hooks.example.com/in', 'url-query'],
    ['the query in reverse', 'https://hooks.example.com/in?b=2&a=1', 'url-query'],
    ['two parts', 'http://hooks.example.com/in', 'url-protocol url-query'],
    ['www in front', 'https://www.hooks.example.com/in?a=1&b=2', 'url-host'],
    ['a usual prefix', 'https://hooks.example.com/api/in?a=1&b=2', 'url-path'],
    ['a slash twice', 'https://hooks.example.com//in?a=1&b=2', 'url-path'],
    ['a protocol and its port', 'http://hooks.example.com:80/in?a=1&b=2', 'url-protocol url-port'],
  ] as const) {
    it(`has ${name}`, () => {
      const place = foundUrl(url);
      assert.equal(place.ids, ids);
      assert.ok(place.index < 1000, `at ${place.index}`);
    });
  }

  it('has the host, port and protocol that a proxy tells of', () => {
    const guessed = { publicUrl: null };
    const headers = withMore(
      ['Host', 'localhost:6464'],
      ['X-Forwarded-Server', 'a.example'],
      ['X-Forwarded-Port', '8443'],
    );
    assert.equal(foundUrl('http://a.example/in?a=1&b=2', guessed, headers).ids, 'url-host');
    assert.equal(foundUrl('http://localhost/in?a=1&b=2', guessed, headers).ids, 'url-port');
    assert.equal(foundUrl('http://localhost:8443/in?a=1&b=2', guessed, headers).ids, 'url-port');
    const standard = withMore(
      ['Host', 'localhost:6464'],
      ['Forwarded', 'for=1.2.3.4;host="b.example";proto=https'],
    );
    assert.equal(foundUrl('https://b.example/in?a=1&b=2', guessed, standard).ids, 'url-protocol url-host');
  });

  it('has any of its characters escaped or not', () => {
    const sending = { target: '/in?to=%2B1&who=a@b.example&note=it%27s,ok' };
    for (const query of [
      'to=%2b1&who=a@b.example&note=it%27s,ok',
      "to=%2b1&who=a%40b.example&note=it's%2cok",
      "to=%2B1&who=a%40b.example&note=it's,ok",
    ]) {
      const place = foundUrl(`${publicUrl}?${query}`, sending);
      assert.equal(place.ids, 'url-query');
      assert.deepEqual(place.details, [{ how: 'escapes' }]);
    }
  });

  it('has its query in the order of its names, and that is what is said', () => {
    const place = foundUrl(`${publicUrl}?a=1&b=2&c=3`, { target: '/in?c=3&a=1&b=2' });
    assert.deepEqual(place.details, [{ how: 'sorted' }]);
  });

  it('is one that the body names', () => {
    const named = Buffer.from('{"webhook":{"callbackURL":"https:\\/\\/old.example\\/in"}}');
    const subject = subjectOf({ scheme: 'square', body: named });
    const url = 'https://old.example/in';
    const isIt = (framing: Framing): boolean => contentOf(framing, named) === `${url}${named.toString()}`;
    const { ids, details } = placeOf(framingVariants(subject), isIt);
    assert.equal(ids, 'url-host');
    assert.deepEqual(details, [{ named: url, how: 'named' }]);
  });

  it('is spelled as it was sent where the scheme decodes some of its escapes', () => {
    const subject = subjectOf({ scheme: 'hubspot-v3', target: '/in?a=%40' });
    const { ids, index } = placeOf(framingVariants(subject), (framing) =>
      contentOf(framing).includes(`${publicUrl}?a=%40`),
    );
    assert.equal(ids, 'url-query');
    assert.ok(index < 10, `at ${index}`);
  });

  it('has a path that a proxy took something off', () => {
    const guessed = { publicUrl: null, target: '/in/sub' };
    const host = withMore(['Host', 'a.example'], ['X-Forwarded-Prefix', '/api']);
    assert.equal(foundUrl('http://a.example/api/in/sub', guessed, host).ids, 'url-path');
    assert.equal(foundUrl('http://a.example/sub', guessed, host).ids, 'url-path');
    const original = withMore(['Host', 'a.example'], ['X-Original-URI', '/v1/hook?x=1']);
    assert.equal(foundUrl('http://a.example/v1/hook', guessed, original).ids, 'url-path');
  });

  it('is tried with the form of Twilio, with a port and without', () => {
    const form = Buffer.from('To=%2B1&From=2');
    const sending: Sending = {
      scheme: 'twilio',
      body: form,
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      target: '/in',
    };
    const ids = (url: string): string =>
      placeOf(
        framingVariants(subjectOf(sending)),
        (framing) => contentOf(framing, form) === `${url}From2To+1`,
      ).ids;
    assert.equal(ids('https://hooks.example.com/in'), '');
    assert.equal(ids('https://hooks.example.com:443/in'), '');
    assert.equal(ids('http://hooks.example.com/in'), 'url-protocol');
    assert.equal(ids('https://hooks.example.com/in/'), 'url-slash');
  });

  it('is of a bounded number for targets of 64 KiB', () => {
    const targets = [
      `/in?${'a=1&'.repeat(16_000)}`,
      `/in/${'/'.repeat(64_000)}`,
      `/in?${'%41'.repeat(20_000)}`,
    ];
    const forwarded = withMore(['Forwarded', 'host=a;'.repeat(9000)]);
    const cost = costOf(() => {
      for (const target of targets) {
        const subject = subjectOf({ scheme: 'square', target }, forwarded);
        assert.ok([...framingVariants(subject)].length < 1200);
      }
    });
    assert.ok(cost < 2000, `${cost}`);
  });
});
