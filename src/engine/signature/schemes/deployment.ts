import type { Scheme } from '../scheme.ts';
import { commaItems, fact, hmacOfBody, outcomeFact } from './rules.ts';
import { pagerdutySamples, sentrySamples, vercelSamples } from './samples/deployment.ts';

/** Builds, deployments, and what watches them in production. */
export const deploymentSchemes: readonly Scheme[] = [
  {
    id: 'circleci',
    name: 'CircleCI',
    docs: 'https://circleci.com/docs/guides/integration/outbound-webhooks/',
    secretFormat: 'The secret token in the settings of the webhook.',
    verify: { ...hmacOfBody, signature: [{ header: 'circleci-signature' }], parse: commaItems('v1') },
    isSigningOptional: true,
    detect: [
      { pass: 'vendor', headers: ['circleci-event-type'] },
      { pass: 'signature', headers: ['circleci-signature'] },
      { pass: 'shape', userAgent: 'CircleCI-Webhook/' },
      { pass: 'shape', json: ['happened_at', 'webhook.id', 'webhook.name', 'organization.id'] },
    ],
    title: [
      '{type} {job.status}: {job.name}',
      '{type} {workflow.status}: {workflow.name}',
      '{type}',
      '{header:circleci-event-type}',
    ],
    outcome: {
      of: ['{job.status}', '{workflow.status}'],
      success: ['success'],
      failure: ['failed', 'error', 'unauthorized'],
    },
    idempotency: { json: 'id' },
    facts: [
      fact('Event', 'type'),
      outcomeFact('Status', 'workflow.status'),
      fact('Workflow', 'workflow.name'),
      fact('Project', 'project.name'),
      fact('Branch', 'pipeline.vcs.branch'),
    ],
  },
  {
    id: 'vercel',
    name: 'Vercel',
    docs: 'https://vercel.com/docs/webhooks/webhooks-api',
    secretFormat: "The secret that is shown when the webhook is created, or the integration's client secret.",
    verify: { ...hmacOfBody, algorithm: 'hmac-sha1', signature: [{ header: 'x-vercel-signature' }] },
    detect: [
      { pass: 'signature', headers: ['x-vercel-signature'] },
      {
        pass: 'shape',
        json: ['id', 'createdAt', 'payload.deployment.id'],
        jsonStarts: { type: ['deployment.'] },
      },
    ],
    title: ['{type}: {payload.deployment.name}', '{type}: {payload.name}', '{type}[: {payload.project.id}]'],
    outcome: { of: ['{type|last}'], success: ['succeeded'], failure: ['error'] },
    idempotency: { json: 'id' },
    facts: [
      outcomeFact('Event', 'type'),
      fact('Project', 'payload.deployment.name'),
      fact('Environment', 'payload.target'),
      fact('Ref', 'payload.deployment.meta.githubCommitRef'),
    ],
    samples: vercelSamples,
  },
  {
    id: 'netlify',
    name: 'Netlify',
    docs: 'https://docs.netlify.com/deploy/deploy-notifications/',
    secretFormat: 'The JWS secret token of the notification.',
    verify: {
      kind: 'jwt',
      header: 'X-Webhook-Signature',
      algorithm: 'HS256',
      key: { encoding: 'utf8' },
      claims: { iss: 'netlify' },
      bodyHash: { claim: 'sha256', algorithm: 'sha256', encoding: 'hex' },
    },
    isSigningOptional: true,
    detect: [
      { pass: 'vendor', headers: ['X-Netlify-Event'] },
      // A JWS of HS256, whether its header begins with `alg` or with `typ`: others sign there with other algorithms.
      { pass: 'signature', starts: { 'X-Webhook-Signature': 'eyJhbGciOiJIUzI1Ni' } },
      { pass: 'signature', starts: { 'X-Webhook-Signature': 'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9' } },
    ],
    title: [
      '{header:X-Netlify-Event}: {name}[, {branch}]',
      '{header:X-Netlify-Event}[: {form_name}]',
      'deploy {state}: {name}[, {branch}]',
    ],
    outcome: { of: ['{state}'], success: ['ready'], failure: ['error'] },
    facts: [
      outcomeFact('Status', 'state'),
      fact('Project', 'name'),
      fact('Branch', 'branch'),
      fact('Environment', 'context'),
    ],
  },
  {
    id: 'sentry',
    name: 'Sentry',
    docs: 'https://docs.sentry.io/organization/integrations/integration-platform/webhooks/',
    secretFormat: 'The client secret of the integration.',
    verify: { ...hmacOfBody, signature: [{ header: 'Sentry-Hook-Signature' }] },
    detect: [
      { pass: 'vendor', anyHeader: ['Sentry-Hook-Resource', 'Sentry-Hook-Timestamp'] },
      { pass: 'signature', headers: ['Sentry-Hook-Signature'] },
      { pass: 'shape', json: ['action', 'installation.uuid', 'actor.type'] },
    ],
    title: [
      '{header:Sentry-Hook-Resource} {action}[: {data.issue.title}][: {data.error.title}]' +
        '[: {data.event.title}][: {data.description_title}]',
      '{header:Sentry-Hook-Resource}',
      '{action}: {data.issue.title}',
    ],
    idempotency: { header: 'Request-ID' },
    facts: [
      fact('Event', 'action'),
      fact('Item', 'data.issue.title'),
      fact('Level', 'data.issue.level'),
      fact('Project', 'data.issue.project.name'),
    ],
    samples: sentrySamples,
  },
  {
    id: 'pagerduty',
    name: 'PagerDuty',
    docs: 'https://developer.pagerduty.com/docs/verifying-webhook-signatures',
    secretFormat: 'The secret that is shown when the webhook subscription is made.',
    verify: { ...hmacOfBody, signature: [{ header: 'X-PagerDuty-Signature' }], parse: commaItems('v1') },
    detect: [
      { pass: 'vendor', headers: ['x-webhook-subscription'] },
      { pass: 'signature', headers: ['X-PagerDuty-Signature'] },
      { pass: 'shape', userAgent: 'PagerDuty-Webhook/V3' },
      { pass: 'shape', json: ['event.event_type', 'event.resource_type', 'event.occurred_at'] },
    ],
    title: ['{event.event_type}: {event.data.title}', '{event.event_type}[: {event.data.id}]'],
    idempotency: { json: 'event.id' },
    facts: [
      fact('Event', 'event.event_type'),
      fact('Status', 'event.data.status'),
      fact('Item', 'event.data.title'),
      fact('Service', 'event.data.service.summary'),
      fact('Urgency', 'event.data.urgency'),
    ],
    samples: pagerdutySamples,
  },
];
