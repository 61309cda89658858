import { part, whole } from './library.ts';
import { textOf } from './oracle.ts';
import type { Oracle, WebhookRequest } from './oracle.ts';
import type { HeaderPair } from '../../src/protocol/http.ts';

interface NodeRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Shopify {
  readonly webhooks: {
    validate(options: {
      readonly rawBody: string;
      readonly rawRequest: NodeRequest;
    }): Promise<{ readonly valid: boolean }>;
  };
}

type ShopifyApi = (options: {
  readonly apiSecretKey: string;
  readonly apiKey: string;
  readonly apiVersion: string;
  readonly hostName: string;
  readonly isEmbeddedApp: boolean;
  readonly logger: { readonly log: () => void };
}) => Shopify;

const library = '@shopify/shopify-api';

async function verify(request: WebhookRequest, key: string): Promise<boolean> {
  whole<unknown>(`${library}/adapters/node`);
  const shopify = part<ShopifyApi>(
    library,
    'shopifyApi',
  )({
    apiSecretKey: key,
    apiKey: 'none',
    apiVersion: '2026-07',
    hostName: 'hooks.example.com',
    isEmbeddedApp: false,
    logger: { log: () => undefined },
  });
  const { method, url } = request;
  const headers = Object.fromEntries(request.headers);
  return (await shopify.webhooks.validate({ rawBody: textOf(request), rawRequest: { method, url, headers } }))
    .valid;
}

/** The validator refuses a webhook that lacks one of these. */
function named(prefix: string): readonly HeaderPair[] {
  return [
    [`${prefix}Topic`, 'orders/create'],
    [`${prefix}Shop-Domain`, 'x.myshopify.com'],
    [`${prefix}API-Version`, '2026-07'],
    [`${prefix}Webhook-Id`, 'b54557e4'],
    [`${prefix}Event-Id`, '98880550'],
  ];
}

const secret = 'hush-shopify-client-secret';

/** Shopify's webhooks, and its events, whose headers lack the `X-`. */
export const shopifyOracles: readonly Oracle[] = [
  { scheme: 'shopify', library, call: 'webhooks.validate', secret, headers: named('X-Shopify-'), verify },
  {
    scheme: 'shopify-events',
    library,
    call: 'webhooks.validate',
    secret,
    headers: named('Shopify-'),
    verify,
  },
];
