import { randomUUID } from 'node:crypto';
import type { Sample } from '../../scheme.ts';
import { iso, isoSeconds, newDigits, newId, seconds } from './values.ts';

/** Stripe writes its events over many lines. */
const stripeEvent =
  (type: string, object: (now: number) => object) =>
  (now: number): string =>
    JSON.stringify(
      {
        id: newId('evt_'),
        object: 'event',
        api_version: '2025-09-30.clover',
        created: seconds(now),
        data: { object: object(now) },
        livemode: false,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type,
      },
      null,
      2,
    );

export const stripeSamples: readonly Sample[] = [
  {
    id: 'payment-intent-succeeded',
    label: 'payment_intent.succeeded',
    body: stripeEvent('payment_intent.succeeded', (now) => ({
      id: newId('pi_'),
      object: 'payment_intent',
      amount: 4200,
      amount_received: 4200,
      created: seconds(now) - 3,
      currency: 'usd',
      customer: newId('cus_', 14),
      description: 'Acme Project, monthly',
      latest_charge: newId('ch_'),
      livemode: false,
      status: 'succeeded',
    })),
  },
  {
    id: 'invoice-payment-failed',
    label: 'invoice.payment_failed',
    body: stripeEvent('invoice.payment_failed', (now) => ({
      id: newId('in_'),
      object: 'invoice',
      amount_due: 4200,
      amount_paid: 0,
      attempt_count: 1,
      created: seconds(now) - 60,
      currency: 'usd',
      customer: newId('cus_', 14),
      customer_email: 'billing@acme.example',
      next_payment_attempt: seconds(now) + 259_200,
      status: 'open',
    })),
  },
];

export const squareSamples: readonly Sample[] = [
  {
    id: 'payment-updated',
    label: 'payment.updated',
    headers: { 'square-environment': 'Sandbox' },
    body: (now) => {
      const id = newId('', 22);
      return JSON.stringify({
        merchant_id: 'MLACMEPROJECT',
        type: 'payment.updated',
        event_id: randomUUID(),
        created_at: iso(now),
        data: {
          type: 'payment',
          id,
          object: {
            payment: {
              id,
              amount_money: { amount: 4200, currency: 'USD' },
              created_at: iso(now - 2000),
              location_id: 'LACMEPROJECT1',
              source_type: 'CARD',
              status: 'COMPLETED',
            },
          },
        },
      });
    },
  },
];

export const adyenSamples: readonly Sample[] = [
  {
    id: 'authorisation',
    label: 'AUTHORISATION',
    body: (now) =>
      JSON.stringify({
        live: 'false',
        notificationItems: [
          {
            NotificationRequestItem: {
              additionalData: { hmacSignature: '' },
              amount: { currency: 'EUR', value: 4200 },
              eventCode: 'AUTHORISATION',
              eventDate: isoSeconds(now),
              merchantAccountCode: 'AcmeProjectECOM',
              merchantReference: `order-${newDigits(6)}`,
              paymentMethod: 'visa',
              pspReference: newId('', 16).toUpperCase(),
              success: 'true',
            },
          },
        ],
      }),
  },
];
