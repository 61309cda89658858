import type { Scheme } from '../scheme.ts';
import { amount, fact, hmacOfBody } from './rules.ts';
import { shopifySamples } from './samples/commerce.ts';

export const commerceSchemes: readonly Scheme[] = [
  {
    id: 'shopify',
    name: 'Shopify',
    docs: 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https',
    secretFormat:
      "The app's client secret; for webhooks made in the admin, the key shown under Settings, Notifications.",
    verify: { ...hmacOfBody, encoding: 'base64', signature: [{ header: 'X-Shopify-Hmac-Sha256' }] },
    detect: [
      { pass: 'vendor', anyHeader: ['X-Shopify-Topic', 'X-Shopify-Webhook-Id', 'X-Shopify-Shop-Domain'] },
      { pass: 'signature', headers: ['X-Shopify-Hmac-Sha256'] },
      { pass: 'shape', userAgent: 'Shopify-Captain-Hook' },
      { pass: 'shape', jsonStarts: { admin_graphql_api_id: ['gid://shopify/'] } },
    ],
    title: [
      '{header:X-Shopify-Topic}: {name}',
      '{header:X-Shopify-Topic}: {title}',
      '{header:X-Shopify-Topic}[: {id}]',
    ],
    idempotency: { header: 'X-Shopify-Webhook-Id' },
    // Within four hours.
    retries: 8,
    facts: [
      fact('Order', 'name'),
      fact('Status', 'financial_status'),
      amount('total_price', 'currency', 'major'),
      fact('Customer', 'email'),
    ],
    samples: shopifySamples,
  },
  {
    id: 'shopify-events',
    name: 'Shopify (headers without X-)',
    docs: 'https://shopify.dev/docs/apps/build/webhooks',
    secretFormat: "The app's client secret.",
    verify: { ...hmacOfBody, encoding: 'base64', signature: [{ header: 'shopify-hmac-sha256' }] },
    detect: [
      { pass: 'vendor', anyHeader: ['shopify-topic', 'shopify-webhook-id', 'shopify-shop-domain'] },
      { pass: 'signature', headers: ['shopify-hmac-sha256'] },
    ],
    title: [
      '{header:shopify-topic}[ {header:shopify-action}]: {name}',
      '{header:shopify-topic}[ {header:shopify-action}]: {title}',
      '{header:shopify-topic}[ {header:shopify-action}][: {id}]',
    ],
    idempotency: { header: 'shopify-webhook-id' },
  },
  {
    id: 'woocommerce',
    name: 'WooCommerce',
    docs: 'https://woocommerce.com/document/webhooks/',
    secretFormat: 'The secret in the settings of the webhook.',
    verify: { ...hmacOfBody, encoding: 'base64', signature: [{ header: 'X-WC-Webhook-Signature' }] },
    detect: [
      { pass: 'vendor', anyHeader: ['X-WC-Webhook-Topic', 'X-WC-Webhook-Delivery-ID', 'X-WC-Webhook-ID'] },
      { pass: 'signature', headers: ['X-WC-Webhook-Signature'] },
      { pass: 'shape', starts: { 'User-Agent': 'WooCommerce/' }, userAgent: ' Hookshot (WordPress' },
      { pass: 'shape', onlyField: 'webhook_id' },
    ],
    // WC_Webhook::deliver_ping of WooCommerce: sent when a webhook is saved.
    pings: [{ method: 'POST', form: 'webhook_id' }],
    title: [
      '{header:X-WC-Webhook-Topic}: #{number}',
      '{header:X-WC-Webhook-Topic}: {name}',
      '{header:X-WC-Webhook-Topic}[: {id}]',
    ],
    idempotency: { header: 'X-WC-Webhook-Delivery-ID' },
    facts: [
      fact('Order', 'number'),
      fact('Status', 'status'),
      amount('total', 'currency', 'major'),
      fact('Customer', 'billing.email'),
    ],
  },
  {
    id: 'easypost',
    name: 'EasyPost',
    docs: 'https://docs.easypost.com/docs/webhooks',
    secretFormat: 'The webhook secret that was given when the webhook was made.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Hmac-Signature' }],
      key: { encoding: 'utf8', normalize: 'NFKD' },
      parse: { pair: '=', keys: ['hmac-sha256-hex'] },
    },
    isSigningOptional: true,
    detect: [
      { pass: 'signature', starts: { 'X-Hmac-Signature': 'hmac-sha256-hex=' } },
      { pass: 'shape', json: ['description', 'result.id'], jsonStarts: { object: ['Event'], id: ['evt_'] } },
    ],
    title: ['{description}[: {result.id}]'],
    idempotency: { json: 'id' },
  },
];
