import assert from 'node:assert/strict';
import { schemeById, schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { outcomeOf } from '../../../../src/engine/signature/title.ts';
import { partsOf } from './holding.ts';
import type { Outcome } from '../../../../src/protocol/summary.ts';

/** What is reported, in the words of the vendors' documentation. */
const events: readonly (readonly [provider: string, body: object, outcome: Outcome])[] = [
  ['simplebackups', { status: 'error' }, 'failure'],
  ['simplebackups', { status: 'success' }, 'success'],
  ['simplebackups', { status: 'toString' }, 'unknown'],
  ['circleci', { type: 'job-completed', job: { status: 'failed' } }, 'failure'],
  ['circleci', { type: 'job-completed', job: { status: 'success' }, workflow: { name: 'ci' } }, 'success'],
  ['circleci', { type: 'job-completed', job: { status: 'canceled' } }, 'unknown'],
  ['circleci', { type: 'workflow-completed', workflow: { status: 'unauthorized' } }, 'failure'],
  ['circleci', { type: 'workflow-completed', workflow: { status: 'success' } }, 'success'],
  ['vercel', { type: 'deployment.error' }, 'failure'],
  ['vercel', { type: 'deployment.succeeded' }, 'success'],
  ['vercel', { type: 'deployment.created' }, 'unknown'],
  ['netlify', { state: 'error' }, 'failure'],
  ['netlify', { state: 'ready' }, 'success'],
  ['netlify', { state: 'building' }, 'unknown'],
  ['github', { action: 'completed', workflow_run: { conclusion: 'failure' } }, 'failure'],
  ['github', { action: 'completed', workflow_run: { conclusion: 'success' } }, 'success'],
  ['github', { action: 'completed', workflow_run: { conclusion: 'startup_failure' } }, 'failure'],
  ['github', { action: 'completed', workflow_job: { conclusion: 'failure' } }, 'failure'],
  ['github', { action: 'completed', check_run: { conclusion: 'timed_out' } }, 'failure'],
  ['github', { action: 'completed', check_run: { conclusion: 'neutral' } }, 'unknown'],
  ['github', { action: 'completed', check_suite: { conclusion: 'failure' } }, 'failure'],
  ['github', { action: 'requested', check_suite: { conclusion: null } }, 'unknown'],
  ['github', { action: 'created', deployment_status: { state: 'error' } }, 'failure'],
  ['github', { action: 'created', deployment_status: { state: 'in_progress' } }, 'unknown'],
  ['github', { state: 'failure', context: 'ci' }, 'failure'],
  ['github', { state: 'pending', context: 'ci' }, 'unknown'],
  ['github', { action: 'opened', issue: { state: 'open' } }, 'unknown'],
  ['github-sha1', { action: 'completed', check_run: { conclusion: 'failure' } }, 'failure'],
  ['gitlab-token', { object_kind: 'pipeline', object_attributes: { status: 'failed' } }, 'failure'],
  ['gitlab-token', { object_kind: 'pipeline', object_attributes: { status: 'success' } }, 'success'],
  ['gitlab-token', { object_kind: 'pipeline', object_attributes: { status: 'running' } }, 'unknown'],
  ['gitlab-signed', { object_kind: 'build', build_status: 'failed' }, 'failure'],
  ['gitlab-signed', { object_kind: 'deployment', status: 'failed' }, 'failure'],
  ['gitlab-signed', { object_kind: 'deployment', status: 'canceled' }, 'unknown'],
  ['bitbucket', { commit_status: { state: 'FAILED' } }, 'failure'],
  ['bitbucket', { commit_status: { state: 'SUCCESSFUL' } }, 'success'],
  ['bitbucket', { commit_status: { state: 'STOPPED' } }, 'unknown'],
  ['stripe', { type: 'payment_intent.payment_failed' }, 'failure'],
  ['stripe', { type: 'charge.failed' }, 'failure'],
  ['stripe', { type: 'checkout.session.async_payment_failed' }, 'failure'],
  ['stripe', { type: 'setup_intent.setup_failed' }, 'failure'],
  ['stripe', { type: 'invoice.payment_succeeded' }, 'success'],
  ['stripe', { type: 'payout.paid' }, 'success'],
  ['stripe', { type: 'payment_intent.created', data: { object: { status: 'failed' } } }, 'unknown'],
  ['stripe', { type: 'checkout.session.completed' }, 'unknown'],
  ['stripe', { type: 'charge.dispute.created' }, 'unknown'],
  ['paypal', { event_type: 'PAYMENT.CAPTURE.DENIED' }, 'failure'],
  ['paypal', { event_type: 'PAYMENT.CAPTURE.DECLINED' }, 'failure'],
  ['paypal', { event_type: 'PAYMENT.PAYOUTS-ITEM.FAILED' }, 'failure'],
  ['paypal', { event_type: 'PAYMENT.CAPTURE.COMPLETED' }, 'success'],
  ['paypal', { event_type: 'PAYMENT.PAYOUTSBATCH.SUCCESS' }, 'success'],
  ['paypal', { event_type: 'PAYMENT.CAPTURE.PENDING' }, 'unknown'],
  ['square', { type: 'payment.updated', data: { object: { payment: { status: 'FAILED' } } } }, 'failure'],
  ['square', { type: 'payment.updated', data: { object: { payment: { status: 'COMPLETED' } } } }, 'success'],
  ['square', { type: 'payment.updated', data: { object: { payment: { status: 'APPROVED' } } } }, 'unknown'],
  ['square', { type: 'refund.updated', data: { object: { refund: { status: 'REJECTED' } } } }, 'failure'],
  ['adyen', { notificationItems: [{ NotificationRequestItem: { success: 'false' } }] }, 'failure'],
  ['adyen', { notificationItems: [{ NotificationRequestItem: { success: 'true' } }] }, 'success'],
  ['gocardless', { events: [{ resource_type: 'payments', action: 'failed' }] }, 'failure'],
  ['gocardless', { events: [{ resource_type: 'payments', action: 'confirmed' }] }, 'unknown'],
  ['paddle', { event_type: 'transaction.payment_failed' }, 'failure'],
  ['paddle', { event_type: 'transaction.completed' }, 'success'],
  ['paddle', { event_type: 'subscription.past_due' }, 'unknown'],
  ['lemonsqueezy', { meta: { event_name: 'subscription_payment_failed' } }, 'failure'],
  ['lemonsqueezy', { meta: { event_name: 'subscription_payment_success' } }, 'success'],
  ['lemonsqueezy', { meta: { event_name: 'order_refunded' } }, 'unknown'],
  ['razorpay', { event: 'payment.failed' }, 'failure'],
  ['razorpay', { event: 'payment.captured' }, 'success'],
  ['razorpay', { event: 'invoice.partially_paid' }, 'unknown'],
  ['paystack', { event: 'invoice.payment_failed' }, 'failure'],
  ['paystack', { event: 'refund.failed' }, 'failure'],
  ['paystack', { event: 'charge.success' }, 'success'],
  ['paystack', { event: 'refund.processing' }, 'unknown'],
  ['coinbase-commerce', { event: { type: 'charge:failed' } }, 'failure'],
  ['coinbase-commerce', { event: { type: 'charge:confirmed' } }, 'success'],
  ['coinbase-commerce', { event: { type: 'charge:pending' } }, 'unknown'],
  ['sendgrid', [{ event: 'bounce' }], 'failure'],
  ['sendgrid', [{ event: 'bounce' }, { event: 'delivered' }], 'unknown'],
  ['sendgrid', [{ event: 'delivered' }], 'success'],
  ['sendgrid', [{ event: 'dropped' }], 'failure'],
  ['sendgrid', [{ event: 'delivered' }, { event: 'bounce' }], 'unknown'],
  ['mailgun', { 'event-data': { event: 'failed' } }, 'failure'],
  ['mailgun', { 'event-data': { event: 'delivered' } }, 'success'],
  ['mailgun', { 'event-data': { event: 'opened' } }, 'unknown'],
  ['resend', { type: 'email.bounced' }, 'failure'],
  ['resend', { type: 'email.failed' }, 'failure'],
  ['resend', { type: 'email.delivered' }, 'success'],
  ['resend', { type: 'email.delivery_delayed' }, 'unknown'],
  ['telnyx', { data: { payload: { to: [{ status: 'delivery_failed' }] } } }, 'failure'],
  ['telnyx', { data: { payload: { to: [{ status: 'sending_failed' }] } } }, 'failure'],
  ['telnyx', { data: { payload: { to: [{ status: 'delivered' }] } } }, 'unknown'],
  ['meta', { entry: [{ changes: [{ value: { statuses: [{ status: 'failed' }] } }] }] }, 'failure'],
  ['meta', { entry: [{ changes: [{ value: { statuses: [{ status: 'sent' }] } }] }] }, 'unknown'],
  ['openai', { type: 'batch.failed' }, 'failure'],
  ['openai', { type: 'fine_tuning.job.succeeded' }, 'success'],
  ['openai', { type: 'response.completed' }, 'success'],
  ['openai', { type: 'response.incomplete' }, 'unknown'],
  ['replicate', { status: 'failed' }, 'failure'],
  ['replicate', { status: 'succeeded' }, 'success'],
  ['replicate', { status: 'canceled' }, 'unknown'],
  ['mux', { type: 'video.asset.errored' }, 'failure'],
  ['mux', { type: 'video.asset.ready' }, 'success'],
  ['mux', { type: 'video.asset.created' }, 'unknown'],
  // An alert says that something is wrong elsewhere, and is not itself something that failed.
  ['sentry', { action: 'created', data: { issue: { status: 'failed' } } }, 'unknown'],
  ['pagerduty', { event: { event_type: 'incident.triggered' } }, 'unknown'],
];

const formEvents: readonly (readonly [body: string, outcome: Outcome])[] = [
  ['MessageStatus=undelivered&To=1', 'failure'],
  ['MessageStatus=failed', 'failure'],
  ['MessageStatus=delivered', 'success'],
  ['MessageStatus=read', 'success'],
  ['MessageStatus=partially_delivered', 'unknown'],
  ['MessageStatus=sent', 'unknown'],
  ['SmsStatus=received', 'unknown'],
  ['CallStatus=failed', 'failure'],
  ['CallStatus=completed', 'success'],
  ['CallStatus=busy', 'unknown'],
];

const told = (provider: string, body: string, contentType: string): Outcome =>
  outcomeOf(
    schemeById(provider)?.outcome,
    partsOf({ rawHeaders: ['Content-Type', contentType], body: Buffer.from(body) }),
  );

describe('outcome', () => {
  it('is what the provider says of the thing that it reports', () => {
    const all = events.map(([provider, body]) => {
      return [provider, body, told(provider, JSON.stringify(body), 'application/json')] as const;
    });
    assert.deepEqual(all, events);
  });

  it('is read from a form, too', () => {
    const form = 'application/x-www-form-urlencoded';
    const all = formEvents.map(([body]) => [body, told('twilio', body, form)] as const);
    assert.deepEqual(all, formEvents);
  });

  it('is tried here for every provider that has a rule', () => {
    const tried = new Set([...events.map(([provider]) => provider), 'twilio']);
    const ruled = schemes.filter(({ outcome }) => outcome !== undefined).map(({ id }) => id);
    assert.deepEqual(
      ruled.filter((id) => !tried.has(id)),
      [],
    );
  });

  it('has a rule wherever a title names a status', () => {
    const named = schemes.filter(({ title }) => title.some((template) => /stat(?:e|us)\}/i.test(template)));
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter(({ outcome }) => outcome === undefined).map(({ id }) => id),
      [],
    );
  });

  it('is unknown where there is no rule, no body, or nothing at its places', () => {
    assert.equal(told('none', '{"status":"failed"}', 'application/json'), 'unknown');
    assert.equal(told('stripe', '', 'application/json'), 'unknown');
    assert.equal(told('stripe', '{"type":{}}', 'application/json'), 'unknown');
    assert.equal(told('circleci', '{"job":{"status":""}}', 'application/json'), 'unknown');
  });
});
