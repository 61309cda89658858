import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { inspect, type Inspection } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import type { EngineSettings, Secrets, Source } from '../../../../src/protocol/engine.ts';
import { sourceKey } from '../../../../src/protocol/secretKeys.ts';
import { capturedRequest } from '../store/events.ts';

const now = 1_760_000_000;
const secretList = (...values: string[]) =>
  values.map((value, index) => ({ label: `Secret ${index + 1}`, value }));

function source(change: Partial<Source>): Source {
  return { name: 'Acme', path: '/', provider: null, publicUrl: null, ...change };
}

interface Setting {
  readonly sources?: readonly Source[];
  readonly secrets?: Secrets;
  readonly settings?: Partial<EngineSettings>;
  readonly chosen?: string;
}

function look(
  request: { readonly headers?: readonly string[]; readonly text?: string; readonly target?: string },
  { sources = [], secrets = {}, settings = {}, chosen }: Setting = {},
): Inspection {
  const all = { sources, customProviders: [], ignoreTimestamps: false, answerHandshakes: true, ...settings };
  const captured = capturedRequest({
    receivedAt: now * 1000,
    target: request.target ?? '/',
    rawHeaders: request.headers ?? [],
    body: Buffer.from(request.text ?? '{}'),
  });
  return inspect(captured, new Knowledge(all, secrets), chosen ?? null);
}

const hex = (text: string, key: string): string => createHmac('sha256', key).update(text).digest('hex');
const stripe = (text: string, key: string, at = now): string[] => [
  'Stripe-Signature',
  `t=${at},v1=${hex(`${at}.${text}`, key)}`,
];

