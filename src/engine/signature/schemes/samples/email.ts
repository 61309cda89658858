import type { Sample } from '../../scheme.ts';
import { iso, newHex, newId, seconds } from './values.ts';

/** Mailgun's signature stands in the body, and is of the time and the token alone. */
export const mailgunSamples: readonly Sample[] = [
  {
    id: 'delivered',
    label: 'delivered',
    body: (now) =>
      JSON.stringify({
        signature: { token: newHex(25), timestamp: String(seconds(now)), signature: '' },
        'event-data': {
          id: newId('', 22),
          timestamp: now / 1000,
          'log-level': 'info',
          event: 'delivered',
          'delivery-status': { code: 250, message: 'OK', 'attempt-no': 1 },
          message: {
            headers: {
              to: 'project@acme.example',
              from: 'backups@mg.acme.example',
              subject: 'Your backup is done',
              'message-id': `${seconds(now)}.${newHex(8)}@mg.acme.example`,
            },
          },
          recipient: 'project@acme.example',
          'recipient-domain': 'acme.example',
        },
      }),
  },
];

export const resendSamples: readonly Sample[] = [
  {
    id: 'email-delivered',
    label: 'email.delivered',
    headers: { 'svix-id': 'msg_{id}' },
    body: (now) =>
      JSON.stringify({
        type: 'email.delivered',
        created_at: iso(now),
        data: {
          created_at: iso(now - 2000),
          email_id: newId('', 32).toLowerCase(),
          from: 'Acme <backups@acme.example>',
          to: ['project@acme.example'],
          subject: 'Your backup is done',
        },
      }),
  },
];
