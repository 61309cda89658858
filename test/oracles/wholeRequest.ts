import { part } from './library.ts';
import {
  compactJson,
  escapedJson,
  headerOf,
  headersOf,
  prettyJson,
  textOf,
  unicodeJson,
  withHeaders,
} from './oracle.ts';
import type { Oracle, WebhookRequest } from './oracle.ts';

interface Square {
  verifySignature(options: {
    readonly requestBody: string;
    readonly signatureHeader: string | undefined;
    readonly signatureKey: string;
    readonly notificationUrl: string;
  }): Promise<boolean>;
}

const square: Oracle = {
  scheme: 'square',
  library: 'square',
  call: 'WebhooksHelper.verifySignature',
  secret: 'asdf1234',
  verify: (request, signatureKey) =>
    part<Square>('square', 'WebhooksHelper').verifySignature({
      requestBody: textOf(request),
      signatureHeader: headerOf(request, 'x-square-hmacsha256-signature'),
      signatureKey,
      notificationUrl: request.url,
    }),
};

type HubSpotVersion = 'v1' | 'v2' | 'v3';

interface HubSpotOptions {
  readonly clientSecret: string;
  readonly url: string;
  readonly requestBody: string;
  readonly timestamp?: number;
}

interface HubSpot {
  isValid(
    options: HubSpotOptions & {
      readonly method: string;
      readonly signatureVersion: HubSpotVersion;
      readonly signature: string | undefined;
    },
  ): boolean;
  getSignature(method: string, version: HubSpotVersion, options: HubSpotOptions): string;
}

const hubSpotHeaders = {
  v1: 'X-HubSpot-Signature',
  v2: 'X-HubSpot-Signature',
  v3: 'X-HubSpot-Signature-v3',
} as const;

const hubSpotTime = 'X-HubSpot-Request-Timestamp';
const hubSpotSecret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';

function hubSpotOptions(request: WebhookRequest, clientSecret: string): HubSpotOptions {
  const timestamp = headerOf(request, hubSpotTime);
  return {
    clientSecret,
    url: request.url,
    requestBody: textOf(request),
    ...(timestamp === undefined ? {} : { timestamp: Number(timestamp) }),
  };
}

function signAsHubSpot(request: WebhookRequest, version: HubSpotVersion): WebhookRequest {
  const timed = version === 'v3' ? withHeaders(request, { [hubSpotTime]: String(Date.now()) }) : request;
  const { getSignature } = part<HubSpot>('@hubspot/api-client', 'Signature');
  const signature = getSignature(timed.method, version, hubSpotOptions(timed, hubSpotSecret));
  return withHeaders(timed, { [hubSpotHeaders[version]]: signature });
}

function hubSpot(version: HubSpotVersion): Oracle {
  return {
    scheme: `hubspot-${version}`,
    library: '@hubspot/api-client',
    call: `Signature.isValid ${version}`,
    secret: hubSpotSecret,
    verify: (request, key) =>
      part<HubSpot>('@hubspot/api-client', 'Signature').isValid({
        ...hubSpotOptions(request, key),
        method: request.method,
        signatureVersion: version,
        signature: headerOf(request, hubSpotHeaders[version]),
      }),
    sender: { by: 'library', sign: (request) => signAsHubSpot(request, version) },
  };
}

interface ContentfulRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type VerifyContentful = (secret: string, request: ContentfulRequest) => boolean;
type SignContentful = (secret: string, request: ContentfulRequest) => Readonly<Record<string, string>>;

const contentfulSecret = `${'a'.repeat(60)}Z0_-`;

function contentfulRequest(request: WebhookRequest): ContentfulRequest {
  const { pathname, search } = new URL(request.url);
  const { method } = request;
  return { method, path: pathname + search, headers: headersOf(request), body: textOf(request) };
}