describe('inspect', () => {
  it('knows nothing of a request that shows no provider', () => {
    const { findings } = look({ text: '{"a":1}' });
    assert.deepEqual(
      [findings.provider, findings.verdict, findings.detection],
      [null, 'unrecognised', { by: 'nothing' }],
    );
  });

  it('does not take a saved secret for evidence of the sender, and says what would be', () => {
    const secrets = { simplebackups: secretList('s') };
    const { findings } = look({ text: '{"hello":"world"}' }, { secrets });
    assert.deepEqual([findings.provider, findings.verdict], [null, 'unrecognised']);
    const maybe = { provider: 'SimpleBackups', place: { header: 'SB-Signature' } };
    assert.deepEqual(findings.reason, { code: 'unrecognised', maybe });
    const two = { ...secrets, stripe: secretList('t') };
    assert.deepEqual(look({}, { secrets: two }).findings.reason, { code: 'unrecognised' });
  });

  it('takes the source with the longest path, with whole names only', () => {
    const sources = [
      source({ name: 'all', path: '/' }),
      source({ name: 'a', path: '/a' }),
      source({ name: 'a/b', path: '/a/b/' }),
    ];
    const nameOf = (target: string): string | null => look({ target }, { sources }).findings.source;
    assert.deepEqual(['/', '/x', '/a', '/a?x', '/a/c', '/ab', '/a/b', '/a/b/', '/a/b/c'].map(nameOf), [
      'all',
      'all',
      'a',
      'a',
      'a',
      'all',
      'a/b',
      'a/b',
      'a/b',
    ]);
    assert.equal(look({ target: '/x' }, { sources: sources.slice(1) }).findings.source, null);
    assert.deepEqual(
      ['http://localhost:6464/a?x', 'HTTP://localhost', 'http://localhost?/a', 'http://a/b', '*'].map(nameOf),
      ['a', 'all', 'all', 'all', null],
    );
  });

  it("believes the source about the provider, and uses the source's own secrets instead of the provider's", () => {
    const sources = [source({ path: '/pay', provider: 'stripe' })];
    const headers = stripe('{}', 'own');
    const secrets = { stripe: secretList('other'), [sourceKey('Acme')]: secretList('own') };
    const { findings } = look({ headers, target: '/pay' }, { sources, secrets });
    assert.deepEqual([findings.verdict, findings.detection], ['valid', { by: 'source', source: 'Acme' }]);
    assert.equal(look({ headers, target: '/else' }, { sources, secrets }).findings.verdict, 'invalid');
  });

  it('knows that the forges, Telegram and others sign only where a secret was set', () => {
    const reasonFor = (headers: string[], text = '{}') => look({ headers, text }).findings.reason;
    for (const headers of [
      ['X-GitHub-Event', 'push'],
      ['X-Gitlab-Event', 'Push Hook'],
      ['X-Gitea-Event', 'push'],
      ['X-Event-Key', 'repo:push'],
    ]) {
      const reason = reasonFor(headers);
      assert.ok(reason.code === 'absent' && reason.isOptional === true, headers[0]);
    }
    const telegram = reasonFor([], '{"update_id":7,"message":{"message_id":1}}');
    assert.ok(telegram.code === 'absent' && telegram.isOptional === true);
    const slack = reasonFor(['X-Slack-Request-Timestamp', '1']);
    assert.ok(slack.code === 'absent' && slack.isOptional === undefined);
  });

  it('names a sender that signs in the body, where nobody that is known by headers does', () => {
    const headers = ['Content-Type', 'application/x-www-form-urlencoded'];
    const text = `alert_name=a&p_signature=${encodeURIComponent(Buffer.alloc(512, 7).toString('base64'))}`;
    const { reason, verdict } = look({ headers, text }).findings;
    assert.equal(verdict, 'unrecognised');
    assert.deepEqual(reason, {
      code: 'unrecognised',
      signature: { place: { form: 'p_signature' }, kinds: ['rsa'], encoding: 'base64' },
      alike: ['Paddle Classic'],
    });
  });

  describe('of a signature header that shows no provider', () => {
    const lemon = ['X-Signature', hex('{}', 's')];

    it('names whom it may be of, and claims nothing where the form is another', () => {
      const alikeIn = (headers: string[]) => {
        const { reason, verdict } = look({ headers }).findings;
        assert.ok(reason.code === 'unrecognised' && reason.signature !== undefined, verdict);
        return reason.alike;
      };
      assert.deepEqual(alikeIn(lemon), ['Lemon Squeezy']);
      assert.deepEqual(alikeIn(['X-Signature', `v1=${hex('{}', 's')}`]), []);
      assert.equal(alikeIn(['X-Wobble-Signature', hex('{}', 's')]), undefined);
    });

    it('takes it for the provider whose saved secret made it, and for nobody else', () => {
      const found = (secret: string) =>
        look({ headers: lemon }, { secrets: { lemonsqueezy: secretList(secret) } });
      const { findings } = found('s');
      assert.deepEqual(
        [findings.provider, findings.verdict, findings.detection],
        ['lemonsqueezy', 'valid', { by: 'match' }],
      );
      assert.equal(found('other').findings.verdict, 'unrecognised');
    });

    it('does not take a header of any sender for a provider that signs elsewhere', () => {
      for (const headers of [
        ['X-Event-Name', 'order_created', 'X-Own-Hmac', hex('{}', 's')],
        ['X-Signature-Timestamp', String(now), 'X-Sig', hex('{}', 's')],
      ]) {
        assert.equal(look({ headers }).findings.provider, null, headers[0]);
      }
      const unsigned = look({ headers: ['X-Event-Name', 'order_created'] }).findings;
      assert.deepEqual([unsigned.provider, unsigned.verdict], ['lemonsqueezy', 'missing']);
    });

    it('names nobody by a header that several have where its form is not theirs', () => {
      const digest = hex('{}', 's');
      const jwt = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.e30.${digest}`;
      for (const headers of [
        ['Webhook-Signature', `time=${now},sig1=${digest}`],
        ['Webhook-Signature', Buffer.from(digest, 'hex').toString('base64')],
        ['X-Hook-Signature', Buffer.from(digest, 'hex').toString('base64')],
        ['HmacSignature', digest],
        ['X-Hub-Signature', `sha512=${digest}${digest}`],
        ['X-Event-Name', 'user.created', 'X-Signature', `sha256=${digest}`],
        ['X-Webhook-Signature', jwt],
      ]) {
        const { verdict, provider, reason } = look({ headers }).findings;
        assert.deepEqual([verdict, provider], ['unrecognised', null], headers.join(' '));
        assert.deepEqual(reason.code === 'unrecognised' && reason.alike, [], headers.join(' '));
      }
    });

    it('takes no time of a signature for Discord, unless it is of an interaction', () => {
      const headers = ['X-Signature-Timestamp', String(now)];
      assert.equal(look({ headers }).findings.verdict, 'unrecognised');
      const interaction = look({ headers, text: '{"type":2}' }).findings;
      assert.deepEqual([interaction.provider, interaction.verdict], ['discord', 'missing']);
    });

    it('knows DocuSign by any of its numbered headers', () => {
      const digest = createHmac('sha256', 's').update('{}').digest('base64');
      const { findings } = look({ headers: ['X-DocuSign-Signature-3', digest] });
      assert.deepEqual([findings.provider, findings.verdict], ['docusign', 'noSecret']);
    });
  });

  it('believes a person before all else', () => {
    const sources = [source({ provider: 'stripe' })];
    const headers = ['X-Hub-Signature-256', `sha256=${hex('{}', 's')}`];
    const secrets = { github: secretList('s') };
    const { findings } = look({ headers }, { sources, secrets, chosen: 'github' });
    assert.deepEqual([findings.verdict, findings.detection], ['valid', { by: 'chosen' }]);
  });

  it('narrows a family by the secret that matches, then by the only one that is saved', () => {
    const id = 'msg_1';
    const key = Buffer.from('0123456789abcdef0123456789abcdef');
    const digest = createHmac('sha256', key).update(`${id}.${now}.{}`).digest('base64');
    const headers = ['svix-id', id, 'svix-timestamp', String(now), 'svix-signature', `v1,${digest}`];
    const right = secretList(`whsec_${key.toString('base64')}`);
    const wrong = secretList('whsec_AAECAwQFBgcICQoLDA0ODw==');
    const found = (secrets: Secrets) => look({ headers }, { secrets }).findings;
    const family = found({});
    assert.equal(family.provider, 'svix');
    assert.deepEqual(family.detection.by === 'family' && [...family.detection.members].sort(), [
      'Clerk',
      'Resend',
      'Svix',
    ]);
    const clerk = found({ resend: wrong, clerk: right });
    assert.deepEqual([clerk.provider, clerk.verdict], ['clerk', 'valid']);
    assert.equal(clerk.detection.by === 'family' && clerk.detection.toldBy, 'match');
    const resend = found({ resend: wrong });
    assert.deepEqual([resend.provider, resend.verdict], ['resend', 'invalid']);
    assert.equal(found({ resend: wrong, clerk: wrong }).provider, 'svix');
  });

  it('keeps the member that a header of its own shows, whoever else of its family has a secret', () => {
    const headers = ['X-GitHub-Event', 'push', 'X-Hub-Signature-256', `sha256=${hex('{}', 's')}`];
    const seen = look({ headers }, { secrets: { meta: secretList('other') } });
    assert.deepEqual([seen.findings.provider, seen.findings.verdict], ['github', 'noSecret']);
  });

  it('says of an old signature that is right how old it is, unless time is to be ignored', () => {
    const headers = stripe('{}', 's', now - 840);
    const secrets = { stripe: secretList('s') };
    const { findings } = look({ headers }, { secrets });
    assert.deepEqual(findings.reason, { code: 'expired', secretLabel: 'Secret 1', age: 840, tolerance: 300 });
    assert.equal(findings.verdict, 'expired');
    const ignoring = look({ headers }, { secrets, settings: { ignoreTimestamps: true } });
    assert.equal(ignoring.findings.verdict, 'valid');
    assert.equal(look({ headers: stripe('{"a":1}', 's', 1) }, { secrets }).findings.verdict, 'invalid');
  });

  it('says that a public URL is missing where the signature has it in it', () => {
    const text = '{"a":1}';
    const digest = createHmac('sha256', 's').update(`https://acme.example/sq?x=1${text}`).digest('base64');
    const request = { headers: ['x-square-hmacsha256-signature', digest], text, target: '/hooks/sq?x=1' };
    const secrets = { square: secretList('s') };
    const { findings } = look(request, { secrets });
    assert.deepEqual([findings.verdict, findings.reason.code], ['invalid', 'publicUrlMissing']);
    const sources = [source({ path: '/hooks', publicUrl: 'https://acme.example' })];
    assert.equal(look(request, { secrets, sources }).findings.verdict, 'valid');
    const forwarded = ['X-Forwarded-Proto', 'https', 'X-Forwarded-Host', 'acme.example', ...request.headers];
    const tunnelled = look({ ...request, headers: forwarded, target: '/sq?x=1' }, { secrets });
    assert.equal(tunnelled.findings.verdict, 'valid');
  });

  it('verifies with a custom provider, which is recognised by its header', () => {
    const row = {
      id: 'acme',
      name: 'Acme',
      verify: {
        kind: 'signature',
        algorithm: 'hmac-sha256',
        encoding: 'hex',
        signature: [{ header: 'X-Acme' }],
      },
      title: '{kind}',
    };
    const headers = ['x-acme', hex('{"kind":"job"}', 's')];
    const secrets = { acme: secretList('s') };
    const settings = { customProviders: [row, { id: 'broken' }] };
    const { findings } = look({ headers, text: '{"kind":"job"}' }, { secrets, settings });
    assert.deepEqual([findings.provider, findings.verdict, findings.title], ['acme', 'valid', 'job']);
  });

  it('titles a body over 1 MiB by its fields, and one that says nothing by method and path', () => {
    const filler = 'x'.repeat(1_100_000);
    assert.equal(look({ text: `{"filler":"${filler}","event":"order.paid"}` }).findings.title, 'order.paid');
    assert.equal(look({ text: `{"filler":"${filler}"}`, target: '/bulk?a=1' }).findings.title, 'POST /bulk');
    assert.equal(look({ text: '{"a":', target: '/cut' }).findings.title, 'POST /cut');
    assert.equal(look({ text: '', target: '/none' }).findings.title, 'POST /none');
  });
});
