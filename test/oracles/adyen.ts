import { part } from './library.ts';
import { headerOf, jsonOf, textOf, withHeaders } from './oracle.ts';
import type { Oracle, WebhookRequest } from './oracle.ts';

interface Item {
  readonly additionalData?: Readonly<Record<string, string>>;
}

type Validator = new () => {
  validateHMAC(item: Item, key: string): boolean;
  validateHMACSignature(key: string, signature: string | undefined, body: string): boolean;
  calculateHmac(signed: Item | string, key: string): string;
};

function validator(): InstanceType<Validator> {
  return new (part<Validator>('@adyen/api-library', 'hmacValidator'))();
}

const secret = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';

interface Notification {
  readonly notificationItems: readonly { readonly NotificationRequestItem: Item }[];
}

function isNotification(value: unknown): value is Notification {
  return typeof value === 'object' && value !== null && 'notificationItems' in value;
}

function itemsOf(request: WebhookRequest): readonly Item[] {
  const content = jsonOf(request);
  return isNotification(content) ? content.notificationItems.map((item) => item.NotificationRequestItem) : [];
}

/** The signature goes into each item. */
function signItems(request: WebhookRequest): WebhookRequest {
  const notificationItems = itemsOf(request).map((item) => ({
    NotificationRequestItem: {
      ...item,
      additionalData: { ...item.additionalData, hmacSignature: validator().calculateHmac(item, secret) },
    },
  }));
  return { ...request, body: Buffer.from(JSON.stringify({ live: 'false', notificationItems })) };
}

function item(reference: string): string {
  const amount = '"amount":{"value":1130,"currency":"EUR"}';
  return (
    `{"NotificationRequestItem":{"additionalData":{"hmacSignature":""},${amount},"pspReference":"7914073381342284",` +
    `"eventCode":"AUTHORISATION","merchantAccountCode":"Zürich:Merchant","merchantReference":"${reference}",` +
    `"success":"true"}}`
  );
}

const payments: Oracle = {
  scheme: 'adyen',
  library: '@adyen/api-library',
  call: 'hmacValidator.validateHMAC',
  secret,
  bodies: () => [
    `{"live":"false","notificationItems":[${item('paid')}]}`,
    `{"live":"false","notificationItems":[${item('first')},${item('東京-paid')}]}`,
  ],
  verify: (request, key) => {
    const items = itemsOf(request);
    return items.length > 0 && items.every((signed) => validator().validateHMAC(signed, key));
  },
  sender: { by: 'library', sign: signItems },
};

const banking: Oracle = {
  scheme: 'adyen-banking',
  library: '@adyen/api-library',
  call: 'hmacValidator.validateHMACSignature',
  secret,
  verify: (request, key) =>
    validator().validateHMACSignature(key, headerOf(request, 'HmacSignature'), textOf(request)),
  sender: {
    by: 'library',
    sign: (request) =>
      withHeaders(request, { HmacSignature: validator().calculateHmac(textOf(request), secret) }),
  },
};

/** Adyen's payments, whose items are signed one by one, and its banking notices. */
export const adyenOracles: readonly Oracle[] = [payments, banking];
