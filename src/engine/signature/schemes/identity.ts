import type { Scheme } from '../scheme.ts';
import { commaItems, fact, hmacOfBody, standardWebhooks, unbranded } from './rules.ts';
import { clerkSamples, workosSamples } from './samples/identity.ts';

export const identitySchemes: readonly Scheme[] = [
  {
    id: 'clerk',
    name: 'Clerk',
    family: 'svix',
    docs: 'https://clerk.com/docs/webhooks/sync-data',
    secretFormat: 'The signing secret of the endpoint: whsec_ and base64.',
    verify: standardWebhooks('svix'),
    otherForms: unbranded,
    detect: [
      { pass: 'vendor', headers: ['svix-id'], jsonStarts: { instance_id: ['ins_'] } },
      { pass: 'shape', json: ['data.object'], jsonStarts: { object: ['event'], instance_id: ['ins_'] } },
      {
        pass: 'vendor',
        headers: ['svix-id'],
        jsonStarts: {
          object: ['event'],
          type: ['user.', 'session.', 'organization', 'role.', 'permission.'],
        },
      },
    ],
    title: ['{type}: {data.email_addresses.0.email_address}', '{type}: {data.name}', '{type}[: {data.id}]'],
    idempotency: { header: 'svix-id' },
    facts: [
      fact('Event', 'type'),
      fact('User', 'data.email_addresses.0.email_address'),
      fact('Id', 'data.id'),
    ],
    samples: clerkSamples,
  },
  {
    id: 'workos',
    name: 'WorkOS',
    docs: 'https://workos.com/docs/events/data-syncing/webhooks',
    secretFormat: 'The signing secret of the webhook endpoint.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'WorkOS-Signature' }],
      content: '{timestamp}.{body}',
      parse: commaItems('v1'),
      timestamp: { from: { field: 't' }, unit: 'ms', tolerance: 180 },
    },
    detect: [
      { pass: 'signature', headers: ['WorkOS-Signature'] },
      { pass: 'shape', json: ['event', 'data.object'], jsonStarts: { id: ['event_', 'wh_'] } },
    ],
    title: ['{event}: {data.email}', '{event}: {data.name}', '{event}[: {data.id}]'],
    idempotency: { json: 'id' },
    facts: [fact('Event', 'event'), fact('User', 'data.email'), fact('Id', 'data.id')],
    samples: workosSamples,
  },
  {
    id: 'okta',
    name: 'Okta event hooks',
    family: 'authorization-token',
    docs: 'https://developer.okta.com/docs/concepts/event-hooks/',
    secretFormat: 'The value of the authentication field of the event hook.',
    verify: { kind: 'token', from: { header: 'Authorization' } },
    isSigningOptional: true,
    detect: [
      { pass: 'vendor', headers: ['X-Okta-Verification-Challenge'] },
      { pass: 'vendor', headers: ['X-Okta-Request-Id'] },
      { pass: 'vendor', userAgent: 'Okta-Integrations' },
      { pass: 'shape', json: ['eventType', 'eventId', 'data.events.0.eventType'] },
    ],
    title: [
      '{data.events.0.eventType}: {data.events.0.target.0.displayName}',
      '{data.events.0.eventType}[: {data.events.0.displayMessage}]',
    ],
    idempotency: { json: 'eventId' },
    handshake: [
      {
        method: 'GET',
        when: [{ at: { header: 'X-Okta-Verification-Challenge' } }],
        answer: {
          contentType: 'application/json',
          body: '{"verification":{header:X-Okta-Verification-Challenge}}',
        },
      },
    ],
  },
  {
    id: 'auth0',
    name: 'Auth0 (custom log stream)',
    family: 'authorization-token',
    docs: 'https://auth0.com/docs/customize/log-streams/custom-log-streams',
    secretFormat: 'The authorization token of the log stream.',
    verify: { kind: 'token', from: { header: 'Authorization' } },
    isSigningOptional: true,
    detect: [
      { pass: 'shape', json: ['0.data.type', '0.data.date'], jsonStarts: { '0.log_id': ['900'] } },
      { pass: 'shape', json: ['data.type', 'data.date'], jsonStarts: { log_id: ['900'] } },
      { pass: 'shape', json: ['0.log_id', '0.data.type', '0.data.date', '0.data.log_id'] },
      { pass: 'shape', json: ['log_id', 'data.type', 'data.date', 'data.log_id'] },
    ],
    title: ['{0.data.type}[: {0.data.description}]', '{data.type}[: {data.description}]'],
    idempotency: { json: '0.log_id' },
  },
  {
    id: 'onfido',
    name: 'Onfido',
    docs: 'https://documentation.onfido.com/api/latest/#webhook-security',
    secretFormat: 'The token of the webhook.',
    verify: { ...hmacOfBody, signature: [{ header: 'X-SHA2-Signature' }] },
    detect: [
      { pass: 'signature', hex: 'X-SHA2-Signature' },
      { pass: 'shape', json: ['payload.resource_type', 'payload.action', 'payload.object.id'] },
    ],
    title: ['{payload.action}[: {payload.object.id}]'],
  },
];
