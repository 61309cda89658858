import { valueAt } from './json.ts';
import type { RequestParts } from './requestParts.ts';

interface Signer {
  readonly sender: string;
  /** Fields of a form, or paths into JSON, that are all there; the first is the signature. */
  readonly fields: readonly [string, ...string[]];
  /** The vendor's page that has the fields; a row without one was not compared with any. */
  readonly docs?: string;
}

/**
 * Senders that sign in the body, and the fields by which that shows. Only ever named as who a sender may be: most rows
 * are of payment providers whose pages were not compared.
 */
const signers: readonly Signer[] = [
  { sender: 'Paddle Classic', fields: ['p_signature'] },
  {
    sender: 'Braintree',
    fields: ['bt_signature', 'bt_payload'],
    docs: 'https://developer.paypal.com/braintree/docs/guides/webhooks/parse',
  },
  {
    sender: 'Mailgun',
    fields: ['signature', 'timestamp', 'token'],
    docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
  },
  {
    sender: 'Mailgun',
    fields: ['signature.signature', 'signature.token'],
    docs: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
  },
  {
    sender: 'AWS SNS',
    fields: ['Signature', 'SigningCertURL'],
    docs: 'https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html',
  },
  {
    sender: 'Adyen',
    fields: ['notificationItems.0.NotificationRequestItem.additionalData.hmacSignature'],
    docs: 'https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures',
  },
  {
    sender: 'OpenNode',
    fields: ['hashed_order', 'order_id'],
    docs: 'https://developers.opennode.com/reference/webhooks',
  },
  { sender: 'Meta', fields: ['signed_request'] },
  { sender: 'Midtrans', fields: ['signature_key', 'transaction_status'] },
  { sender: 'Redsys', fields: ['Ds_Signature', 'Ds_MerchantParameters'] },
  { sender: 'Robokassa', fields: ['SignatureValue', 'OutSum'] },
  { sender: 'Skrill', fields: ['md5sig', 'mb_amount'] },
  { sender: 'WayForPay', fields: ['merchantSignature', 'merchantAccount'] },
  { sender: 'PayFast', fields: ['signature', 'pf_payment_id'] },
  { sender: 'CyberSource', fields: ['signature', 'signed_field_names'] },
  { sender: 'Opayo', fields: ['VPSSignature', 'VPSTxId'] },
  { sender: 'Worldline (Ogone)', fields: ['SHASIGN', 'orderID'] },
  { sender: 'Alipay', fields: ['sign', 'sign_type', 'notify_id'] },
  { sender: 'Paytm', fields: ['CHECKSUMHASH'] },
  { sender: 'Transloadit', fields: ['signature', 'transloadit'] },
];

export interface BodySigner {
  readonly sender: string;
  /** Name of the form field, or path of the JSON one, that holds the signature. */
  readonly field: string;
}

/** Whose way of signing the body shows; undefined where it shows none that is known. */
export function bodySigner(parts: RequestParts): BodySigner | undefined {
  const isThere = (name: string): boolean =>
    parts.fieldNames.includes(name) || valueAt(parts.json, name) !== undefined;
  const found = signers.find(({ fields }) => fields.every(isThere));
  return found === undefined ? undefined : { sender: found.sender, field: found.fields[0] };
}
