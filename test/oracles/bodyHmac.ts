import { part, whole } from './library.ts';
import { bufferOf, fetchRequest, headerOf, headersOf, textOf, withHeaders } from './oracle.ts';
import type { Oracle, Sender, WebhookRequest } from './oracle.ts';

type Check = (body: string, signature: string | undefined, secret: string) => boolean | Promise<boolean>;
type Sign = (body: string, secret: string) => string | Promise<string>;

/** The library takes the body, the one header that signs it, and the secret. */
function verifier(header: string, check: Check): Oracle['verify'] {
  return (request, secret) => check(textOf(request), headerOf(request, header), secret);
}

function signer(header: string, secret: string, sign: Sign): Sender {
  return {
    by: 'library',
    sign: async (request) => withHeaders(request, { [header]: await sign(textOf(request), secret) }),
  };
}

const secret = 'wh-secret-9f8e7d6c5b4a';

interface Octokit {
  sign(secret: string, body: string): Promise<string>;
  verify(secret: string, body: string, signature: string | undefined): Promise<boolean>;
}

/** The package exports itself to `import` alone, and its file is loaded by its path. */
const octokitFile = './node_modules/@octokit/webhooks-methods/dist-node/index.js';

/** GitHub's own library; Bitbucket, Meta and Jira sign in the same way and publish none. */
function octokit(scheme: string, header: string): Oracle {
  return {
    scheme,
    library: '@octokit/webhooks-methods',
    call: 'verify',
    secret,
    verify: verifier(header, (body, signature, key) =>
      part<Octokit['verify']>(octokitFile, 'verify')(key, body, signature),
    ),
    sender: signer(header, secret, (body, key) => part<Octokit['sign']>(octokitFile, 'sign')(key, body)),
  };
}

interface Tern {
  verifyWithPlatformConfig(
    request: Request,
    platform: string,
    secret: string,
  ): Promise<{ readonly isValid: boolean }>;
}

/** A third party's verifier, for vendors that publish none. */
export async function verifyWithTern(
  platform: string,
  request: WebhookRequest,
  key: string,
): Promise<boolean> {
  const tern = part<Tern>('@hookflo/tern', 'WebhookVerificationService');
  return (await tern.verifyWithPlatformConfig(fetchRequest(request), platform, key)).isValid;
}

function ternBody(scheme: string): Oracle {
  return {
    scheme,
    library: '@hookflo/tern',
    call: 'WebhookVerificationService.verifyWithPlatformConfig',
    secret,
    verify: (request, key) => verifyWithTern(scheme, request, key),
  };
}

interface NotionSigned {
  readonly body: string;
  readonly verificationToken: string;
}

interface Notion {
  verify(options: NotionSigned & { readonly signature: string | undefined }): Promise<boolean>;
  sign(options: NotionSigned): Promise<string>;
}

const notion: Oracle = {
  scheme: 'notion',
  library: '@notionhq/client',
  call: 'verifyWebhookSignature',
  secret: 'secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl',
  verify: verifier('X-Notion-Signature', (body, signature, verificationToken) =>
    part<Notion['verify']>(
      '@notionhq/client',
      'verifyWebhookSignature',
    )({ body, signature, verificationToken }),
  ),
  sender: signer(
    'X-Notion-Signature',
    'secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl',
    (body, verificationToken) =>
      part<Notion['sign']>('@notionhq/client', 'signWebhookPayload')({ body, verificationToken }),
  ),
};

const razorpay: Oracle = {
  scheme: 'razorpay',
  library: 'razorpay',
  call: 'validateWebhookSignature',
  secret,
  verify: verifier('X-Razorpay-Signature', (...args) =>
    part<Check>('razorpay', 'validateWebhookSignature')(...args),
  ),
};

interface CoinbaseCommerce {
  computeSignature(body: string, secret: string): string;
  verifySigHeader(body: string, signature: string | undefined, secret: string): boolean;
}

