import { randomUUID } from 'node:crypto';
import { part, whole } from './library.ts';
import { fetchRequest, headerOf, headersOf, textOf, withHeaders } from './oracle.ts';
import type { Oracle, Sender, WebhookRequest } from './oracle.ts';

interface Webhook {
  verify(payload: string, headers: Readonly<Record<string, string>>): unknown;
  sign(id: string, timestamp: Date, payload: string): string;
}

type WebhookClass = new (secret: string) => Webhook;

const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

/** The class that `standardwebhooks` and `svix` both export signs and verifies. */
function signer(module: string, prefix: string): Sender {
  return {
    by: 'library',
    sign: (request) => {
      const webhook = new (part<WebhookClass>(module, 'Webhook'))(secret);
      const id = `msg_${randomUUID()}`;
      const now = new Date();
      return withHeaders(request, {
        [`${prefix}-id`]: id,
        [`${prefix}-timestamp`]: String(Math.floor(now.getTime() / 1000)),
        [`${prefix}-signature`]: webhook.sign(id, now, textOf(request)),
      });
    },
  };
}

function withClass(module: string): Oracle['verify'] {
  return (request, key) => {
    new (part<WebhookClass>(module, 'Webhook'))(key).verify(textOf(request), headersOf(request));
    return true;
  };
}

interface OpenAi {
  readonly webhooks: { verifySignature(payload: string, headers: Headers, secret: string): Promise<void> };
}

async function verifyWithOpenAi(request: WebhookRequest, key: string): Promise<boolean> {
  const client = new (whole<new (options: { readonly apiKey: string }) => OpenAi>('openai'))({
    apiKey: 'none',
  });
  await client.webhooks.verifySignature(textOf(request), fetchRequest(request).headers, key);
  return true;
}

interface Resend {
  readonly webhooks: {
    verify(options: {
      readonly payload: string;
      readonly headers: Readonly<Record<'id' | 'timestamp' | 'signature', string | undefined>>;
      readonly webhookSecret: string;
    }): unknown;
  };
}

function verifyWithResend(request: WebhookRequest, key: string): boolean {
  const client = new (part<new (key: string) => Resend>('resend', 'Resend'))('re_none');
  client.webhooks.verify({
    payload: textOf(request),
    headers: {
      id: headerOf(request, 'svix-id'),
      timestamp: headerOf(request, 'svix-timestamp'),
      signature: headerOf(request, 'svix-signature'),
    },
    webhookSecret: key,
  });
  return true;
}

type VerifyWebhook = (request: Request, options: { readonly signingSecret: string }) => Promise<unknown>;

async function verifyWithClerk(request: WebhookRequest, key: string): Promise<boolean> {
  const verifyWebhook = part<VerifyWebhook>('@clerk/backend/webhooks', 'verifyWebhook');
  await verifyWebhook(fetchRequest(request), { signingSecret: key });
  return true;
}

type ValidateWebhook = (
  request: { readonly headers: Headers; readonly body: string },
  secret: string,
) => Promise<boolean>;

function verifyWithReplicate(request: WebhookRequest, key: string): Promise<boolean> {
  const validateWebhook = part<ValidateWebhook>('replicate', 'validateWebhook');
  return validateWebhook({ headers: fetchRequest(request).headers, body: textOf(request) }, key);
}

type ErrorClass = new () => Error;

const polarErrors = '@polar-sh/sdk/models/errors/sdkvalidationerror';

type ValidateEvent = (body: string, headers: Readonly<Record<string, string>>, secret: string) => unknown;

/** Polar reads the event once it has verified it: that it cannot make sense of it is no refusal. */
function verifyWithPolar(request: WebhookRequest, key: string): boolean {
  try {
    part<ValidateEvent>('@polar-sh/sdk/webhooks', 'validateEvent')(textOf(request), headersOf(request), key);
    return true;
  } catch (error) {
    return error instanceof part<ErrorClass>(polarErrors, 'SDKValidationError');
  }
}

/** Standard Webhooks and the vendors that build on it. */
export const standardWebhooksOracles: readonly Oracle[] = [
  {
    scheme: 'standard-webhooks',
    library: 'standardwebhooks',
    call: 'Webhook.verify',
    secret,
    verify: withClass('standardwebhooks'),
    sender: signer('standardwebhooks', 'webhook'),
  },
  {
    scheme: 'gitlab-signed',
    library: 'standardwebhooks',
    call: 'Webhook.verify',
    secret,
    verify: withClass('standardwebhooks'),
    sender: signer('standardwebhooks', 'webhook'),
  },
  {
    scheme: 'svix',
    library: 'svix',
    call: 'Webhook.verify',
    secret,
    verify: withClass('svix'),
    sender: signer('svix', 'svix'),
  },
  { scheme: 'openai', library: 'openai', call: 'webhooks.verifySignature', secret, verify: verifyWithOpenAi },
  { scheme: 'resend', library: 'resend', call: 'webhooks.verify', secret, verify: verifyWithResend },
  { scheme: 'clerk', library: '@clerk/backend', call: 'verifyWebhook', secret, verify: verifyWithClerk },
  { scheme: 'replicate', library: 'replicate', call: 'validateWebhook', secret, verify: verifyWithReplicate },
  {
    scheme: 'polar',
    library: '@polar-sh/sdk',
    call: 'validateEvent',
    secret: 'polar_whs_ovyN6cPrTv56AApvzCaJno08SSmGJmgbWilb33N2JuK',
    verify: verifyWithPolar,
  },
];
