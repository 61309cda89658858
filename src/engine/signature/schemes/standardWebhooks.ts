import type { Scheme } from '../scheme.ts';
import { fact, outcomeFact, standardWebhooks, unbranded } from './rules.ts';
import { openaiSamples, standardWebhooksSamples, svixSamples } from './samples/standardWebhooks.ts';

const spec = 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md';

/** The standard, its forerunner Svix, and senders that are told from them by little more than their secret. */
export const standardWebhooksSchemes: readonly Scheme[] = [
  {
    id: 'standard-webhooks',
    name: 'Standard Webhooks',
    family: 'standard-webhooks',
    docs: spec,
    secretFormat: 'The signing secret of the endpoint: whsec_ and base64.',
    verify: standardWebhooks('webhook'),
    detect: [
      { pass: 'signature', headers: ['webhook-id', 'webhook-timestamp'] },
      { pass: 'signature', starts: { 'webhook-signature': 'v1,' } },
    ],
    title: ['{type}[: {data.id}]'],
    idempotency: { header: 'webhook-id' },
    samples: standardWebhooksSamples,
  },
  {
    id: 'standard-webhooks-ed25519',
    name: 'Standard Webhooks (Ed25519, v1a)',
    family: 'standard-webhooks',
    docs: spec,
    secretFormat: 'The public key of the sender: whpk_ and base64.',
    verify: {
      ...standardWebhooks('webhook'),
      algorithm: 'ed25519',
      key: { encoding: 'ed25519-base64', prefix: 'whpk_' },
      parse: { items: ' ', pair: ',', keys: ['v1a'] },
    },
    detect: [
      {
        pass: 'signature',
        headers: ['webhook-id', 'webhook-timestamp'],
        starts: { 'webhook-signature': 'v1a,' },
      },
      { pass: 'signature', starts: { 'webhook-signature': 'v1a,' } },
    ],
    title: ['{type}[: {data.id}]'],
    idempotency: { header: 'webhook-id' },
  },
  {
    id: 'svix',
    name: 'Svix',
    family: 'svix',
    docs: 'https://docs.svix.com/receiving/verifying-payloads/how-manual',
    secretFormat: 'The signing secret of the endpoint: whsec_ and base64.',
    verify: standardWebhooks('svix'),
    otherForms: unbranded,
    detect: [
      { pass: 'vendor', anyHeader: ['svix-id', 'svix-timestamp', 'svix-signature'] },
      { pass: 'shape', starts: { 'User-Agent': 'Svix-Webhooks/' } },
    ],
    title: ['{type}[: {data.id}]'],
    idempotency: { header: 'svix-id' },
    samples: svixSamples,
  },
  {
    id: 'openai',
    name: 'OpenAI',
    family: 'standard-webhooks',
    docs: 'https://platform.openai.com/docs/guides/webhooks',
    secretFormat: 'The signing secret that is shown when the webhook is created: whsec_ and base64.',
    verify: standardWebhooks('webhook'),
    detect: [
      { pass: 'vendor', headers: ['webhook-id'], userAgent: 'OpenAI' },
      {
        pass: 'vendor',
        headers: ['webhook-id'],
        jsonStarts: {
          object: ['event'],
          type: ['response.', 'batch.', 'fine_tuning.job.', 'eval.run.', 'realtime.call.'],
        },
      },
      {
        pass: 'shape',
        jsonStarts: {
          object: ['event'],
          id: ['evt_'],
          type: ['response.', 'batch.', 'fine_tuning.job.', 'eval.run.', 'realtime.call.'],
        },
      },
    ],
    title: ['{type}[: {data.id}]'],
    idempotency: { header: 'webhook-id' },
    outcome: { of: ['{type|last}'], success: ['completed', 'succeeded'], failure: ['failed'] },
    facts: [fact('Event', 'type'), fact('Id', 'data.id')],
    samples: openaiSamples,
  },
  {
    id: 'replicate',
    name: 'Replicate',
    family: 'standard-webhooks',
    docs: 'https://replicate.com/docs/topics/webhooks/verify-webhook',
    secretFormat: 'The default signing secret of the account, as the API gives it: whsec_ and base64.',
    verify: standardWebhooks('webhook'),
    detect: [
      {
        pass: 'vendor',
        headers: ['webhook-id'],
        json: ['status'],
        jsonStarts: { 'urls.get': ['https://api.replicate.com/'] },
      },
    ],
    title: ['prediction {status}[: {id}]'],
    outcome: { of: ['{status}'], success: ['succeeded'], failure: ['failed'] },
    idempotency: { header: 'webhook-id' },
    facts: [outcomeFact('Status', 'status'), fact('Item', 'model'), fact('Id', 'id')],
  },
  {
    id: 'polar',
    name: 'Polar',
    family: 'standard-webhooks',
    docs: 'https://docs.polar.sh/integrate/webhooks/delivery',
    secretFormat: 'The secret of the endpoint as it is shown; its text is the key, it is not base64.',
    verify: { ...standardWebhooks('webhook'), key: { encoding: 'utf8' } },
    detect: [{ pass: 'vendor', headers: ['webhook-id'], userAgent: 'polar.sh' }],
    title: ['{type}[: {data.id}]'],
    idempotency: { header: 'webhook-id' },
  },
];
