import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Clock } from '../../../../src/engine/diagnosis/clock.ts';
import { causeFamilies, type CauseId } from '../../../../src/protocol/diagnosis.ts';
import { repoFolder } from '../../../tools/paths.ts';
import type { Source } from '../../../../src/protocol/engine.ts';
import { sourceKey } from '../../../../src/protocol/secretKeys.ts';
import { proven as first, seen as firstSeen, type Case } from './causes.ts';
import { readings } from '../../../support/clocks.ts';
import { diagnosed, hmac, now, original, saved, secret, signedWith, type Patient } from './patients.ts';
import { itProves, itSees } from './proves.ts';

const right = hmac(original).toString('hex');
const withSecret = (ours: string, theirs: string): Patient =>
  signedWith(hmac(original, theirs).toString('hex'), { secrets: { simplebackups: saved(ours) } });
const from = (signed: string, body: string | Uint8Array): Case[1] =>
  signedWith(hmac(signed).toString('hex'), { body });
const lines = '{\n  "a": 1\n}\n';
const form = 'a=1&name=Z%C3%BCrich+%2F+x';

const github = (change: Patient): Patient => ({
  provider: 'github',
  secrets: { github: saved(secret) },
  ...change,
});
const svixKey = Buffer.from('0123456789abcdef0123456789abcdef');
const svix = (content: string): Patient => ({
  provider: 'svix',
  secrets: { svix: saved(`whsec_${svixKey.toString('base64')}`) },
  headers: [
    'svix-id',
    'msg_1',
    'svix-timestamp',
    String(now),
    'svix-signature',
    `v1,${hmac(content, svixKey).toString('base64')}`,
  ],
});
const emptyId = svix(`.${now}.${original}`);
const site: Source = { name: 'Shop', path: '/sq', provider: 'square', publicUrl: 'https://shop.example/sq' };
const square = (url: string, target = '/sq?b=2&a=1'): Patient => ({
  provider: 'square',
  source: site,
  target,
  secrets: { square: saved(secret) },
  headers: [
    'Host',
    'localhost:6464',
    'x-square-hmacsha256-signature',
    hmac(`${url}${original}`).toString('base64'),
  ],
});

const unmatched = (body: string, type = 'application/json'): Patient => ({
  body,
  headers: ['Content-Type', type, 'SB-Signature', '11'.repeat(32)],
});

