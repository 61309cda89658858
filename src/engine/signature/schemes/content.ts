import type { Scheme } from '../scheme.ts';
import { commaItems, fact, hmacOfBody } from './rules.ts';
import { muxSamples } from './samples/content.ts';

/** Content, media and files. */
export const contentSchemes: readonly Scheme[] = [
  {
    id: 'contentful',
    name: 'Contentful',
    docs: 'https://www.contentful.com/developers/docs/webhooks/request-verification/',
    secretFormat: 'The signing secret of the space or the app: 64 characters, used as text.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'x-contentful-signature' }],
      content: '{method}\n{path}\n{listed}\n{body}',
      requires: [{ header: 'x-contentful-signed-headers' }, { header: 'x-contentful-timestamp' }],
      timestamp: { from: { header: 'x-contentful-timestamp' }, unit: 'ms', tolerance: 30 },
      listed: {
        names: { header: 'x-contentful-signed-headers' },
        split: ',',
        item: '{name}:{value}',
        join: ';',
      },
    },
    isSigningOptional: true,
    detect: [
      { pass: 'vendor', anyHeader: ['X-Contentful-Topic', 'x-contentful-timestamp'] },
      { pass: 'signature', headers: ['x-contentful-signature'] },
    ],
    title: ['{header:X-Contentful-Topic}: {fields.title.en-US}', '{header:X-Contentful-Topic}[: {sys.id}]'],
    attempt: { header: 'X-Contentful-Webhook-Request-Attempt' },
  },
  {
    id: 'sanity',
    name: 'Sanity',
    docs: 'https://www.sanity.io/docs/content-lake/webhook-best-practices',
    secretFormat: 'The secret in the settings of the webhook.',
    verify: {
      ...hmacOfBody,
      encoding: 'base64url',
      signature: [{ header: 'sanity-webhook-signature' }],
      content: '{timestamp}.{body}',
      parse: commaItems('v1'),
      timestamp: { from: { field: 't' }, unit: 'ms' },
    },
    isSigningOptional: true,
    detect: [
      { pass: 'vendor', headers: ['sanity-operation'] },
      { pass: 'signature', headers: ['sanity-webhook-signature'] },
    ],
    title: [
      '{header:sanity-operation} {_type}[: {title}]',
      '{header:sanity-operation}[: {_id}]',
      '{_type}[: {_id}]',
    ],
    idempotency: { header: 'idempotency-key' },
  },
  {
    id: 'cloudinary',
    name: 'Cloudinary',
    docs: 'https://cloudinary.com/documentation/notification_signatures',
    secretFormat: 'The API secret of the product environment.',
    verify: {
      kind: 'signature',
      algorithm: 'sha1',
      encoding: 'hex',
      signature: [{ header: 'X-Cld-Signature' }],
      content: '{body}{timestamp}{secret}',
      key: { encoding: 'utf8' },
      timestamp: { from: { header: 'X-Cld-Timestamp' }, unit: 's', tolerance: 7200 },
    },
    detect: [
      { pass: 'vendor', headers: ['X-Cld-Timestamp'] },
      { pass: 'signature', headers: ['X-Cld-Signature'] },
    ],
    title: ['{notification_type}[: {public_id}]'],
  },
  {
    id: 'mux',
    name: 'Mux',
    docs: 'https://www.mux.com/docs/core/verify-webhook-signatures',
    secretFormat: 'The signing secret of the webhook.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'Mux-Signature' }],
      content: '{timestamp}.{body}',
      parse: commaItems('v1'),
      timestamp: { from: { field: 't' }, unit: 's', tolerance: 300 },
    },
    detect: [
      { pass: 'signature', headers: ['Mux-Signature'] },
      { pass: 'shape', json: ['type', 'environment.id', 'object.type', 'object.id'] },
    ],
    title: ['{type}[: {data.id}]'],
    outcome: { of: ['{type|last}'], success: ['ready'], failure: ['errored'] },
    idempotency: { json: 'id' },
    facts: [
      fact('Event', 'type'),
      fact('Status', 'data.status'),
      fact('Environment', 'environment.name'),
      fact('Id', 'data.id'),
    ],
    samples: muxSamples,
  },
  {
    id: 'elevenlabs',
    name: 'ElevenLabs',
    docs: 'https://elevenlabs.io/docs/overview/administration/webhooks',
    secretFormat: 'The shared secret of the webhook, with its wsec_ prefix.',
    secretPrefix: 'wsec_',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'ElevenLabs-Signature' }],
      content: '{timestamp}.{body}',
      parse: commaItems('v0'),
      timestamp: { from: { field: 't' }, unit: 's', tolerance: 1800 },
    },
    detect: [{ pass: 'signature', headers: ['ElevenLabs-Signature'] }],
    title: ['{type}[: {data.conversation_id}]'],
  },
  {
    id: 'dropbox',
    name: 'Dropbox',
    docs: 'https://www.dropbox.com/developers/reference/webhooks',
    secretFormat: 'The app secret.',
    verify: { ...hmacOfBody, signature: [{ header: 'X-Dropbox-Signature' }] },
    detect: [
      { pass: 'vendor', userAgent: 'DropboxWebhooks' },
      { pass: 'signature', headers: ['X-Dropbox-Signature'] },
      { pass: 'shape', json: ['list_folder.accounts.0'] },
    ],
    title: ['files changed: {list_folder.accounts.0}', 'challenge: {query:challenge}'],
    handshake: [
      {
        method: 'GET',
        when: [{ at: { query: 'challenge' } }],
        answer: {
          contentType: 'text/plain',
          headers: { 'X-Content-Type-Options': 'nosniff' },
          body: '{query:challenge}',
        },
      },
    ],
  },
  {
    id: 'box',
    name: 'Box',
    docs: 'https://developer.box.com/guides/webhooks/v2/signatures-v2/',
    secretFormat: 'The primary signature key of the app, and its secondary key as another secret.',
    verify: {
      ...hmacOfBody,
      encoding: 'base64',
      signature: [{ header: 'BOX-SIGNATURE-PRIMARY' }, { header: 'BOX-SIGNATURE-SECONDARY' }],
      content: '{body}{timestamp}',
      timestamp: { from: { header: 'BOX-DELIVERY-TIMESTAMP' }, unit: 'iso', tolerance: 600, future: 0 },
    },
    detect: [
      { pass: 'vendor', anyHeader: ['BOX-DELIVERY-ID', 'BOX-DELIVERY-TIMESTAMP', 'BOX-SIGNATURE-VERSION'] },
      { pass: 'signature', anyHeader: ['BOX-SIGNATURE-PRIMARY', 'BOX-SIGNATURE-SECONDARY'] },
    ],
    title: ['{trigger}[: {source.name}]'],
    idempotency: { header: 'BOX-DELIVERY-ID' },
  },
];
