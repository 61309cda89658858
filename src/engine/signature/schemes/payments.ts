import type { Scheme } from '../scheme.ts';
import { amount, commaItems, fact, hmacOfBody, outcomeFact, timeFact } from './rules.ts';
import { adyenSamples, squareSamples, stripeSamples } from './samples/payments.ts';

/** docs.stripe.com/currencies; of krónur and shillings it said one thing and later the other. */
const stripeDigits = { MGA: 0, ISK: null, UGX: null, IQD: null, LYD: null } as const;

/** docs.adyen.com/development-resources/currency-codes: those that differ from the standard. */
const adyenDigits = { CLP: 2, CVE: 0, IDR: 0, ISK: 2 } as const;

/** developer.squareup.com/docs/build-basics/working-with-monetary-amounts, which names no other such currency. */
const squareDigits = { JPY: 0 } as const;

/** One item of an Adyen payments webhook. */
const adyenItem = 'notificationItems.0.NotificationRequestItem';

export const paymentSchemes: readonly Scheme[] = [
  {
    id: 'stripe',
    name: 'Stripe',
    docs: 'https://docs.stripe.com/webhooks/signature',
    secretFormat: "The endpoint's signing secret, with its whsec_ prefix.",
    secretPrefix: 'whsec_',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'Stripe-Signature' }],
      content: '{timestamp}.{body}',
      parse: commaItems('v1'),
      timestamp: { from: { field: 't' }, unit: 's', tolerance: 300 },
    },
    detect: [
      { pass: 'signature', headers: ['Stripe-Signature'] },
      { pass: 'shape', userAgent: 'stripe.com/docs/webhooks' },
      {
        pass: 'shape',
        json: ['type', 'api_version', 'data.object.object'],
        jsonStarts: { object: ['event'], id: ['evt_'] },
      },
    ],
    title: ['{type}: {data.object.id}', '{type}[: {related_object.id}]'],
    outcome: { of: ['{type|last}'], success: ['succeeded', 'paid'], failure: ['failed'] },
    idempotency: { json: 'id' },
    facts: [
      fact('Event', 'type'),
      amount('data.object.amount', 'data.object.currency', 'minor', stripeDigits),
      amount('data.object.amount_due', 'data.object.currency', 'minor', stripeDigits),
      fact('Status', 'data.object.status'),
      fact('Customer', 'data.object.customer'),
      timeFact('Created', 'created', 's'),
    ],
    samples: stripeSamples,
  },
  {
    id: 'paypal',
    name: 'PayPal',
    docs: 'https://developer.paypal.com/api/rest/webhooks/rest/',
    secretFormat: 'Two secrets: the webhook id, and the certificate that PAYPAL-CERT-URL names, in PEM form.',
    verify: {
      kind: 'signature',
      algorithm: 'rsa-sha256',
      encoding: 'base64',
      signature: [{ header: 'PAYPAL-TRANSMISSION-SIG' }],
      content: '{header:PAYPAL-TRANSMISSION-ID}|{header:PAYPAL-TRANSMISSION-TIME}|{secret}|{crc32}',
      key: { encoding: 'pem' },
      requires: [{ header: 'PAYPAL-TRANSMISSION-ID' }, { header: 'PAYPAL-TRANSMISSION-TIME' }],
    },
    detect: [
      {
        pass: 'vendor',
        anyHeader: [
          'PAYPAL-TRANSMISSION-ID',
          'PAYPAL-TRANSMISSION-TIME',
          'PAYPAL-CERT-URL',
          'PAYPAL-AUTH-ALGO',
        ],
      },
      { pass: 'signature', headers: ['PAYPAL-TRANSMISSION-SIG'] },
      { pass: 'shape', userAgent: 'PayPal/AUHD-', json: ['event_type', 'resource_type'] },
      { pass: 'shape', json: ['event_type', 'resource_type', 'event_version'], jsonStarts: { id: ['WH-'] } },
    ],
    title: ['{event_type}[: {resource.id}]'],
    outcome: {
      of: ['{event_type|last}'],
      success: ['COMPLETED', 'SUCCEEDED', 'SUCCESS'],
      failure: ['FAILED', 'DENIED', 'DECLINED'],
    },
    idempotency: { json: 'id' },
    facts: [
      fact('Event', 'event_type'),
      fact('Item', 'resource_type'),
      amount('resource.amount.value', 'resource.amount.currency_code', 'major'),
      fact('Status', 'resource.status'),
      fact('Summary', 'summary'),
    ],
  },
  {
    id: 'square',
    name: 'Square',
    docs: 'https://developer.squareup.com/docs/webhooks/step3validate',
    secretFormat: 'The signature key of the webhook subscription.',
    verify: {
      ...hmacOfBody,
      encoding: 'base64',
      signature: [{ header: 'x-square-hmacsha256-signature' }],
      content: '{url}{body}',
    },
    detect: [
      { pass: 'vendor', anyHeader: ['square-environment', 'square-initial-delivery-timestamp'] },
      { pass: 'signature', headers: ['x-square-hmacsha256-signature'] },
      { pass: 'shape', json: ['merchant_id', 'event_id', 'type', 'data.type', 'data.id'] },
    ],
    title: ['{type}[: {data.id}]'],
    outcome: {
      of: ['{data.object.payment.status}', '{data.object.refund.status}'],
      success: ['COMPLETED'],
      failure: ['FAILED', 'REJECTED'],
    },
    idempotency: { json: 'event_id' },
    attempt: { header: 'square-retry-number' },
    facts: [
      fact('Event', 'type'),
      fact('Item', 'data.type'),
      amount(
        'data.object.payment.amount_money.amount',
        'data.object.payment.amount_money.currency',
        'hundredths',
        squareDigits,
      ),
      fact('Status', 'data.object.payment.status'),
    ],
    samples: squareSamples,
  },
  {
    id: 'adyen',
    name: 'Adyen (payments)',
    docs: 'https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures',
    secretFormat: 'The HMAC key of the webhook: 64 hexadecimal digits.',
    verify: {
      kind: 'signature',
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      each: 'notificationItems',
      signature: [{ json: 'NotificationRequestItem.additionalData.hmacSignature' }],
      content: [
        '{json:NotificationRequestItem.pspReference}',
        '{json:NotificationRequestItem.originalReference}',
        '{json:NotificationRequestItem.merchantAccountCode}',
        '{json:NotificationRequestItem.merchantReference}',
        '{json:NotificationRequestItem.amount.value}',
        '{json:NotificationRequestItem.amount.currency}',
        '{json:NotificationRequestItem.eventCode}',
        '{json:NotificationRequestItem.success}',
      ].join(':'),
      key: { encoding: 'hex' },
    },
    detect: [{ pass: 'shape', json: [`${adyenItem}.eventCode`, `${adyenItem}.pspReference`] }],
    title: [
      `{${adyenItem}.eventCode}: {${adyenItem}.merchantReference}`,
      `{${adyenItem}.eventCode}[: {${adyenItem}.pspReference}]`,
    ],
    // Adyen knows a delivery again by pspReference and eventCode together, so no one place holds its id.
    outcome: { of: [`{${adyenItem}.success}`], success: ['true'], failure: ['false'] },
    facts: [
      fact('Event', `${adyenItem}.eventCode`),
      outcomeFact('Success', `${adyenItem}.success`),
      amount(`${adyenItem}.amount.value`, `${adyenItem}.amount.currency`, 'minor', adyenDigits),
      fact('Reference', `${adyenItem}.merchantReference`),
      fact('Id', `${adyenItem}.pspReference`),
    ],
    samples: adyenSamples,
  },
  {
    id: 'adyen-banking',
    name: 'Adyen (banking, management)',
    docs: 'https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures',
    secretFormat: 'The HMAC key of the webhook: 64 hexadecimal digits.',
    verify: {
      ...hmacOfBody,
      encoding: 'base64',
      signature: [{ header: 'HmacSignature' }],
      key: { encoding: 'hex' },
    },
    detect: [
      { pass: 'vendor', starts: { Protocol: 'HmacSHA256' } },
      {
        pass: 'shape',
        json: ['environment', 'data.balancePlatform'],
        jsonStarts: { type: ['balancePlatform.'] },
      },
    ],
    title: ['{type}[: {data.id}]'],
  },
  {
    id: 'gocardless',
    name: 'GoCardless',
    docs: 'https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks/',
    secretFormat: 'The secret of the webhook endpoint.',
    verify: { ...hmacOfBody, signature: [{ header: 'Webhook-Signature' }] },
    // Its header is also one of Cloudflare and others, and of Standard Webhooks, which has two more.
    detect: [
      { pass: 'vendor', userAgent: 'gocardless-webhook-service' },
      { pass: 'signature', hex: 'Webhook-Signature', without: ['webhook-id', 'webhook-timestamp'] },
      { pass: 'shape', json: ['events.0.resource_type', 'events.0.action', 'meta.webhook_id'] },
    ],
    title: ['{events.0.resource_type} {events.0.action}[: {events.0.id}]'],
    // That the first of several went well does not say it of the others.
    outcome: { of: ['{events.0.action}'], failure: ['failed'] },
    idempotency: { json: 'meta.webhook_id' },
    facts: [
      fact('Event', 'events.0.action'),
      fact('Item', 'events.0.resource_type'),
      fact('Cause', 'events.0.details.cause'),
    ],
  },
  {
    id: 'plaid',
    name: 'Plaid',
    docs: 'https://plaid.com/docs/api/webhooks/webhook-verification/',
    secretFormat: 'The public key as a JWK: the JSON that /webhook_verification_key/get gives for the kid.',
    verify: {
      kind: 'jwt',
      header: 'Plaid-Verification',
      algorithm: 'ES256',
      key: { encoding: 'jwk' },
      maxAge: 300,
      bodyHash: { claim: 'request_body_sha256', algorithm: 'sha256', encoding: 'hex' },
    },
    detect: [
      { pass: 'signature', headers: ['Plaid-Verification'] },
      { pass: 'shape', json: ['webhook_type', 'webhook_code'] },
    ],
    title: ['{webhook_type} {webhook_code}[: {item_id}]'],
  },
  {
    id: 'mercadopago',
    name: 'Mercado Pago',
    docs: 'https://www.mercadopago.com/developers/en/docs/your-integrations/notifications/webhooks',
    secretFormat: "The secret signature of the application's webhooks.",
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'x-signature' }],
      content: '[id:{query:data.id|lower};][request-id:{header:x-request-id};]ts:{timestamp};',
      parse: commaItems('v1'),
      timestamp: { from: { field: 'ts' }, unit: 's' },
    },
    detect: [
      { pass: 'signature', starts: { 'x-signature': 'ts=' } },
      { pass: 'signature', headers: ['x-signature'], query: ['data.id'] },
      { pass: 'fallback', query: ['data.id', 'type'] },
    ],
    title: ['{action}: {data.id}', '{query:type}: {query:data.id}'],
    idempotency: { header: 'x-request-id' },
  },
];
