import { randomUUID } from 'node:crypto';
import type { Sample } from '../../scheme.ts';
import { iso, newDigits, newId, seconds } from './values.ts';

export const paddleSamples: readonly Sample[] = [
  {
    id: 'transaction-completed',
    label: 'transaction.completed',
    body: (now) =>
      JSON.stringify({
        data: {
          id: newId('txn_', 26).toLowerCase(),
          status: 'completed',
          customer_id: newId('ctm_', 26).toLowerCase(),
          currency_code: 'USD',
          invoice_number: '325-10566',
          details: { totals: { tax: '700', total: '4900', subtotal: '4200', currency_code: 'USD' } },
          created_at: iso(now - 9000),
        },
        event_id: newId('evt_', 26).toLowerCase(),
        event_type: 'transaction.completed',
        occurred_at: iso(now),
        notification_id: newId('ntf_', 26).toLowerCase(),
      }),
  },
];

export const lemonsqueezySamples: readonly Sample[] = [
  {
    id: 'order-created',
    label: 'order_created',
    headers: { 'X-Event-Name': 'order_created' },
    body: (now) =>
      JSON.stringify({
        meta: { event_name: 'order_created', test_mode: true, webhook_id: randomUUID() },
        data: {
          type: 'orders',
          id: newDigits(7),
          attributes: {
            store_id: 1042,
            identifier: randomUUID(),
            order_number: Number(newDigits(5)),
            user_name: 'Acme Project',
            user_email: 'billing@acme.example',
            currency: 'USD',
            total: 4200,
            status: 'paid',
            created_at: iso(now),
          },
        },
      }).replaceAll('/', '\\/'),
  },
];

export const razorpaySamples: readonly Sample[] = [
  {
    id: 'payment-captured',
    label: 'payment.captured',
    headers: { 'x-razorpay-event-id': '{id}' },
    body: (now) =>
      JSON.stringify({
        entity: 'event',
        account_id: newId('acc_', 14),
        event: 'payment.captured',
        contains: ['payment'],
        payload: {
          payment: {
            entity: {
              id: newId('pay_', 14),
              entity: 'payment',
              amount: 50000,
              currency: 'INR',
              status: 'captured',
              order_id: newId('order_', 14),
              method: 'upi',
              email: 'billing@acme.example',
              created_at: seconds(now) - 4,
            },
          },
        },
        created_at: seconds(now),
      }),
  },
];
