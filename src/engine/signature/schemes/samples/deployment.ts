import { randomUUID } from 'node:crypto';
import type { Sample } from '../../scheme.ts';
import { iso, isoSeconds, newDigits, newHex, newId } from './values.ts';

export const vercelSamples: readonly Sample[] = [
  {
    id: 'deployment-succeeded',
    label: 'deployment.succeeded',
    body: (now) =>
      JSON.stringify({
        id: newId('', 22),
        type: 'deployment.succeeded',
        createdAt: now,
        region: 'fra1',
        payload: {
          user: { id: newId('', 24) },
          team: { id: newId('team_') },
          target: 'production',
          project: { id: newId('prj_', 28) },
          plan: 'pro',
          deployment: {
            id: newId('dpl_', 28),
            name: 'acme-project',
            url: 'acme-project-acme-example.vercel.app',
            meta: { githubCommitRef: 'main', githubCommitSha: newHex(20) },
          },
        },
      }),
  },
];

export const sentrySamples: readonly Sample[] = [
  {
    id: 'issue-created',
    label: 'issue created',
    headers: {
      'Request-ID': '{id}',
      'Sentry-Hook-Resource': 'issue',
    },
    body: (now) =>
      JSON.stringify({
        action: 'created',
        installation: { uuid: randomUUID() },
        data: {
          issue: {
            id: newDigits(10),
            shortId: 'ACME-PROJECT-2A',
            title: "TypeError: Cannot read properties of undefined (reading 'id')",
            culprit: 'src/backups.ts in listBackups',
            level: 'error',
            status: 'unresolved',
            platform: 'node',
            project: { id: '4505', name: 'Acme Project', slug: 'acme-project' },
            count: '1',
            firstSeen: iso(now),
            lastSeen: iso(now),
          },
        },
        actor: { type: 'application', id: 'sentry', name: 'Sentry' },
      }),
  },
];

export const pagerdutySamples: readonly Sample[] = [
  {
    id: 'incident-triggered',
    label: 'incident.triggered',
    headers: {
      'x-webhook-id': '{id}',
      'x-webhook-subscription': 'PACME01',
    },
    body: (now) =>
      JSON.stringify({
        event: {
          id: newId('', 26).toUpperCase(),
          event_type: 'incident.triggered',
          resource_type: 'incident',
          occurred_at: iso(now),
          agent: null,
          client: null,
          data: {
            id: newId('Q', 13).toUpperCase(),
            type: 'incident',
            html_url: 'https://acme-example.pagerduty.com/incidents/QACME',
            number: 42,
            status: 'triggered',
            title: 'No backup for 24 hours: Acme Project',
            service: { id: 'PACME02', summary: 'Backups', type: 'service_reference' },
            urgency: 'high',
            created_at: isoSeconds(now),
          },
        },
      }),
  },
];