/** The mistake of each cause that causes.ts does not make. */
const proven: readonly Case[] = [
  ['json-dates', from('{"at":"2026-01-02T03:04:05.670Z"}', '{"at":"2026-01-02T03:04:05.67Z"}')],
  [
    'header-other',
    github({
      headers: [
        'X-GitHub-Event',
        'push',
        'X-Hub-Signature',
        `sha1=${hmac(original, secret, 'sha1').toString('hex')}`,
      ],
    }),
  ],
  ['header-whitespace', signedWith(` ${right.slice(0, 32)} ${right.slice(32)}`)],
  ['encoding-hex', svixHex()],
  ['encoding-padding', svixUnpadded()],
  [
    'algorithm-sha256',
    { provider: 'vercel', secrets: { vercel: saved(secret) }, headers: ['x-vercel-signature', right] },
  ],
  [
    'secret-other',
    {
      ...signedWith(hmac(original, 'provider').toString('hex')),
      source: { name: 'Acme', path: '/', provider: 'simplebackups', publicUrl: null },
      secrets: { [sourceKey('Acme')]: saved('own'), simplebackups: saved('provider') },
    },
  ],
  ['secret-escaped', withSecret('a\\nb', 'a\nb')],
  ['secret-dollar', withSecret('pre$word', 'pre')],
  ['secret-hash', withSecret('pre#word', 'pre')],
  ['secret-prefix-removed', withSecret('abcdefgh', 'whsec_abcdefgh')],
  ['secret-prefix-kept', withSecret('whsec_abcdefgh', 'abcdefgh')],
  [
    'secret-decoded',
    signedWith(hmac(original, Buffer.from('/u3erb7v8A3+7d6t', 'base64')).toString('hex'), {
      secrets: { simplebackups: saved('/u3erb7v8A3+7d6t') },
    }),
  ],
  ['secret-not-decoded', { ...svix(''), headers: svixTextKey() }],
  ['secret-several', withSecret('old-secret|new-secret', 'new-secret')],
  ['header-altered', signedWith(`${right.slice(0, 30)}${right[30] === '0' ? '1' : '0'}${right.slice(31)}`)],
  ['header-form', { ...emptyId, headers: (emptyId.headers ?? []).with(1, '') }],
  [
    'header-claim',
    { provider: 'netlify', headers: netlify({ iss: 'another' }), secrets: { netlify: saved(secret) } },
  ],
  ['secret-url-encoded', withSecret('a b+c', 'a%20b%2Bc')],
  ['body-crlf', from(lines, lines.replaceAll('\n', '\r\n')), lines],
  ['body-lf', from(lines.replaceAll('\n', '\r\n'), lines), lines.replaceAll('\n', '\r\n')],
  ['body-bom-removed', from(`\ufeff${original}`, original), `\ufeff${original}`],
  [
    'body-charset',
    from('{"name":"Zürich"}', Buffer.from('{"name":"Zürich"}', 'latin1')),
    '{"name":"Zürich"}',
  ],
  ['body-normalised', from('{"name":"Zu\u0308rich"}', '{"name":"Z\u00fcrich"}'), '{"name":"Zu\u0308rich"}'],
  [
    'body-form',
    from(`payload=${encodeURIComponent(original)}`, original),
    `payload=${encodeURIComponent(original)}`,
  ],
  ['body-form-spaces', from(form, form.replaceAll('+', '%20')), form],
  ['body-unwrapped', from(original, `{"body":${original}}`), original],
  ['json-html', from('{"t":"\\u003cb\\u003e \\u0026"}', '{"t":"<b> &"}'), '{"t":"\\u003cb\\u003e \\u0026"}'],
  ['json-key-order', from('{"a":1,"b":2,"c":3}', '{"c":3,"a":1,"b":2}'), '{"a":1,"b":2,"c":3}'],
  ['framing-id-left-out', svix(`${now}.${original}`)],
  ['framing-other-scheme', slackAsZoom()],
  ['url-protocol', square('http://shop.example/sq?b=2&a=1')],
  ['url-host', square('https://localhost:6464/sq?b=2&a=1')],
  ['url-port', square('https://shop.example:443/sq?b=2&a=1')],
  ['url-path', square('https://shop.example/?b=2&a=1')],
  ['url-query', square('https://shop.example/sq')],
  ['url-slash', square('https://shop.example/sq/?b=2&a=1')],
  ['time-future', sentAt(now + 86_400)],
  ['framing-timestamp-unit', stripe(`t=${now}000`, `${now}000`)],
  ['framing-timestamp-unit', stripe('t=2026-11-29T20:00:00Z', '2026-11-29T20:00:00Z')],
  ['framing-timestamp-unit', slack(`${now}000`)],
  ['time-form', slack(`${now}.5`)],
  ['time-absent', stripe('', String(now - 3))],
  ['time-absent', svixWithout('svix-timestamp')],
  [
    'time-absent',
    {
      provider: 'linear',
      body: '{"action":"x"}',
      headers: ['Linear-Signature', hmac('{"action":"x"}').toString('hex')],
    },
  ],
];

