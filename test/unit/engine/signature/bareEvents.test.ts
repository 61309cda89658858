import assert from 'node:assert/strict';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { capturedRequest } from '../store/events.ts';
import { plausibleSecret } from './signing.ts';

const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
const all = Object.fromEntries(
  schemes.map((scheme) => [scheme.id, [{ label: 'Secret 1', value: plausibleSecret(scheme) || 'x' }]]),
);

function seen(agent: string | undefined, body: unknown, secrets = {}, type = 'application/json') {
  const rawHeaders = ['Content-Type', type, ...(agent === undefined ? [] : ['User-Agent', agent])];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = capturedRequest({ rawHeaders, body: Buffer.from(text) });
  const { provider, verdict } = inspect(request, new Knowledge(settings, secrets)).findings;
  return [provider, verdict];
}

const form = 'application/x-www-form-urlencoded';
const stripe = 'Stripe/1.0 (+https://stripe.com/docs/webhooks)';
const slackbot = 'Slackbot 1.0 (+https://api.slack.com/robots)';
const event = { id: 'evt_1', object: 'event', type: 'charge.succeeded' };

/** As their senders send them, but without the headers of the signature and of the event. */
const bare: readonly (readonly [id: string, agent: string | undefined, body: unknown, type?: string])[] = [
  ['stripe', stripe, event],
  ['stripe', stripe, '{"id":"evt_1","obj'],
  ['github', 'GitHub-Hookshot/abc1234', {}],
  [
    'github',
    undefined,
    { repository: { hooks_url: 'https://api.github.com/repos/a/b/hooks' }, sender: { login: 'a' } },
  ],
  ['gitlab-token', 'GitLab/17.5.0', { object_kind: 'push' }],
  ['bitbucket', 'Bitbucket-Webhooks/2.0', {}],
  ['slack', slackbot, { team_id: 'T1', api_app_id: 'A1', type: 'event_callback' }],
  ['slack', slackbot, 'team_id=T1&command=%2Fa', form],
  ['twilio', 'TwilioProxy/1.1', 'AccountSid=AC1', form],
  ['discord', 'Discord-Interactions/1.0 (+https://discord.com)', { type: 2 }],
  ['line', 'LineBotWebhook/2.0', { destination: 'U1', events: [] }],
  ['shopify', 'Shopify-Captain-Hook', {}],
  ['shopify', undefined, { id: 1, admin_graphql_api_id: 'gid://shopify/Order/1' }],
  ['woocommerce', 'WooCommerce/9.1.0 Hookshot (WordPress/6.6)', { id: 1 }],
  ['razorpay', 'Razorpay-Webhook/v1', {}],
  ['coinbase-commerce', 'weipay-webhooks', { event: { id: '1', type: 'charge:failed' } }],
  ['paypal', 'PayPal/AUHD-214.0-5', { event_type: 'A', resource_type: 'sale' }],
  ['zoom', 'Zoom Marketplace/1.0a', { event: 'meeting.started', payload: {} }],
  ['pagerduty', 'PagerDuty-Webhook/V3.0', {}],
  ['circleci', 'CircleCI-Webhook/1.0', {}],
  ['zendesk', 'Zendesk Webhook', {}],
  ['typeform', 'Typeform Webhooks', {}],
  ['sendgrid', 'SendGrid Event API', []],
  ['jira', 'Atlassian Webhook HTTP Client', { webhookEvent: 'jira:issue_created' }],
  ['linear', 'Linear-Webhook', { action: 'create', type: 'Issue' }],
  ['box', 'Box-WH-Client/0.1', { trigger: 'FILE.UPLOADED' }],
  ['svix', 'Svix-Webhooks/1.77.0', { type: 'a' }],
  ['aws-sns', 'Amazon Simple Notification Service Agent', 'raw'],
  ['mailgun', 'mailgun/treq-23.1.0', 'timestamp=1&token=2', form],
  [
    'clerk',
    undefined,
    { data: { object: 'user' }, object: 'event', instance_id: 'ins_1', type: 'user.created' },
  ],
  ['resend', undefined, { type: 'email.sent', created_at: 'x', data: { email_id: '1' } }],
  ['openai', undefined, { ...event, type: 'response.completed' }],
  [
    'twitch',
    undefined,
    { subscription: { id: '1', type: 'stream.online', transport: { method: 'webhook' } }, event: {} },
  ],
];

describe('an event without its signature', () => {
  for (const [id, agent, body, type] of bare) {
    it(`is a missing signature of ${id} by ${agent ?? 'its shape'}, whatever is saved`, () => {
      assert.deepEqual(seen(agent, body, {}, type), [id, 'missing']);
      assert.deepEqual(seen(agent, body, all, type), [id, 'missing']);
    });
  }

  it('is of nobody where only one of two signs is there, or a secret is saved', () => {
    const nobody = [null, 'unrecognised'];
    assert.deepEqual(seen('curl/8.11.0', event, all), nobody);
    assert.deepEqual(
      seen('Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', { team_id: 'T' }),
      nobody,
    );
    assert.deepEqual(seen(slackbot, { hello: 1 }, all), nobody);
    assert.deepEqual(seen('Door2Door Hookshot (WordPress/6.6)', { id: 1 }, all), nobody);
    assert.deepEqual(seen('GitLab-Runner/1', { object_kind: 1 }, all), nobody);
    assert.deepEqual(seen(undefined, { object: 'event', id: 'evt_1' }, all), nobody);
  });
});