const coinbaseCommerce: Oracle = {
  scheme: 'coinbase-commerce',
  library: 'coinbase-commerce-node',
  call: 'Webhook.verifySigHeader',
  secret,
  verify: verifier('X-CC-Webhook-Signature', (...args) =>
    part<CoinbaseCommerce>('coinbase-commerce-node', 'Webhook').verifySigHeader(...args),
  ),
  sender: signer('X-CC-Webhook-Signature', secret, (...args) =>
    part<CoinbaseCommerce>('coinbase-commerce-node', 'Webhook').computeSignature(...args),
  ),
};

type ValidateSignature = (body: Uint8Array, secret: string, signature: string | undefined) => boolean;

const line: Oracle = {
  scheme: 'line',
  library: '@line/bot-sdk',
  call: 'validateSignature',
  secret,
  verify: (request, key) =>
    part<ValidateSignature>('@line/bot-sdk', 'validateSignature')(
      bufferOf(request),
      key,
      headerOf(request, 'x-line-signature'),
    ),
};

type VerifierClass = new (token: string) => {
  readPayload(body: Buffer, signature: string | undefined): unknown;
};

const onfido: Oracle = {
  scheme: 'onfido',
  library: '@onfido/api',
  call: 'WebhookEventVerifier.readPayload',
  secret,
  verify: (request, key) => {
    const webhookVerifier = new (part<VerifierClass>('@onfido/api', 'WebhookEventVerifier'))(key);
    webhookVerifier.readPayload(bufferOf(request), headerOf(request, 'X-SHA2-Signature'));
    return true;
  },
};

type VerifySignature = (body: Buffer, secret: string, signature: string | undefined) => void;

const gocardless: Oracle = {
  scheme: 'gocardless',
  library: 'gocardless-nodejs',
  call: 'webhooks.verifySignature',
  secret,
  verify: (request, key) => {
    const verifySignature = part<VerifySignature>('gocardless-nodejs/webhooks', 'verifySignature');
    verifySignature(bufferOf(request), key, headerOf(request, 'Webhook-Signature'));
    return true;
  },
};

interface PusherClient {
  webhook(request: { readonly headers: Readonly<Record<string, string>>; readonly rawBody: string }): {
    isValid(): boolean;
  };
}

interface PusherOptions {
  readonly appId: string;
  readonly key: string;
  readonly secret: string;
}

type TokenClass = new (key: string, secret: string) => { sign(body: string): string };

const pusher: Oracle = {
  scheme: 'pusher',
  library: 'pusher',
  call: 'WebHook.isValid',
  secret,
  headers: [['X-Pusher-Key', 'app-key']],
  verify: (request, key) => {
    const Pusher = whole<new (options: PusherOptions) => PusherClient>('pusher');
    const client = new Pusher({ appId: '1', key: 'app-key', secret: key });
    return client.webhook({ headers: headersOf(request), rawBody: textOf(request) }).isValid();
  },
  sender: signer('X-Pusher-Signature', secret, (body, key) =>
    new (part<TokenClass>('pusher', 'Token'))('app-key', key).sign(body),
  ),
};

interface EasyPost {
  readonly Utils: {
    validateWebhook(body: Buffer, headers: Readonly<Record<string, string>>, secret: string): unknown;
  };
}

const easypost: Oracle = {
  scheme: 'easypost',
  library: '@easypost/api',
  call: 'Utils.validateWebhook',
  secret: 'sécret',
  verify: (request, key) => {
    const client = new (whole<new (apiKey: string) => EasyPost>('@easypost/api'))('EZ_none');
    client.Utils.validateWebhook(bufferOf(request), headersOf(request), key);
    return true;
  },
};

/** Vendors that sign the body alone, with an HMAC in one header. */
export const bodyHmacOracles: readonly Oracle[] = [
  octokit('github', 'X-Hub-Signature-256'),
  octokit('bitbucket', 'X-Hub-Signature'),
  octokit('meta', 'X-Hub-Signature-256'),
  octokit('jira', 'X-Hub-Signature'),
  ternBody('lemonsqueezy'),
  ternBody('woocommerce'),
  ternBody('sentry'),
  notion,
  razorpay,
  coinbaseCommerce,
  line,
  onfido,
  gocardless,
  pusher,
  easypost,
];
