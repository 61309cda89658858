import type { Sample } from '../../scheme.ts';
import { iso, newId } from './values.ts';

export const clerkSamples: readonly Sample[] = [
  {
    id: 'user-created',
    label: 'user.created',
    headers: { 'svix-id': 'msg_{id}' },
    body: (now) => {
      const email = newId('idn_', 27);
      return JSON.stringify({
        data: {
          id: newId('user_', 27),
          object: 'user',
          first_name: 'Acme',
          last_name: 'Project',
          email_addresses: [{ id: email, object: 'email_address', email_address: 'project@acme.example' }],
          primary_email_address_id: email,
          created_at: now,
          updated_at: now,
        },
        instance_id: newId('ins_', 27),
        object: 'event',
        timestamp: now,
        type: 'user.created',
      });
    },
  },
];

export const workosSamples: readonly Sample[] = [
  {
    id: 'user-created',
    label: 'user.created',
    body: (now) =>
      JSON.stringify({
        id: `event_${newId('', 26).toUpperCase()}`,
        data: {
          object: 'user',
          id: `user_${newId('', 26).toUpperCase()}`,
          email: 'project@acme.example',
          email_verified: true,
          first_name: 'Acme',
          last_name: 'Project',
          created_at: iso(now),
          updated_at: iso(now),
        },
        event: 'user.created',
        created_at: iso(now),
      }),
  },
];
