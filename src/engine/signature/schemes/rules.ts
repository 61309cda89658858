import type { FactRule, Scheme, SignatureRule } from '../scheme.ts';

/** What most providers do: HMAC-SHA256 of the body in hexadecimal, keyed with the secret's own bytes. */
export const hmacOfBody = {
  kind: 'signature',
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  content: '{body}',
  key: { encoding: 'utf8' },
} as const;

/** Signatures such as `t=1700000000,v1=5257…`: items between commas. */
export const commaItems = (key: string) => ({ items: ',', pair: '=', keys: [key] }) as const;

/**
 * Standard Webhooks (github.com/standard-webhooks/standard-webhooks, spec, "Verifying webhook authenticity") and
 * Svix, which it comes from: the same under `webhook-` and under `svix-` header names.
 */
export function standardWebhooks(prefix: 'webhook' | 'svix'): SignatureRule {
  return {
    kind: 'signature',
    algorithm: 'hmac-sha256',
    encoding: 'base64',
    signature: [{ header: `${prefix}-signature` }],
    content: `{header:${prefix}-id}.{timestamp}.{body}`,
    key: { encoding: 'base64', prefix: 'whsec_' },
    parse: { items: ' ', pair: ',', keys: ['v1'] },
    requires: [{ header: `${prefix}-id` }, { header: `${prefix}-timestamp` }],
    timestamp: { from: { header: `${prefix}-timestamp` }, unit: 's', tolerance: 300, future: true },
  };
}

/** Svix sends unbranded headers where a sender wants it so; its libraries take both (github.com/svix/svix-webhooks). */
export const unbranded: NonNullable<Scheme['otherForms']> = [
  {
    verify: standardWebhooks('webhook'),
    idempotency: { header: 'webhook-id' },
    family: 'standard-webhooks',
  },
];

/** A field worth showing of a body, with another beside it where `note` is given. */
export const fact = (label: string, field: string, note?: string): FactRule => ({
  label,
  field,
  kind: 'text',
  ...(note === undefined ? {} : { note }),
});

type AmountRule = Extract<FactRule, { readonly kind: 'amount' }>;

/** An amount of money at `field`, in the currency at `currency`. */
export const amount = (
  field: string,
  currency: string,
  unit: AmountRule['unit'] = 'minor',
  digits: AmountRule['digits'] = {},
): AmountRule => ({ label: 'Amount', kind: 'amount', field, currency, unit, digits });

/** A time that says its zone, or a number in `unit` since the epoch. */
export const timeFact = (label: string, field: string, unit?: 's' | 'ms'): FactRule => ({
  ...{ label, kind: 'time', field },
  ...(unit === undefined ? {} : { unit }),
});

/** As `fact`, of the field that the row's `outcome` reads. */
export const outcomeFact = (label: string, field: string): FactRule => ({ label, field, kind: 'outcome' });

/** `X-Hub-Signature: sha1=…` over the body. */
export const hubSignatureSha1 = {
  ...hmacOfBody,
  algorithm: 'hmac-sha1',
  signature: [{ header: 'X-Hub-Signature' }],
  parse: { pair: '=', keys: ['sha1'] },
} as const satisfies SignatureRule;
