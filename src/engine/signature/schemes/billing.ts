import type { Scheme } from '../scheme.ts';
import { amount, commaItems, fact, hmacOfBody } from './rules.ts';
import { lemonsqueezySamples, paddleSamples, razorpaySamples } from './samples/billing.ts';

/** developer.paddle.com/api-reference/currencies, which names no other such currency. */
const paddleDigits = { JPY: 0 } as const;

/** razorpay.com/docs/api/orders/entity */
const razorpayDigits = { JPY: 0, BHD: 3, KWD: 3, OMR: 3 } as const;

export const billingSchemes: readonly Scheme[] = [
  {
    id: 'paddle',
    name: 'Paddle Billing',
    docs: 'https://developer.paddle.com/webhooks/signature-verification',
    secretFormat: "The notification destination's secret key, with its pdl_ntfset_ prefix.",
    secretPrefix: 'pdl_ntfset_',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'Paddle-Signature' }],
      content: '{timestamp}:{body}',
      parse: { items: ';', pair: '=', keys: ['h1'] },
      timestamp: { from: { field: 'ts' }, unit: 's', tolerance: 5 },
    },
    detect: [
      { pass: 'signature', headers: ['Paddle-Signature'] },
      { pass: 'shape', json: ['event_id', 'event_type', 'occurred_at', 'notification_id'] },
    ],
    title: ['{event_type}[: {data.id}]'],
    outcome: { of: ['{event_type|last}'], success: ['completed', 'paid'], failure: ['failed'] },
    idempotency: { json: 'event_id' },
    facts: [
      fact('Event', 'event_type'),
      fact('Status', 'data.status'),
      amount('data.details.totals.total', 'data.currency_code', 'hundredths', paddleDigits),
      fact('Customer', 'data.customer_id'),
    ],
    samples: paddleSamples,
  },
  {
    id: 'lemonsqueezy',
    name: 'Lemon Squeezy',
    docs: 'https://docs.lemonsqueezy.com/help/webhooks/signing-requests',
    secretFormat: 'The signing secret that was typed in for the webhook: 6 to 40 characters.',
    verify: { ...hmacOfBody, signature: [{ header: 'X-Signature' }] },
    detect: [
      ...['order_', 'subscription_', 'license_key_'].flatMap((start) => {
        const starts = { 'X-Event-Name': start };
        return [
          { pass: 'vendor', headers: ['X-Signature'], starts } as const,
          { pass: 'fallback', starts } as const,
        ];
      }),
      { pass: 'shape', json: ['meta.event_name', 'data.type', 'data.id', 'data.attributes.store_id'] },
    ],
    title: [
      '{meta.event_name}: #{data.attributes.order_number}',
      '{meta.event_name}[: {data.id}]',
      '{header:X-Event-Name}',
    ],
    outcome: { of: ['{meta.event_name|last}'], success: ['success', 'recovered'], failure: ['failed'] },
    facts: [
      fact('Event', 'meta.event_name'),
      fact('Status', 'data.attributes.status'),
      amount('data.attributes.total', 'data.attributes.currency', 'hundredths'),
      fact('Customer', 'data.attributes.user_email'),
    ],
    samples: lemonsqueezySamples,
  },
  {
    id: 'razorpay',
    name: 'Razorpay',
    docs: 'https://razorpay.com/docs/webhooks/validate-test/',
    secretFormat: 'The secret that was typed in for the webhook; it is not the API secret.',
    verify: { ...hmacOfBody, signature: [{ header: 'X-Razorpay-Signature' }] },
    isSigningOptional: true,
    detect: [
      { pass: 'vendor', headers: ['x-razorpay-event-id'] },
      { pass: 'signature', headers: ['X-Razorpay-Signature'] },
      { pass: 'shape', userAgent: 'Razorpay-Webhook/' },
      { pass: 'shape', json: ['entity', 'account_id', 'event', 'contains.0'] },
    ],
    title: [
      '{event}: {payload.refund.entity.id}',
      '{event}: {payload.payment.entity.id}',
      '{event}: {payload.subscription.entity.id}',
      '{event}[: {payload.order.entity.id}]',
    ],
    outcome: {
      of: ['{event}'],
      success: ['payment.captured', 'order.paid', 'refund.processed'],
      failure: ['payment.failed', 'refund.failed'],
    },
    idempotency: { header: 'x-razorpay-event-id' },
    facts: [
      fact('Event', 'event'),
      // A refund comes with the payment that it is of.
      fact('Status', 'payload.refund.entity.status'),
      fact('Status', 'payload.payment.entity.status'),
      ...['payload.refund.entity', 'payload.payment.entity'].map((entity) =>
        amount(`${entity}.amount`, `${entity}.currency`, 'hundredths', razorpayDigits),
      ),
      fact('Customer', 'payload.payment.entity.email'),
    ],
    samples: razorpaySamples,
  },
  {
    id: 'paystack',
    name: 'Paystack',
    docs: 'https://paystack.com/docs/payments/webhooks/',
    secretFormat: 'The secret API key of the account: sk_live_ or sk_test_ and what follows.',
    verify: {
      ...hmacOfBody,
      algorithm: 'hmac-sha512',
      signature: [{ header: 'x-paystack-signature' }],
    },
    detect: [{ pass: 'signature', headers: ['x-paystack-signature'] }],
    title: ['{event}[: {data.reference}]'],
    outcome: { of: ['{event|last}'], success: ['success', 'processed'], failure: ['failed'] },
    facts: [
      fact('Event', 'event'),
      fact('Status', 'data.status'),
      amount('data.amount', 'data.currency', 'hundredths'),
      fact('Customer', 'data.customer.email'),
    ],
  },
  {
    id: 'coinbase-commerce',
    name: 'Coinbase Commerce',
    docs: 'https://docs.cloud.coinbase.com/commerce/docs/webhooks-security',
    secretFormat: 'The webhook shared secret of the account.',
    verify: { ...hmacOfBody, signature: [{ header: 'X-CC-Webhook-Signature' }] },
    detect: [
      { pass: 'signature', headers: ['X-CC-Webhook-Signature'] },
      { pass: 'shape', userAgent: 'weipay-webhooks', json: ['event.id', 'event.type'] },
      {
        pass: 'shape',
        json: ['event.id'],
        jsonStarts: { 'event.type': ['charge:', 'invoice:', 'checkout:'] },
      },
    ],
    title: ['{event.type}[: {event.data.code}]'],
    outcome: { of: ['{event.type|last}'], success: ['confirmed'], failure: ['failed'] },
    idempotency: { json: 'event.id' },
    attempt: { json: 'attempt_number' },
  },
  {
    id: 'coinbase-cdp',
    name: 'Coinbase CDP / Hook0',
    docs: 'https://docs.cdp.coinbase.com/webhooks/verify-signatures',
    secretFormat: 'The secret of the webhook subscription.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Hook0-Signature' }],
      content: '{timestamp}.{field:h}.{listed}.{body}',
      parse: commaItems('v1'),
      timestamp: { from: { field: 't' }, unit: 's', tolerance: 300 },
      listed: { names: { field: 'h' }, split: ' ', item: '{value}', join: '.' },
    },
    detect: [
      { pass: 'vendor', headers: ['X-Hook0-Id'] },
      { pass: 'signature', headers: ['X-Hook0-Signature'] },
    ],
    title: ['{eventType}[: {transactionHash}]', '{event_type}', '{type}'],
    idempotency: { header: 'X-Hook0-Id' },
  },
];
