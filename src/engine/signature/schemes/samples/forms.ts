import { randomUUID } from 'node:crypto';
import type { Sample } from '../../scheme.ts';
import { iso, isoSeconds, newHex, newId } from './values.ts';

export const typeformSamples: readonly Sample[] = [
  {
    id: 'form-response',
    label: 'form_response',
    body: (now) =>
      JSON.stringify({
        event_id: newId('', 26).toUpperCase(),
        event_type: 'form_response',
        form_response: {
          form_id: 'lT4Z3j',
          token: newHex(16),
          landed_at: isoSeconds(now - 60_000),
          submitted_at: isoSeconds(now),
          definition: {
            id: 'lT4Z3j',
            title: 'How are your backups?',
            fields: [{ id: 'DlXFaesGBpoF', title: 'Your answer', type: 'short_text', ref: 'answer' }],
          },
          answers: [
            {
              type: 'text',
              text: 'All of them are green',
              field: { id: 'DlXFaesGBpoF', type: 'short_text', ref: 'answer' },
            },
          ],
        },
      }),
  },
];

export const calendlySamples: readonly Sample[] = [
  {
    id: 'invitee-created',
    label: 'invitee.created',
    body: (now) => {
      const event = `https://api.calendly.com/scheduled_events/${randomUUID()}`;
      return JSON.stringify({
        created_at: iso(now),
        created_by: `https://api.calendly.com/users/${randomUUID()}`,
        event: 'invitee.created',
        payload: {
          uri: `${event}/invitees/${randomUUID()}`,
          name: 'Acme Project',
          email: 'project@acme.example',
          status: 'active',
          timezone: 'Europe/Berlin',
          event,
          scheduled_event: {
            uri: event,
            name: 'Backup review',
            start_time: iso(now + 86_400_000),
            end_time: iso(now + 88_200_000),
          },
          rescheduled: false,
        },
      });
    },
  },
];
