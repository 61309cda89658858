import { part } from './library.ts';
import { bufferOf, headerOf, headersOf, seconds, textOf, withHeaders } from './oracle.ts';
import type { Oracle, WebhookRequest } from './oracle.ts';

const secret = 'wh-secret-9f8e7d6c5b4a';

type VerifySlackRequest = (options: {
  readonly signingSecret: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}) => void;

const slack: Oracle = {
  scheme: 'slack',
  library: '@slack/bolt',
  call: 'verifySlackRequest',
  secret: '8f742231b10e8888abcd99yyyzzz85a5',
  verify: (request, key) => {
    part<VerifySlackRequest>(
      '@slack/bolt',
      'verifySlackRequest',
    )({
      signingSecret: key,
      body: textOf(request),
      headers: {
        'x-slack-signature': headerOf(request, 'X-Slack-Signature'),
        'x-slack-request-timestamp': Number(headerOf(request, 'X-Slack-Request-Timestamp')),
      },
    });
    return true;
  },
};

type ZoomReceiver = new (options: { readonly webhooksSecretToken: string }) => {
  start(): (
    event: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
    context: object,
  ) => Promise<{ readonly statusCode: number }>;
};

/** The receiver logs every event. */
async function withoutDebugLog<T>(action: () => Promise<T>): Promise<T> {
  const { debug } = console;
  console.debug = () => undefined;
  try {
    return await action();
  } finally {
    console.debug = debug;
  }
}

/** Its receiver parses the body and signs what it serializes, so only a compact body can agree. */
const zoom: Oracle = {
  scheme: 'zoom',
  library: '@zoom/rivet',
  call: 'AwsLambdaReceiver',
  secret,
  bodies: () => [
    '{"event":"meeting.started","payload":{"object":{"id":"paid"}},"event_ts":1760000000000}',
    '{"event":"meeting.started","payload":{"topic":"東京 é 🚀","path":"a/b","id":"paid"}}',
  ],
  verify: async (request, key) => {
    const Receiver = part<ZoomReceiver>('@zoom/rivet/meetings', 'AwsLambdaReceiver');
    const handle = new Receiver({ webhooksSecretToken: key }).start();
    const answer = await withoutDebugLog(() =>
      handle({ body: textOf(request), headers: headersOf(request) }, {}),
    );
    return answer.statusCode === 200;
  },
};

type LinearClient = new (secret: string) => { verify(body: Buffer, signature: string | undefined): boolean };

/** The time is in the body, in milliseconds. */
const linear: Oracle = {
  scheme: 'linear',
  library: '@linear/sdk',
  call: 'LinearWebhookClient.verify',
  secret: 'lin_wh_9f8e7d6c5b4a',
  bodies: (now) => [
    `{"action":"create","type":"Issue","state":"paid","webhookTimestamp":${now}}`,
    `{ "title": "Zürich — 東京 🚀", "path": "a\\/b", "state": "paid",\r\n "webhookTimestamp": ${now} }`,
  ],
  verify: (request, key) => {
    const Client = part<LinearClient>('@linear/sdk/webhooks', 'LinearWebhookClient');
    return new Client(key).verify(bufferOf(request), headerOf(request, 'Linear-Signature'));
  },
};

interface Box {
  validateMessage(
    body: string,
    headers: Readonly<Record<string, string>>,
    primary: string,
    optional: { readonly secondaryKey?: string },
  ): Promise<boolean>;
}

type ComputeBox = (
  body: string,
  headers: Readonly<Record<string, string>>,
  key: string,
) => Promise<string | null>;

const boxUtils = 'box-node-sdk/internal/utils';

async function signAsBox(request: WebhookRequest): Promise<WebhookRequest> {
  const timed = withHeaders(request, { 'BOX-DELIVERY-TIMESTAMP': new Date().toISOString() });
  const compute = part<ComputeBox>(boxUtils, 'computeWebhookSignature');
  const digest = await compute(textOf(timed), headersOf(timed), secret);
  return withHeaders(timed, { 'BOX-SIGNATURE-PRIMARY': digest ?? '' });
}

const box: Oracle = {
  scheme: 'box',
  library: 'box-node-sdk',
  call: 'WebhooksManager.validateMessage',
  secret,
  headers: [
    ['BOX-SIGNATURE-VERSION', '1'],
    ['BOX-SIGNATURE-ALGORITHM', 'HmacSHA256'],
  ],
  verify: (request, primary, secondaryKey) => {
    const manager = part<Box>('box-node-sdk/managers/webhooks', 'WebhooksManager');
    const optional = secondaryKey === undefined ? {} : { secondaryKey };
    return manager.validateMessage(textOf(request), headersOf(request), primary, optional);
  },
  sender: { by: 'library', sign: signAsBox },
};

type VerifyTwitch = (
  this: { readonly _secret: string },
  ...message: readonly (string | undefined)[]
) => boolean;

/** A third party's, and its middleware cannot be made without a Twitch client, so the check alone is called. */
const twitch: Oracle = {
  scheme: 'twitch',
  library: '@twurple/eventsub-http',
  call: 'EventSubMiddleware._verifyData',
  secret: '5f1a6e7cd2e7137ccf9e15b2f43fe63949eb84b1db83c1d5a867dc93429de4e4',
  verify: (request, key) =>
    part<VerifyTwitch>('@twurple/eventsub-http', 'EventSubMiddleware.prototype._verifyData').call(
      { _secret: key },
      headerOf(request, 'Twitch-Eventsub-Message-Id'),
      headerOf(request, 'Twitch-Eventsub-Message-Timestamp'),
      textOf(request),
      headerOf(request, 'Twitch-Eventsub-Message-Signature'),
    ),
};

interface Cloudinary {
  config(options: { readonly api_secret: string; readonly cloud_name: string }): unknown;
  readonly utils: {
    verifyNotificationSignature(body: string, timestamp: number, signature: string | undefined): boolean;
    webhook_signature(body: string, timestamp: number, options: { readonly api_secret: string }): string;
  };
}

function cloudinaryOf(key: string): Cloudinary['utils'] {
  const library = part<Cloudinary>('cloudinary', 'v2');
  library.config({ api_secret: key, cloud_name: 'none' });
  return library.utils;
}

const cloudinary: Oracle = {
  scheme: 'cloudinary',
  library: 'cloudinary',
  call: 'utils.verifyNotificationSignature',
  secret,
  verify: (request, key) =>
    cloudinaryOf(key).verifyNotificationSignature(
      textOf(request),
      Number(headerOf(request, 'X-Cld-Timestamp')),
      headerOf(request, 'X-Cld-Signature'),
    ),
  sender: {
    by: 'library',
    sign: (request) => {
      const now = seconds();
      const signature = cloudinaryOf(secret).webhook_signature(textOf(request), now, { api_secret: secret });
      return withHeaders(request, { 'X-Cld-Timestamp': String(now), 'X-Cld-Signature': signature });
    },
  },
};

/** Vendors that send the time in a header of its own, or in the body. */
export const timestampHeaderOracles: readonly Oracle[] = [slack, zoom, linear, box, twitch, cloudinary];