/** Its normaliser encodes a query twice, so the URL has none. */
const contentful: Oracle = {
  scheme: 'contentful',
  library: '@contentful/node-apps-toolkit',
  call: 'verifyRequest',
  secret: contentfulSecret,
  url: 'https://hooks.example.com/webhooks/in',
  headers: [['X-Contentful-Topic', 'ContentManagement.Entry.publish']],
  verify: (request, key) =>
    part<VerifyContentful>('@contentful/node-apps-toolkit', 'verifyRequest')(key, contentfulRequest(request)),
  sender: {
    by: 'library',
    sign: (request) => {
      const sign = part<SignContentful>('@contentful/node-apps-toolkit', 'signRequest');
      return withHeaders(request, sign(contentfulSecret, contentfulRequest(request)));
    },
  },
};

interface MercadoPago {
  validate(options: {
    readonly xSignature: string | undefined;
    readonly xRequestId: string | undefined;
    readonly dataId: string | null;
    readonly secret: string;
  }): void;
}

/** The body is not signed, but the id in the URL is. */
const mercadoPago: Oracle = {
  scheme: 'mercadopago',
  library: 'mercadopago',
  call: 'WebhookSignatureValidator.validate',
  secret: 'mp-secret',
  url: 'https://hooks.example.com/mp?data.id=123456&type=payment',
  headers: [['x-request-id', 'bb56a2f1']],
  tamper: (request) => ({ ...request, url: request.url.replace('123456', '123457') }),
  verify: (request, secret) => {
    part<MercadoPago>('mercadopago', 'WebhookSignatureValidator').validate({
      xSignature: headerOf(request, 'x-signature'),
      xRequestId: headerOf(request, 'x-request-id'),
      dataId: new URL(request.url).searchParams.get('data.id'),
      secret,
    });
    return true;
  },
};

type Form = Readonly<Record<string, string | readonly string[]>>;

interface Twilio {
  validateRequest(token: string, signature: string | undefined, url: string, form: Form): boolean;
  validateRequestWithBody(token: string, signature: string | undefined, url: string, body: string): boolean;
  getExpectedTwilioSignature(token: string, url: string, form: Form): string;
  getExpectedBodyHash(body: string): string;
}

function twilio<Name extends keyof Twilio>(name: Name): Twilio[Name] {
  return part<Twilio[Name]>('twilio', name);
}

function formOf(request: WebhookRequest): Form {
  const fields = new URLSearchParams(textOf(request));
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

const authToken = '12345';

const twilioForm: Oracle = {
  scheme: 'twilio',
  library: 'twilio',
  call: 'validateRequest / validateRequestWithBody',
  secret: authToken,
  url: 'https://example.com/myapp?foo=1&bar=2',
  headers: [['Content-Type', 'application/x-www-form-urlencoded']],
  bodies: () => ['CallSid=CA1&From=%2B14158675309&Body=paid+in+Z%C3%BCrich', 'T=b&T=a&T=b&State=paid&Empty='],
  verify: (request, token) => {
    const signature = headerOf(request, 'X-Twilio-Signature');
    return new URL(request.url).searchParams.has('bodySHA256')
      ? twilio('validateRequestWithBody')(token, signature, request.url, textOf(request))
      : twilio('validateRequest')(token, signature, request.url, formOf(request));
  },
  sender: {
    by: 'library',
    sign: (request) => {
      const signature = twilio('getExpectedTwilioSignature')(authToken, request.url, formOf(request));
      return withHeaders(request, { 'X-Twilio-Signature': signature });
    },
  },
};

/** JSON is signed by its hash in the query of the URL. */
const twilioJson: Oracle = {
  ...twilioForm,
  variant: 'JSON',
  headers: [['Content-Type', 'application/json']],
  bodies: () => [compactJson, unicodeJson, escapedJson, prettyJson],
  prepare: (request) => {
    const hash = twilio('getExpectedBodyHash')(textOf(request));
    return { ...request, url: `https://example.com/myapp?bodySHA256=${hash}` };
  },
  sender: {
    by: 'library',
    sign: (request) => {
      const signature = twilio('getExpectedTwilioSignature')(authToken, request.url, {});
      return withHeaders(request, { 'X-Twilio-Signature': signature });
    },
  },
};

/** Vendors that sign the URL, the method or headers too. */
export const wholeRequestOracles: readonly Oracle[] = [
  square,
  hubSpot('v1'),
  hubSpot('v2'),
  hubSpot('v3'),
  contentful,
  mercadoPago,
  twilioForm,
  twilioJson,
];
