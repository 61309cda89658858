import type { Scheme } from '../scheme.ts';
import { fact, hmacOfBody } from './rules.ts';
import { jiraSamples, linearSamples, notionSamples } from './samples/work.ts';

/** Issues, boards, documents and tables. */
export const workSchemes: readonly Scheme[] = [
  {
    id: 'asana',
    name: 'Asana',
    docs: 'https://developers.asana.com/docs/webhooks-guide',
    secretFormat: 'The X-Hook-Secret that Asana sends when the webhook is made.',
    verify: { ...hmacOfBody, signature: [{ header: 'X-Hook-Signature' }] },
    detect: [
      { pass: 'vendor', headers: ['X-Hook-Secret'] },
      { pass: 'signature', hex: 'X-Hook-Signature' },
      { pass: 'shape', json: ['events.0.resource.gid', 'events.0.action'] },
    ],
    title: ['{events.0.resource.resource_type} {events.0.action}[: {events.0.resource.gid}]'],
    handshake: [
      {
        method: 'POST',
        when: [{ at: { header: 'X-Hook-Secret' } }],
        answer: { headers: { 'X-Hook-Secret': '{header:X-Hook-Secret}' }, body: '' },
        secret: { header: 'X-Hook-Secret' },
      },
    ],
  },
  {
    id: 'jira',
    name: 'Jira',
    family: 'hub-signature',
    docs: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
    secretFormat: 'The secret in the settings of the webhook, under System, WebHooks.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Hub-Signature' }],
      parse: { pair: '=', keys: ['sha256'] },
    },
    isSigningOptional: true,
    detect: [
      { pass: 'vendor', anyHeader: ['X-Atlassian-Webhook-Identifier', 'X-Atlassian-Webhook-Retry'] },
      { pass: 'shape', userAgent: 'Atlassian Webhook HTTP Client', json: ['webhookEvent'] },
      { pass: 'shape', json: ['webhookEvent', 'timestamp'] },
    ],
    title: [
      '{webhookEvent}: {issue.key}[ {issue.fields.summary}]',
      '{webhookEvent}[: {project.key}][: {version.name}][: {sprint.name}]',
    ],
    idempotency: { header: 'X-Atlassian-Webhook-Identifier' },
    attempt: { header: 'X-Atlassian-Webhook-Retry' },
    facts: [
      fact('Event', 'webhookEvent'),
      fact('Item', 'issue.fields.summary', 'issue.key'),
      fact('Status', 'issue.fields.status.name'),
      fact('Project', 'issue.fields.project.name'),
      fact('User', 'user.displayName'),
    ],
    samples: jiraSamples,
  },
  {
    id: 'linear',
    name: 'Linear',
    docs: 'https://linear.app/developers/webhooks',
    secretFormat: 'The signing secret of the webhook, with its lin_wh_ prefix.',
    secretPrefix: 'lin_wh_',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'Linear-Signature' }],
      timestamp: { from: { json: 'webhookTimestamp' }, unit: 'ms', tolerance: 60, future: true },
    },
    detect: [
      { pass: 'vendor', anyHeader: ['Linear-Delivery', 'Linear-Event'] },
      { pass: 'signature', headers: ['Linear-Signature'] },
      { pass: 'shape', starts: { 'User-Agent': 'Linear-Webhook' }, json: ['action', 'type'] },
      { pass: 'shape', json: ['action', 'type', 'webhookTimestamp', 'webhookId'] },
    ],
    title: [
      '{type} {action}: [{data.identifier} ]{data.title}',
      '{type} {action}: {data.issue.title}',
      '{type} {action}[: {data.name}]',
    ],
    idempotency: { header: 'Linear-Delivery' },
    // After a minute, an hour and six hours.
    retries: 3,
    facts: [
      fact('Event', 'action'),
      fact('Item', 'data.title', 'data.identifier'),
      fact('Status', 'data.state.name'),
      fact('User', 'actor.name'),
    ],
    samples: linearSamples,
  },
  {
    id: 'notion',
    name: 'Notion',
    docs: 'https://developers.notion.com/reference/webhooks',
    secretFormat: 'The verification token that Notion sends when the subscription is made: secret_ and more.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Notion-Signature' }],
      parse: { pair: '=', keys: ['sha256'] },
    },
    detect: [
      { pass: 'signature', headers: ['X-Notion-Signature'] },
      { pass: 'shape', jsonStarts: { verification_token: ['secret_'] } },
      { pass: 'shape', json: ['workspace_id', 'subscription_id', 'integration_id', 'entity.type'] },
    ],
    title: ['{type}[: {entity.type} {entity.id}]'],
    idempotency: { json: 'id' },
    attempt: { json: 'attempt_number' },
    facts: [
      fact('Event', 'type'),
      fact('Item', 'entity.type'),
      fact('Id', 'entity.id'),
      fact('Workspace', 'workspace_name'),
    ],
    handshake: [
      {
        method: 'POST',
        when: [{ at: { json: 'verification_token' } }],
        answer: { body: '' },
        secret: { json: 'verification_token' },
      },
    ],
    samples: notionSamples,
  },
  {
    id: 'airtable',
    name: 'Airtable',
    docs: 'https://airtable.com/developers/web/api/webhooks-overview',
    secretFormat: 'The macSecretBase64 that the API gives when the webhook is made.',
    verify: {
      ...hmacOfBody,
      signature: [{ header: 'X-Airtable-Content-MAC' }],
      key: { encoding: 'base64' },
      parse: { pair: '=', keys: ['hmac-sha256'] },
    },
    detect: [
      { pass: 'signature', headers: ['X-Airtable-Content-MAC'] },
      { pass: 'shape', jsonStarts: { 'base.id': ['app'], 'webhook.id': ['ach'] } },
    ],
    title: ['base changed: {base.id}'],
  },
  {
    id: 'trello',
    name: 'Trello',
    docs: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/',
    secretFormat: "The application's OAuth secret, shown beside the API key.",
    verify: {
      ...hmacOfBody,
      algorithm: 'hmac-sha1',
      encoding: 'base64',
      signature: [{ header: 'X-Trello-Webhook' }],
      content: '{body}{url}',
    },
    detect: [
      { pass: 'signature', headers: ['X-Trello-Webhook'] },
      { pass: 'shape', json: ['action.id', 'action.type', 'action.idMemberCreator', 'model.id'] },
    ],
    title: ['{action.type}: {action.data.card.name}', '{action.type}[: {action.data.board.name}]'],
    idempotency: { json: 'action.id' },
    facts: [
      fact('Event', 'action.type'),
      fact('Item', 'action.data.card.name'),
      fact('Board', 'action.data.board.name'),
      fact('User', 'action.memberCreator.fullName'),
    ],
    handshake: [{ method: 'HEAD', when: [], answer: { body: '' } }],
  },
];
