import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { part } from './library.ts';
import { bufferOf, headerOf, headersOf, seconds, textOf, withHeaders } from './oracle.ts';
import type { Oracle, WebhookRequest } from './oracle.ts';

const ed25519 = generateKeyPairSync('ed25519');
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function rawEd25519(): Buffer {
  return Buffer.from(ed25519.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
}

function signEd25519(before: string, request: WebhookRequest): Buffer {
  return sign(null, Buffer.concat([Buffer.from(before), request.body]), ed25519.privateKey);
}

type VerifyKey = (
  body: Uint8Array,
  signature: string | undefined,
  timestamp: string | undefined,
  key: string,
) => Promise<boolean>;

const discord: Oracle = {
  scheme: 'discord',
  library: 'discord-interactions',
  call: 'verifyKey',
  secret: rawEd25519().toString('hex'),
  verifyOnly: true,
  verify: (request, key) =>
    part<VerifyKey>('discord-interactions', 'verifyKey')(
      request.body,
      headerOf(request, 'X-Signature-Ed25519'),
      headerOf(request, 'X-Signature-Timestamp'),
      key,
    ),
  sender: {
    by: 'crypto',
    sign: (request) => {
      const now = String(seconds());
      return withHeaders(request, {
        'X-Signature-Timestamp': now,
        'X-Signature-Ed25519': signEd25519(now, request).toString('hex'),
      });
    },
  },
};

type TelnyxWebhook = new (key: string) => {
  verify(body: string, headers: Readonly<Record<string, string>>): Promise<void>;
};

const telnyx: Oracle = {
  scheme: 'telnyx',
  library: 'telnyx',
  call: 'TelnyxWebhook.verify',
  secret: rawEd25519().toString('base64'),
  verifyOnly: true,
  verify: async (request, key) => {
    const webhook = new (part<TelnyxWebhook>('telnyx/lib/webhooks', 'TelnyxWebhook'))(key);
    await webhook.verify(textOf(request), headersOf(request));
    return true;
  },
  sender: {
    by: 'crypto',
    sign: (request) => {
      const now = String(seconds());
      return withHeaders(request, {
        'telnyx-timestamp': now,
        'telnyx-signature-ed25519': signEd25519(`${now}|`, request).toString('base64'),
      });
    },
  },
};

type EventWebhook = new () => {
  convertPublicKeyToECDSA(key: string): object;
  verifySignature(
    key: object,
    body: Buffer,
    signature: string | undefined,
    timestamp: string | undefined,
  ): boolean;
};

const sendGridHeader = 'X-Twilio-Email-Event-Webhook-';

const sendGrid: Oracle = {
  scheme: 'sendgrid',
  library: '@sendgrid/eventwebhook',
  call: 'EventWebhook.verifySignature',
  secret: p256.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  verifyOnly: true,
  bodies: () => [
    '[{"email":"hello@world.com","event":"paid"}]\r\n',
    '[{"email":"jürgen@example.com","event":"paid","url":"a\\/b"},\r\n {"event":"東京"}]\r\n',
  ],
  verify: (request, key) => {
    const webhook = new (part<EventWebhook>('@sendgrid/eventwebhook', 'EventWebhook'))();
    return webhook.verifySignature(
      webhook.convertPublicKeyToECDSA(key),
      bufferOf(request),
      headerOf(request, `${sendGridHeader}Signature`),
      headerOf(request, `${sendGridHeader}Timestamp`),
    );
  },
  sender: {
    by: 'crypto',
    sign: (request) => {
      const now = String(seconds());
      const signed = sign('sha256', Buffer.concat([Buffer.from(now), request.body]), p256.privateKey);
      return withHeaders(request, {
        [`${sendGridHeader}Timestamp`]: now,
        [`${sendGridHeader}Signature`]: signed.toString('base64'),
      });
    },
  },
};

interface Jose {
  readonly jwtVerify: (
    token: string | undefined,
    key: KeyObject,
    options: { readonly algorithms: readonly string[]; readonly maxTokenAge: string },
  ) => Promise<{ readonly payload: Readonly<Record<string, unknown>> }>;
  readonly SignJWT: new (claims: Readonly<Record<string, string>>) => JwtBuilder;
}

interface JwtBuilder {
  setProtectedHeader(header: Readonly<Record<string, string>>): JwtBuilder;
  setIssuedAt(): JwtBuilder;
  sign(key: KeyObject): Promise<string>;
}

function jwkOf(key: KeyObject): JsonWebKey {
  return { ...key.export({ format: 'jwk' }), alg: 'ES256', kid: 'bfbd5111', use: 'sig' };
}

function bodyHash(request: WebhookRequest): string {
  return createHash('sha256').update(request.body).digest('hex');
}

function isJwk(value: unknown): value is JsonWebKey {
  return typeof value === 'object' && value !== null && 'kty' in value;
}

function publicKeyOf(jwk: string): KeyObject {
  const key: unknown = JSON.parse(jwk);
  if (!isJwk(key)) {
    throw new TypeError('the key is no JWK');
  }
  return createPublicKey({ key, format: 'jwk' });
}

/** Plaid's own library has no verifier: its documentation does this with a JWT library. */
const plaid: Oracle = {
  scheme: 'plaid',
  library: 'jose',
  call: 'jwtVerify, request_body_sha256',
  secret: JSON.stringify(jwkOf(p256.publicKey)),
  verifyOnly: true,
  verify: async (request, key) => {
    const options = { algorithms: ['ES256'], maxTokenAge: '5 min' };
    const jwtVerify = part<Jose['jwtVerify']>('jose', 'jwtVerify');
    const { payload } = await jwtVerify(headerOf(request, 'Plaid-Verification'), publicKeyOf(key), options);
    return payload['request_body_sha256'] === bodyHash(request);
  },
  sender: {
    by: 'library',
    sign: async (request) => {
      const SignJwt = part<Jose['SignJWT']>('jose', 'SignJWT');
      const token = new SignJwt({ request_body_sha256: bodyHash(request) })
        .setProtectedHeader({ alg: 'ES256', kid: 'bfbd5111', typ: 'JWT' })
        .setIssuedAt();
      const key = createPrivateKey({ key: jwkOf(p256.privateKey), format: 'jwk' });
      return withHeaders(request, { 'Plaid-Verification': await token.sign(key) });
    },
  },
};

/** Vendors that sign with a private key, of which we have the public half. */
export const publicKeyOracles: readonly Oracle[] = [discord, telnyx, sendGrid, plaid];
