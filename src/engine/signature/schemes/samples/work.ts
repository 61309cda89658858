import { randomUUID } from 'node:crypto';
import type { Sample } from '../../scheme.ts';
import { iso, newDigits } from './values.ts';

export const linearSamples: readonly Sample[] = [
  {
    id: 'issue-created',
    label: 'issue created',
    headers: { 'Linear-Delivery': '{id}', 'Linear-Event': 'Issue' },
    body: (now) => {
      const id = randomUUID();
      return JSON.stringify({
        action: 'create',
        actor: { id: randomUUID(), type: 'user', name: 'Acme Bot' },
        createdAt: iso(now),
        data: {
          id,
          createdAt: iso(now),
          updatedAt: iso(now),
          number: 42,
          title: 'Backups of the last month are missing',
          priority: 2,
          priorityLabel: 'High',
          identifier: 'ACM-42',
          url: 'https://linear.app/acme-example/issue/ACM-42',
          state: { name: 'Todo', type: 'unstarted' },
          team: { key: 'ACM', name: 'Acme' },
        },
        url: 'https://linear.app/acme-example/issue/ACM-42',
        type: 'Issue',
        organizationId: randomUUID(),
        webhookTimestamp: now,
        webhookId: randomUUID(),
      });
    },
  },
];

export const jiraSamples: readonly Sample[] = [
  {
    id: 'issue-updated',
    label: 'issue updated',
    headers: {
      'X-Atlassian-Webhook-Identifier': '{id}',
      'X-Atlassian-Webhook-Flow': 'Primary',
    },
    body: (now) =>
      JSON.stringify({
        timestamp: now,
        webhookEvent: 'jira:issue_updated',
        issue_event_type_name: 'issue_generic',
        user: { accountId: newDigits(24), displayName: 'Acme Bot', active: true },
        issue: {
          id: newDigits(5),
          key: 'ACM-42',
          fields: {
            summary: 'Backups of the last month are missing',
            issuetype: { name: 'Bug' },
            project: { id: '10000', key: 'ACM', name: 'Acme Project' },
            priority: { name: 'High' },
            status: { name: 'In Progress' },
            updated: iso(now).replace('Z', '+0000'),
          },
        },
        changelog: {
          id: newDigits(5),
          items: [{ field: 'status', fromString: 'To Do', toString: 'In Progress' }],
        },
      }),
  },
];

export const notionSamples: readonly Sample[] = [
  {
    id: 'page-updated',
    label: 'page.content_updated',
    body: (now) =>
      JSON.stringify({
        id: randomUUID(),
        timestamp: iso(now),
        workspace_id: randomUUID(),
        workspace_name: 'Acme Project',
        subscription_id: randomUUID(),
        integration_id: randomUUID(),
        authors: [{ id: randomUUID(), type: 'person' }],
        attempt_number: 1,
        api_version: '2025-09-03',
        entity: { id: randomUUID(), type: 'page' },
        type: 'page.content_updated',
        data: { parent: { id: randomUUID(), type: 'database' }, updated_blocks: [] },
      }),
  },
];
