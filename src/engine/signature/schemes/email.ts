import type { Scheme } from '../scheme.ts';
import { fact, hmacOfBody, outcomeFact, standardWebhooks, unbranded } from './rules.ts';
import { mailgunSamples, resendSamples } from './samples/email.ts';

export const emailSchemes: readonly Scheme[] = [
  {
    id: 'sendgrid',
    name: 'SendGrid Event Webhook',
    docs: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
    secretFormat: 'The verification key: a public key in base64, without PEM lines around it.',
    verify: {
      kind: 'signature',
      algorithm: 'ecdsa-p256-sha256',
      encoding: 'base64',
      signature: [{ header: 'X-Twilio-Email-Event-Webhook-Signature' }],
      content: '{timestamp}{body}',
      key: { encoding: 'spki-base64' },
      timestamp: { from: { header: 'X-Twilio-Email-Event-Webhook-Timestamp' }, unit: 's' },
    },
    isSigningOptional: true,
    detect: [
      { pass: 'vendor', headers: ['X-Twilio-Email-Event-Webhook-Timestamp'] },
      { pass: 'signature', headers: ['X-Twilio-Email-Event-Webhook-Signature'] },
      { pass: 'shape', starts: { 'User-Agent': 'SendGrid Event API' } },
      { pass: 'shape', json: ['0.event', '0.email', '0.sg_event_id'] },
    ],
    title: ['{0.event}[: {0.email}]'],
    outcome: { of: ['{0.event}'], success: ['delivered'], failure: ['bounce', 'dropped'] },
    idempotency: { json: '0.sg_event_id' },
    facts: [fact('Event', '0.event'), fact('Recipient', '0.email'), fact('Reason', '0.reason')],
  },
  {
    id: 'mailgun',
    name: 'Mailgun',
    docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
    secretFormat: 'The HTTP webhook signing key of the account; it is not the API key.',
    verify: {
      ...hmacOfBody,
      signature: [{ json: 'signature.signature' }],
      content: '{json:signature.timestamp}{json:signature.token}',
    },
    // Routes for inbound mail, and webhooks of the old form, have the same three as fields of a form.
    otherForms: [
      {
        verify: {
          ...hmacOfBody,
          signature: [{ form: 'signature' }],
          content: '{form:timestamp}{form:token}',
          requires: [{ form: 'timestamp' }, { form: 'token' }],
        },
      },
    ],
    detect: [
      { pass: 'shape', json: ['event-data.event'] },
      { pass: 'shape', form: ['recipient', 'timestamp', 'token', 'signature'] },
      { pass: 'shape', userAgent: 'mailgun/', form: ['timestamp', 'token'] },
    ],
    title: [
      '{event-data.event}[: {event-data.recipient}]',
      '{form:event}[: {form:recipient}]',
      'mail to {form:recipient}[: {form:subject}]',
    ],
    outcome: { of: ['{event-data.event}'], success: ['delivered'], failure: ['failed'] },
    idempotency: { json: 'event-data.id' },
    renewed: [
      { at: { json: 'signature.timestamp' }, as: 's' },
      { at: { json: 'signature.token' }, as: 'id' },
      { at: { form: 'timestamp' }, as: 's' },
      { at: { form: 'token' }, as: 'id' },
    ],
    facts: [
      outcomeFact('Event', 'event-data.event'),
      fact('Recipient', 'event-data.recipient'),
      fact('Subject', 'event-data.message.headers.subject'),
      fact('Reason', 'event-data.reason'),
    ],
    samples: mailgunSamples,
  },
  {
    id: 'resend',
    name: 'Resend',
    family: 'svix',
    docs: 'https://resend.com/docs/dashboard/webhooks/verify-webhooks-requests',
    secretFormat: 'The signing secret of the webhook: whsec_ and base64.',
    verify: standardWebhooks('svix'),
    otherForms: unbranded,
    detect: [
      {
        pass: 'vendor',
        headers: ['svix-id'],
        json: ['data.email_id'],
        jsonStarts: { type: ['email.'] },
      },
      {
        pass: 'vendor',
        headers: ['svix-id'],
        json: ['data.audience_id'],
        jsonStarts: { type: ['contact.'] },
      },
      {
        pass: 'vendor',
        headers: ['svix-id'],
        json: ['data.name', 'data.region'],
        jsonStarts: { type: ['domain.'] },
      },
      { pass: 'shape', json: ['created_at', 'data.email_id'], jsonStarts: { type: ['email.'] } },
    ],
    title: ['{type}: {data.subject}', '{type}: {data.name}', '{type}: {data.email}', '{type}'],
    outcome: { of: ['{type|last}'], success: ['delivered'], failure: ['bounced', 'failed'] },
    idempotency: { header: 'svix-id' },
    facts: [
      fact('Event', 'type'),
      fact('Recipient', 'data.to.0'),
      fact('Sender', 'data.from'),
      fact('Subject', 'data.subject'),
    ],
    samples: resendSamples,
  },
];
