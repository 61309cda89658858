import type { Sample } from '../../scheme.ts';
import { iso, newId, seconds } from './values.ts';

const invoicePaid = (now: number): string =>
  JSON.stringify({
    type: 'invoice.paid',
    timestamp: iso(now),
    data: { id: newId('inv_', 16), customer: 'Acme Project', amount: 4200, currency: 'usd' },
  });

export const standardWebhooksSamples: readonly Sample[] = [
  {
    id: 'invoice-paid',
    label: 'invoice.paid',
    headers: { 'webhook-id': 'msg_{id}' },
    body: invoicePaid,
  },
];

export const svixSamples: readonly Sample[] = [
  {
    id: 'invoice-paid',
    label: 'invoice.paid',
    headers: { 'svix-id': 'msg_{id}' },
    body: invoicePaid,
  },
];

export const openaiSamples: readonly Sample[] = [
  {
    id: 'response-completed',
    label: 'response.completed',
    headers: {
      'webhook-id': 'wh_{id}',
    },
    body: (now) =>
      JSON.stringify({
        object: 'event',
        id: newId('evt_', 32),
        type: 'response.completed',
        created_at: seconds(now),
        data: { id: newId('resp_', 32) },
      }),
  },
];
