import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { Clock } from '../../../../src/engine/diagnosis/clock.ts';
import { noSecret } from '../../../../src/engine/diagnosis/savedSigns.ts';
import { schemeById } from '../../../../src/engine/signature/schemes/table.ts';
import { readings } from '../../../support/clocks.ts';
import type { Case } from './causes.ts';
import { diagnosed, hmac, now, original, saved, secret, signedWith, type Patient } from './patients.ts';
import { itProves } from './proves.ts';

const from = (signed: string, body: string): Patient =>
  signedWith(hmac(signed).toString('hex'), { body, clock: new Clock(20_000, undefined, readings()) });
const undone = (id: Case[0], signed: string, body: string): Case => [id, from(signed, body), signed];
const header = (value: string): Patient => signedWith(value);
const right = hmac(original).toString('hex');
const colons = (right.match(/../g) ?? []).join(':');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

const event = '{"type":"paid","id":"evt_1","created":17,"data":{"object":"charge","amount":12}}';
/** Of SimpleBackups, with a member that no sample has. */
const run =
  '{"id":1,"type":"backup","status":"error","started_at":"2026-11-20 02:00:00","finished_at":"2026-11-20 02:09:31","error":{"message":"x","code":null},"backup":{"id":7,"name":"a","type":"file"},"server":{"id":3,"name":"b"},"storage":{"id":9,"name":"c"}}';
const shuffled =
  '{"backup":{"type":"file","name":"a","id":7},"storage":{"name":"c","id":9},"error":{"code":null,"message":"x"},"type":"backup","finished_at":"2026-11-20 02:09:31","server":{"name":"b","id":3},"id":1,"status":"error","started_at":"2026-11-20 02:00:00"}';
const empties = '{"aa":{},"bb":[],"cc":{},"dd":[],"ee":{},"ff":{},"gg":[],"hh":[],"ii":[]}';
const queued = JSON.stringify({ Records: [{ messageId: '1', body: original }] });
const notified = JSON.stringify({ Type: 'Notification', Message: original });
const day = (text: string): string => `{"id":1,"at":"${text}","note":"x"}`;

describe('what was lost of the order of keys, and of dates', () => {
  itProves([
    undone(
      'json-key-order',
      event,
      '{"created":17,"data":{"amount":12,"object":"charge"},"id":"evt_1","type":"paid"}',
    ),
    undone(
      'json-key-order',
      event,
      '{"data":{"amount":12,"object":"charge"},"type":"paid","created":17,"id":"evt_1"}',
    ),
    undone('json-key-order', run, shuffled),
    undone('json-empty-objects', empties, empties.replaceAll('{}', '[]')),
    undone('json-dates', day('2024-05-01T10:00:00Z'), day('2024-05-01T10:00:00+00:00')),
    undone('json-dates', day('2024-05-01T10:00:00Z'), day('2024-05-01T10:00:00.000Z')),
    undone('json-dates', day('2024-05-01T12:00:00+02:00'), day('2024-05-01T10:00:00.000Z')),
    undone('json-dates', day('2024-05-01T10:00:00Z'), day('2024-05-01T12:00:00+02:00')),
    undone('json-dates', day('2024-05-01 10:00:00'), day('2024-05-01T10:00:00.000000Z')),
    undone('json-dates', day('2024-05-01T10:00:00.123456Z'), day('2024-05-01T10:00:00.123Z')),
  ]);
});

/** Of Slack, with a field that no sample has. */
const command =
  'token=a&team_id=T1&channel_id=C1&user_id=U1&command=%2Frun&text=b+c&is_new=1&response_url=https%3A%2F%2Fa.example%2Fb';
const commandSorted = command.split('&').toSorted().join('&');
const commandSigned = `${command.replace('&is_new=1', '')}&is_new=1`;

describe('what was lost of the order of fields', () => {
  const type = ['Content-Type', 'application/x-www-form-urlencoded'];
  const digest = hmac(`v0:${now}:${commandSigned}`).toString('hex');
  const signature = ['X-Slack-Request-Timestamp', String(now), 'X-Slack-Signature', `v0=${digest}`];
  const few = 'c=3&a=1&d=x+y&b=2';
  const ofFew = ['SB-Signature', hmac(few).toString('hex')];
  itProves([
    [
      'body-form',
      { provider: 'slack', body: commandSorted, headers: [...type, ...signature] },
      commandSigned,
    ],
    ['body-form', { body: few.split('&').toSorted().join('&'), headers: [...type, ...ofFew] }, few],
  ]);
});

