import { part, whole } from './library.ts';
import { fetchRequest, headerOf, textOf, withHeaders } from './oracle.ts';
import type { Oracle } from './oracle.ts';

const secret = 'wh-secret-9f8e7d6c5b4a';

interface Stripe {
  readonly webhooks: {
    constructEvent(body: Uint8Array, header: string | undefined, secret: string): unknown;
    generateTestHeaderString(options: { readonly payload: string; readonly secret: string }): string;
  };
}

function stripeClient(): Stripe {
  return new (whole<new (apiKey: string) => Stripe>('stripe'))('sk_test_none');
}

const stripe: Oracle = {
  scheme: 'stripe',
  library: 'stripe',
  call: 'webhooks.constructEvent',
  secret: 'whsec_8b2c9a7d6e5f4a3b',
  verify: (request, key) => {
    stripeClient().webhooks.constructEvent(request.body, headerOf(request, 'Stripe-Signature'), key);
    return true;
  },
  sender: {
    by: 'library',
    sign: (request) =>
      withHeaders(request, {
        'Stripe-Signature': stripeClient().webhooks.generateTestHeaderString({
          payload: textOf(request),
          secret: 'whsec_8b2c9a7d6e5f4a3b',
        }),
      }),
  },
};

interface Mux {
  readonly webhooks: { verifySignature(body: string, headers: Headers, secret: string): Promise<void> };
}

const mux: Oracle = {
  scheme: 'mux',
  library: '@mux/mux-node',
  call: 'webhooks.verifySignature',
  secret,
  verify: async (request, key) => {
    const Client =
      whole<new (options: { readonly tokenId: string; readonly tokenSecret: string }) => Mux>(
        '@mux/mux-node',
      );
    const client = new Client({ tokenId: 'none', tokenSecret: 'none' });
    await client.webhooks.verifySignature(textOf(request), fetchRequest(request).headers, key);
    return true;
  },
};

type ElevenLabsWebhooks = new () => {
  constructEvent(body: string, header: string | undefined, secret: string): Promise<unknown>;
};

/** An early release: later ones, up to 2.73.0, check in the same way and are three times as large, 108 MB. */
const elevenlabs: Oracle = {
  scheme: 'elevenlabs',
  library: '@elevenlabs/elevenlabs-js',
  call: 'webhooks.constructEvent',
  secret: 'wsec_9f8e7d6c5b4a',
  verify: async (request, key) => {
    const Webhooks = part<ElevenLabsWebhooks>('@elevenlabs/elevenlabs-js/wrapper/webhooks', 'WebhooksClient');
    await new Webhooks().constructEvent(textOf(request), headerOf(request, 'ElevenLabs-Signature'), key);
    return true;
  },
};

interface Paddle {
  readonly webhooks: {
    isSignatureValid(body: string, secret: string, header: string | undefined): Promise<boolean>;
  };
}

const paddle: Oracle = {
  scheme: 'paddle',
  library: '@paddle/paddle-node-sdk',
  call: 'webhooks.isSignatureValid',
  secret: 'pdl_ntfset_01h8b2c9a7d6e5f4a3b',
  verify: (request, key) => {
    const client = new (part<new (apiKey: string) => Paddle>('@paddle/paddle-node-sdk', 'Paddle'))('none');
    return client.webhooks.isSignatureValid(textOf(request), key, headerOf(request, 'Paddle-Signature'));
  },
};

interface WorkOs {
  readonly webhooks: {
    verifyHeader(options: {
      readonly payload: string;
      readonly sigHeader: string | undefined;
      readonly secret: string;
    }): Promise<boolean>;
    computeSignature(timestamp: number, payload: string, secret: string): Promise<string>;
  };
}

function workOsClient(): WorkOs {
  return new (part<new (apiKey: string) => WorkOs>('@workos-inc/node', 'WorkOS'))('sk_none');
}

const workos: Oracle = {
  scheme: 'workos',
  library: '@workos-inc/node',
  call: 'webhooks.verifyHeader',
  secret,
  verify: (request, key) =>
    workOsClient().webhooks.verifyHeader({
      payload: textOf(request),
      sigHeader: headerOf(request, 'WorkOS-Signature'),
      secret: key,
    }),
  sender: {
    by: 'library',
    sign: async (request) => {
      const now = Date.now();
      const digest = await workOsClient().webhooks.computeSignature(now, textOf(request), secret);
      return withHeaders(request, { 'WorkOS-Signature': `t=${now}, v1=${digest}` });
    },
  },
};

type IsValidSignature = (body: string, header: string | undefined, secret: string) => Promise<boolean>;
type EncodeSignatureHeader = (body: string, timestamp: number, secret: string) => Promise<string>;

const sanity: Oracle = {
  scheme: 'sanity',
  library: '@sanity/webhook',
  call: 'isValidSignature',
  secret,
  verify: (request, key) =>
    part<IsValidSignature>('@sanity/webhook', 'isValidSignature')(
      textOf(request),
      headerOf(request, 'sanity-webhook-signature'),
      key,
    ),
  sender: {
    by: 'library',
    sign: async (request) => {
      const encode = part<EncodeSignatureHeader>('@sanity/webhook', 'encodeSignatureHeader');
      return withHeaders(request, {
        'sanity-webhook-signature': await encode(textOf(request), Date.now(), secret),
      });
    },
  },
};

/** Vendors whose signature header holds the time as well. */
export const signatureHeaderOracles: readonly Oracle[] = [stripe, mux, elevenlabs, paddle, workos, sanity];