/** The header of a JWT with these claims. */
function netlify(claims: unknown): string[] {
  const signed = [{ alg: 'HS256' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return ['X-Webhook-Signature', `${signed.join('.')}.${hmac(signed.join('.')).toString('base64url')}`];
}

/** Signed with a time that stands in the header as `item`, or does not stand there. */
function stripe(item: string, time: string): Patient {
  const digest = hmac(`${time}.${original}`).toString('hex');
  return {
    provider: 'stripe',
    headers: ['Stripe-Signature', [item, `v1=${digest}`].filter((text) => text !== '').join(',')],
  };
}

function slack(time: string): Patient {
  const digest = hmac(`v0:${time}:${original}`).toString('hex');
  return {
    provider: 'slack',
    headers: ['X-Slack-Request-Timestamp', time, 'X-Slack-Signature', `v0=${digest}`],
  };
}

/** Signed in full, and one header of it removed. */
function svixWithout(name: string): Patient {
  const { headers = [], ...patient } = svix(`msg_1.${now}.${original}`);
  const at = headers.indexOf(name);
  return { ...patient, headers: headers.toSpliced(at, 2) };
}

function svixHex(): Patient {
  const patient = svix('');
  const digest = hmac(`msg_1.${now}.${original}`, svixKey).toString('hex');
  return { ...patient, headers: [...(patient.headers ?? []).slice(0, 5), `v1,${digest}`] };
}

function svixUnpadded(): Patient {
  const patient = svix(`msg_1.${now}.${original}`);
  return { ...patient, headers: (patient.headers ?? []).map((text) => text.replace(/=+$/, '')) };
}

function svixTextKey(): string[] {
  const text = `whsec_${svixKey.toString('base64')}`;
  const digest = hmac(`msg_1.${now}.${original}`, text).toString('base64');
  return ['svix-id', 'msg_1', 'svix-timestamp', String(now), 'svix-signature', `v1,${digest}`];
}

function slackAsZoom(): Patient {
  const digest = hmac(`v0:${now}:${original}`).toString('hex');
  return {
    provider: 'stripe',
    secrets: { stripe: saved(secret) },
    headers: ['X-Slack-Request-Timestamp', String(now), 'Stripe-Signature', `t=${now},v1=${digest}`],
  };
}

function sentAt(time: number): Patient {
  const content = `msg_1.${time}.${original}`;
  const { headers = [], ...patient } = svix(content);
  return { ...patient, headers: headers.map((text) => (text === String(now) ? String(time) : text)) };
}

const seen: readonly (readonly [CauseId, Patient])[] = [
  ['public-key-scheme', signedWith(Buffer.alloc(256, 7).toString('base64'))],
  ['json-duplicate-keys', signedWith(hmac('x', 'y').toString('hex'), { body: '{"a":1,"a":2}' })],
  ['body-edited', unmatched('[object Object]')],
  ['body-edited', unmatched('id: 1\n')],
  ['body-empty', unmatched('{}')],
  [
    'json-key-order',
    unmatched('{"amount":1,"data":2,"event":3,"id":4,"kind":5,"mode":6,"status":7,"type":8}'),
  ],
];

describe('a diagnosis, further', () => {
  itProves(proven);
  itSees(seen);

  it('knows a request that came before with the same signature', () => {
    const patient = sentAt(now - 7200);
    const { causes } = diagnosed({ ...patient, seenAt: (now - 7000) * 1000 });
    assert.deepEqual(
      causes.map(({ id }) => id),
      ['time-replayed', 'time-old'],
    );
  });

  it('says that the URL is another one where one is signed, and what was tried', () => {
    const causes = (change: Patient): readonly unknown[] =>
      diagnosed({ ...square('https://yesterday.example/sq'), clock: new Clock(0), ...change }).causes;
    const tried = 'https://shop.example/sq?b=2&a=1';
    assert.deepEqual(causes({}), [
      { id: 'url-path', detail: { tried, how: 'known' } },
      { id: 'url-host', detail: {} },
      { id: 'url-query', detail: {} },
      { id: 'secret-other', detail: {} },
    ]);
    const unknown = { source: { ...site, publicUrl: null } };
    const local = causes(unknown);
    assert.deepEqual(local, [{ id: 'url-host', detail: { tried: 'http://localhost:6464/sq?b=2&a=1' } }]);
    const headers = ['Host', 'shop.example', 'x-square-hmacsha256-signature', hmac('x').toString('base64')];
    const [first] = diagnosed({ ...square('x'), ...unknown, headers, clock: new Clock(0) }).causes;
    assert.deepEqual(first, { id: 'url-path', detail: { tried: 'http://shop.example/sq?b=2&a=1' } });
  });

  it('proves two mistakes that are both likely before it looks far into any two', () => {
    const pretty = JSON.stringify(JSON.parse(original), null, 2);
    const { level, causes, tried } = diagnosed({
      provider: 'stripe',
      headers: ['Stripe-Signature', `t=${now},v1=${hmac(pretty).toString('hex')}`],
      body: JSON.stringify(JSON.parse(pretty)),
    });
    assert.deepEqual(
      [level, causes.map(({ id }) => id)],
      ['proven', ['json-whitespace', 'framing-timestamp-left-out']],
    );
    assert.ok(tried < 20_000, String(tried));
  });

  it('does not say of what is signed that nobody signed it', () => {
    const { level, causes } = diagnosed({ ...svixWithout('svix-id'), clock: new Clock(0) });
    assert.deepEqual(
      [level, causes[0]],
      ['likely', { id: 'header-absent', detail: { header: 'svix-id', beside: 'svix-signature' } }],
    );
    const without = diagnosed({ ...stripe('', '1'), clock: new Clock(0) });
    assert.deepEqual(
      [without.level, without.causes[0]],
      ['likely', { id: 'time-absent', detail: { name: 't', in: 'Stripe-Signature' } }],
    );
  });

  it('says of a time in another unit also where the saved secret is damaged', () => {
    const { causes } = diagnosed({ ...slack(`${now}000`), secrets: { slack: saved(`${secret}\n`) } });
    assert.deepEqual(
      causes.map(({ id }) => id),
      ['secret-newline', 'framing-timestamp-unit'],
    );
  });

  it('says that seconds came where milliseconds belong, and not that they are of 1970', () => {
    const body = `{"action":"create","type":"Issue","webhookTimestamp":${now - 3}}`;
    const headers = ['Linear-Signature', hmac(body).toString('hex')];
    const { level, causes } = diagnosed({ provider: 'linear', headers, body });
    const detail = { value: String(now - 3), unit: 'ms', came: 's' };
    assert.deepEqual([level, causes], ['proven', [{ id: 'framing-timestamp-unit', detail }]]);
  });

  it('says who encoded JSON once more: who signed it, or who passed it on', () => {
    const twice = JSON.stringify(original);
    const sideOf = (signed: string, body: string): unknown =>
      diagnosed(signedWith(hmac(signed).toString('hex'), { body })).causes.map(({ id, detail }) => [
        id,
        detail['in'],
      ]);
    assert.deepEqual(sideOf(twice, original), [['body-double-encoded', 'sender']]);
    assert.deepEqual(sideOf(original, twice), [['body-double-encoded', undefined]]);
  });

  it('does not call cut off what ends as it should, and leaves another secret open', () => {
    const idsOf = (body: string): string[] =>
      diagnosed(
        signedWith(hmac('x', 'y').toString('hex'), { body, clock: new Clock(500, undefined, readings()) }),
      ).causes.map(({ id }) => id);
    assert.deepEqual(idsOf('{"size":"5" pipe"}'), ['body-edited', 'secret-other']);
    assert.deepEqual(idsOf('{"message":"use a?b:c for speed"}'), ['body-charset', 'secret-other']);
    assert.deepEqual(idsOf('{"size":"5 pi'), ['body-truncated']);
  });

  it('has a test for every cause that there is', () => {
    const tested = new Set<string>(
      [...first, ...proven, ...firstSeen, ...seen].map(([id]) => id).concat('time-replayed'),
    );
    const all = Object.values(causeFamilies).flat();
    assert.deepEqual(
      all.filter((id) => !tested.has(id)),
      [],
    );
  });

  it('makes as many mistakes as the figures say', () => {
    const all = Object.values(causeFamilies).flat().length;
    const mistakes = new Set<string>([...first, ...proven].map(([id]) => id));
    const figures = readFileSync(join(repoFolder, 'test/bench/README.md'), 'utf8');
    const [, ...told] = /Of (\d+) causes, .* (\d+) are proven and (\d+) are seen/.exec(figures) ?? [];
    assert.deepEqual(told.map(Number), [all, mistakes.size, all - mistakes.size]);
  });
});
