import { randomUUID } from 'node:crypto';
import type { Sample } from '../../scheme.ts';
import { newDigits, seconds } from './values.ts';

export const hubspotSamples: readonly Sample[] = [
  {
    id: 'contact-created',
    label: 'contact.creation',
    body: (now) =>
      JSON.stringify([
        {
          eventId: Number(newDigits(9)),
          subscriptionId: 25,
          portalId: 33,
          occurredAt: now,
          subscriptionType: 'contact.creation',
          attemptNumber: 0,
          objectId: Number(newDigits(6)),
          changeFlag: 'CREATED',
          changeSource: 'CRM_UI',
        },
      ]),
  },
];

export const intercomSamples: readonly Sample[] = [
  {
    id: 'conversation-created',
    label: 'conversation.user.created',
    body: (now) =>
      JSON.stringify({
        type: 'notification_event',
        app_id: 'acme1234',
        data: {
          type: 'notification_event_data',
          item: {
            type: 'conversation',
            id: newDigits(12),
            created_at: seconds(now),
            state: 'open',
            source: { type: 'conversation', subject: '', body: '<p>Is the backup done?</p>' },
          },
        },
        id: `notif_${randomUUID()}`,
        topic: 'conversation.user.created',
        delivery_status: 'pending',
        delivery_attempts: 1,
        delivered_at: 0,
        first_sent_at: seconds(now),
        created_at: seconds(now),
      }),
  },
];
