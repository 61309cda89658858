import { valueAt } from './json.ts';
import type { RequestParts } from './requestParts.ts';

/**
 * Senders that sign in the body, and the fields by which that shows: of a form, or paths into JSON. All of them are
 * there; the first is the signature. Source: the vendors' own pages.
 */
const signers: readonly (readonly [sender: string, signature: string, ...others: string[]])[] = [
  ['Paddle Classic', 'p_signature'],
  ['Braintree', 'bt_signature', 'bt_payload'],
  ['Mailgun', 'signature', 'timestamp', 'token'],
  ['Mailgun', 'signature.signature', 'signature.token'],
  ['AWS SNS', 'Signature', 'SigningCertURL'],
  ['Adyen', 'notificationItems.0.NotificationRequestItem.additionalData.hmacSignature'],
  ['OpenNode', 'hashed_order', 'order_id'],
  ['Meta', 'signed_request'],
  ['Midtrans', 'signature_key', 'transaction_status'],
  ['Redsys', 'Ds_Signature', 'Ds_MerchantParameters'],
  ['Robokassa', 'SignatureValue', 'OutSum'],
  ['Skrill', 'md5sig', 'mb_amount'],
  ['WayForPay', 'merchantSignature', 'merchantAccount'],
  ['PayFast', 'signature', 'pf_payment_id'],
  ['CyberSource', 'signature', 'signed_field_names'],
  ['Opayo', 'VPSSignature', 'VPSTxId'],
  ['Worldline (Ogone)', 'SHASIGN', 'orderID'],
  ['Alipay', 'sign', 'sign_type', 'notify_id'],
  ['Paytm', 'CHECKSUMHASH'],
  ['Transloadit', 'signature', 'transloadit'],
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
  const found = signers.find(([, ...fields]) => fields.every(isThere));
  return found === undefined ? undefined : { sender: found[0], field: found[1] };
}