describe('what a body was put into, or escaped as', () => {
  const quotes = '{"a":"it\'s \\"so\\"","b":"é & <i>"}';
  itProves([
    undone('body-edited', quotes, quotes.replace(/['"\\]/g, '\\$&')),
    undone('body-edited', quotes, escaped(quotes).replaceAll('é', '&eacute;')),
    undone('body-edited', quotes, escaped(escaped(quotes))),
    undone('body-form', original, encodeURIComponent(original)),
    undone('body-form', original, `${encodeURIComponent(original)}=`),
    undone('body-form', '{"a":"b=c&d e"}', new URLSearchParams('{"a":"b=c&d e"}').toString()),
    undone('body-unwrapped', original, queued),
    undone('body-unwrapped', original, JSON.stringify({ Records: [{ body: notified }] })),
    undone(
      'body-unwrapped',
      original,
      JSON.stringify({ Records: [{ kinesis: { data: base64(original) } }] }),
    ),
  ]);

  it('does not say that the sender signed Base64 where a queue wrote it', () => {
    const { causes } = diagnosed(from(original, JSON.stringify({ message: { data: base64(original) } })));
    assert.deepEqual(
      causes.map(({ id, detail }) => [id, detail['received']]),
      [
        ['body-unwrapped', 'wrapped'],
        ['body-base64', 'base64'],
      ],
    );
  });
});

describe('what a shell prints and expands', () => {
  const withSecret = (ours: string, theirs: string): Patient =>
    signedWith(hmac(original, theirs).toString('hex'), { secrets: { simplebackups: saved(ours) } });
  itProves([
    ['header-prefix', header(`SHA2-256(stdin)= ${colons}`)],
    ['encoding-twice', header(base64(`SHA2-256(stdin)= ${colons}\n`))],
    ['encoding-twice', header(base64(`${right} *stdin\n`))],
    ['secret-dollar', withSecret('p$2y$10$abcDEF/xyz$VAR!q', 'py0/xyz!q')],
    ['secret-escaped', withSecret('ab%%cd-1234', 'ab%cd-1234')],
    [
      'framing-joined-otherwise',
      {
        provider: 'slack',
        headers: [
          'X-Slack-Request-Timestamp',
          String(now),
          'X-Slack-Signature',
          `v0=${hmac(`v0.${now}.${original}`).toString('hex')}`,
        ],
      },
    ],
  ]);

  it('is told from a digest that was encoded twice', () => {
    const of = (value: string): unknown => diagnosed(header(value)).causes[0]?.detail['of'];
    assert.equal(of(base64(`HMAC-SHA256(body)= ${right}\n`)), 'openssl');
    assert.equal(of(base64(right)), undefined);
  });
});

describe('a saved text that is no secret', () => {
  const scheme = schemeById('stripe');
  const kinds: readonly (readonly [text: string, kind: string | undefined])[] = [
    ['-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----', 'pem'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N', 'jwt'],
    ['we_1MqHx2LkdIwHu7ixUBvmqw9a', 'id'],
    ['dev@example.com', 'email'],
    ['hooks.example.com/in', 'url'],
    ['https://hooks.example.com', 'url'],
    [' \n', 'empty'],
    ['/run/secretsAb22', undefined],
    ['STRIPE_WEBHOOK_SECRET', 'variable'],
    ['whsec_we1MqHx2LkdIwHu7ixUB', undefined],
    ['a.bc/def0123+xyz', undefined],
    ['msg-0123456789abcdef', undefined],
  ];
  for (const [text, kind] of kinds) {
    it(`${kind ?? 'nothing'}: ${text.slice(0, 20)}`, () => {
      assert.equal(scheme === undefined ? '' : noSecret(text, scheme), kind);
    });
  }
});

describe('a provider that was chosen wrongly', () => {
  const push = ['X-GitHub-Event', 'push', 'X-GitHub-Delivery', '1'];
  const named = (provider: string, headers: readonly string[]): unknown => {
    const secrets = { [provider]: saved(secret) };
    const { level, causes } = diagnosed({ provider, headers, secrets, clock: new Clock(0) });
    const [first] = causes;
    return [level, first?.id, first?.detail['provider']];
  };
  it('is named with what shows the sender', () => {
    const signature = ['X-Hub-Signature-256', `sha256=${'5'.repeat(63)}1`];
    const found = ['likely', 'framing-other-scheme', 'GitHub'];
    assert.deepEqual(named('stripe', [...push, ...signature]), found);
    assert.deepEqual(named('meta', [...push, ...signature]), found);
  });
  it('is none where only what all of a family have is there', () => {
    const svix = ['svix-id', 'm', 'svix-timestamp', String(now), 'svix-signature', `v1,${'A'.repeat(43)}=`];
    assert.notDeepEqual(named('clerk', svix), ['likely', 'framing-other-scheme', 'Svix']);
    assert.deepEqual(named('clerk', svix.slice(0, 4)), ['likely', 'header-absent', undefined]);
  });
});

describe('a header that came twice', () => {
  it('is named also where a token stands in it', () => {
    const twice = (...values: string[]): unknown => {
      const headers = values.flatMap((value) => ['X-Gitlab-Token', value]);
      const secrets = { 'gitlab-token': saved(secret) };
      const { level, causes } = diagnosed({ provider: 'gitlab-token', headers, secrets });
      return [level, ...causes.map(({ id }) => id)];
    };
    assert.deepEqual(twice('a', secret), ['proven', 'header-duplicated']);
    assert.deepEqual(twice('a', 'b'), ['likely', 'header-duplicated']);
  });
});
