import { EventEmitter } from 'node:events';
import https from 'node:https';
import { generateKeyPairSync, sign } from 'node:crypto';
import { Readable } from 'node:stream';
import { whole } from './library.ts';
import { jsonOf, textOf } from './oracle.ts';
import type { Oracle, WebhookRequest } from './oracle.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

type Validator = new () => { validate(message: string, done: (error: Error | null) => void): void };
type Answer = Readable & { statusCode?: number };

function answerWith(certificate: string): typeof https.get {
  const get = (_url: unknown, answer: unknown): EventEmitter => {
    const response: Answer = Readable.from([Buffer.from(certificate)]);
    response.statusCode = 200;
    if (typeof answer === 'function') {
      answer(response);
    }
    return new EventEmitter();
  };
  return get as typeof https.get;
}

/** The validator downloads the certificate with `https.get`: here it gets the one that a person has pasted. */
async function verify(request: WebhookRequest, certificate: string): Promise<boolean> {
  const { get } = https;
  https.get = answerWith(certificate);
  try {
    return await new Promise<boolean>((resolve) => {
      const validator = new (whole<Validator>('sns-validator'))();
      validator.validate(textOf(request), (error) => resolve(error === null));
    });
  } finally {
    https.get = get;
  }
}

const signedNames = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];

/** Name and value of each signed field on a line of its own, as the documentation of SNS says. */
function canonical(message: Readonly<Record<string, unknown>>): string {
  const fields = signedNames.filter((name) => name in message);
  return fields.map((name) => `${name}\n${String(message[name])}\n`).join('');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function signMessage(request: WebhookRequest): WebhookRequest {
  const content = jsonOf(request);
  const message = isRecord(content) ? content : {};
  const digest = message['SignatureVersion'] === '1' ? 'sha1' : 'sha256';
  const signature = sign(digest, Buffer.from(canonical(message)), privateKey).toString('base64');
  return { ...request, body: Buffer.from(JSON.stringify({ ...message, Signature: signature })) };
}

function notification(version: string, more: Readonly<Record<string, string>>): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
    Message: '{"state":"paid","text":"Zürich — 東京 🚀"}\r\n',
    Timestamp: '2026-01-02T03:04:05.000Z',
    SignatureVersion: version,
    SigningCertURL: 'https://sns.us-west-2.amazonaws.com/SimpleNotificationService-made-for-this-test.pem',
    ...more,
  });
}

/** AWS SNS, whose message carries its signature and names the certificate. */
export const awsSnsOracle: Oracle = {
  scheme: 'aws-sns',
  library: 'sns-validator',
  call: 'MessageValidator.validate',
  secret: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  verifyOnly: true,
  headers: [['x-amz-sns-message-type', 'Notification']],
  bodies: () => [notification('2', {}), notification('2', { Subject: 'On us' }), notification('1', {})],
  verify,
  sender: { by: 'crypto', sign: signMessage },
};
