import type { Scheme } from '../scheme.ts';
import { fact, hmacOfBody, hubSignatureSha1 } from './rules.ts';
import { hubspotSamples, intercomSamples } from './samples/customers.ts';

const hubspotDocs = 'https://developers.hubspot.com/docs/apps/legacy-apps/authentication/validating-requests';

const hubspotTitles: readonly string[] = ['{0.subscriptionType}[: {0.objectId}]'];

/** Support and customer relations. */
export const customerSchemes: readonly Scheme[] = [
  {
    id: 'intercom',
    name: 'Intercom',
    family: 'hub-signature-sha1',
    docs: 'https://developers.intercom.com/docs/webhooks/setting-up-webhooks',
    secretFormat: "The app's client secret.",
    verify: hubSignatureSha1,
    detect: [
      { pass: 'signature', headers: ['X-Hub-Signature'], json: ['topic', 'app_id'] },
      { pass: 'shape', json: ['topic', 'app_id', 'delivery_attempts'] },
    ],
    // Sent when a webhook is made.
    pings: [{ method: 'HEAD' }],
    title: ['{topic}[: {data.item.id}]'],
    idempotency: { json: 'id' },
    attempt: { json: 'delivery_attempts' },
    facts: [
      fact('Event', 'topic'),
      fact('Item', 'data.item.type'),
      fact('Id', 'data.item.id'),
      fact('Status', 'data.item.state'),
    ],
    samples: intercomSamples,
  },
  {
    id: 'zendesk',
    name: 'Zendesk',
    docs: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
    secretFormat:
      'The signing secret of the webhook, as it is shown; it looks like base64 but is used as text.',
    verify: {
      ...hmacOfBody,
      encoding: 'base64',
      signature: [{ header: 'X-Zendesk-Webhook-Signature' }],
      content: '{timestamp}{body}',
      timestamp: { from: { header: 'X-Zendesk-Webhook-Signature-Timestamp' }, unit: 'iso' },
    },
    detect: [
      {
        pass: 'vendor',
        anyHeader: [
          'X-Zendesk-Webhook-Id',
          'X-Zendesk-Webhook-Invocation-Id',
          'X-Zendesk-Webhook-Signature-Timestamp',
        ],
      },
      { pass: 'signature', headers: ['X-Zendesk-Webhook-Signature'] },
      { pass: 'shape', starts: { 'User-Agent': 'Zendesk Webhook' } },
      { pass: 'shape', json: ['zendesk_event_version'], jsonStarts: { type: ['zen:event-type:'] } },
    ],
    title: ['{type}: {detail.subject}', '{type}[: {subject}]'],
    idempotency: { header: 'X-Zendesk-Webhook-Invocation-Id' },
    facts: [fact('Event', 'type'), fact('Subject', 'detail.subject'), fact('Status', 'detail.status')],
  },
  {
    id: 'hubspot-v3',
    name: 'HubSpot v3',
    docs: hubspotDocs,
    secretFormat: "The app's client secret.",
    verify: {
      ...hmacOfBody,
      encoding: 'base64',
      signature: [{ header: 'X-HubSpot-Signature-v3' }],
      content: '{method}{url}{body}{timestamp}',
      timestamp: { from: { header: 'X-HubSpot-Request-Timestamp' }, unit: 'ms', tolerance: 300 },
      url: 'unescaped',
    },
    detect: [
      { pass: 'vendor', anyHeader: ['X-HubSpot-Request-Timestamp', 'X-HubSpot-Signature-v3'] },
      { pass: 'shape', json: ['0.subscriptionType', '0.eventId', '0.portalId'] },
    ],
    title: hubspotTitles,
    idempotency: { json: '0.eventId' },
    attempt: { json: '0.attemptNumber' },
    facts: [fact('Event', '0.subscriptionType'), fact('Id', '0.objectId'), fact('Source', '0.changeSource')],
    samples: hubspotSamples,
  },
  {
    id: 'hubspot-v1',
    name: 'HubSpot v1',
    docs: hubspotDocs,
    secretFormat: "The app's client secret.",
    verify: {
      kind: 'signature',
      algorithm: 'sha256',
      encoding: 'hex',
      signature: [{ header: 'X-HubSpot-Signature' }],
      content: '{secret}{body}',
      key: { encoding: 'utf8' },
    },
    detect: [
      {
        pass: 'vendor',
        starts: { 'X-HubSpot-Signature-Version': 'v1' },
        without: ['X-HubSpot-Signature-v3'],
      },
      { pass: 'signature', headers: ['X-HubSpot-Signature'], without: ['X-HubSpot-Signature-Version'] },
    ],
    title: hubspotTitles,
    idempotency: { json: '0.eventId' },
    attempt: { json: '0.attemptNumber' },
  },
  {
    id: 'hubspot-v2',
    name: 'HubSpot v2',
    docs: hubspotDocs,
    secretFormat: "The app's client secret.",
    verify: {
      kind: 'signature',
      algorithm: 'sha256',
      encoding: 'hex',
      signature: [{ header: 'X-HubSpot-Signature' }],
      content: '{secret}{method}{url}{body}',
      key: { encoding: 'utf8' },
    },
    detect: [
      {
        pass: 'vendor',
        starts: { 'X-HubSpot-Signature-Version': 'v2' },
        without: ['X-HubSpot-Signature-v3'],
      },
    ],
    title: [...hubspotTitles, 'card for {query:associatedObjectType} {query:associatedObjectId}'],
  },
];
