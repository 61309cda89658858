import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { trySecrets } from '../../../../src/engine/verification/questions.ts';
import type { StoredEvent } from '../../../../src/engine/store/storedEvent.ts';
import { envSecrets } from '../../../../src/host/diagnosis/envSecrets.ts';
import { english } from '../../host/fakes.ts';
import { hmac, now, original, signedWith } from '../diagnosis/patients.ts';
import { capturedRequest } from '../store/events.ts';

const key = 'k7Tq2vXb9LmRz4WcYd8HsPfN1gJ6aEuQ';
const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
const { headers = [] } = signedWith(hmac(original, key).toString('hex'));
const body = Buffer.from(original);
const event = {
  id: 1,
  request: capturedRequest({
    receivedAt: now * 1000,
    rawHeaders: headers,
    body,
    declaredLength: body.length,
  }),
  findings: { provider: 'simplebackups', source: null },
} as unknown as StoredEvent;

/** The text that verifies, where one of a .env file does. */
function found(file: string): string | null {
  const secrets = envSecrets([{ file: '.env', text: file }], english);
  return trySecrets(event, secrets, new Knowledge(settings, {})).value;
}

describe('A value of a .env file', () => {
  it('is tried as whatever an explanation would undo', () => {
    for (const value of [
      `<b>${key}</b>`,
      `${key}#prod`,
      `'"${key}",'`,
      Buffer.from(`${key}\n`).toString('base64'),
      `whsec_${key}`,
      `https://acme.example/in?token=${key}&a=1`,
      `^[[32m${key}^[[0m`,
      `former-one-==${key}`,
      key.slice(0, -1),
      key.slice(1),
      `{"signing":"${key}"}`,
      `${encodeURIComponent(`<${key}>`)}`,
    ]) {
      assert.equal(found(`A=1\nWEBHOOK_SECRET=${value}\n`), key, value);
    }
  });

  it('is found however its line is written', () => {
    for (const line of [
      `- WEBHOOK_SECRET=${key}`,
      `set WEBHOOK_SECRET=${key}`,
      `$env:WEBHOOK_SECRET = "${key}"`,
      `  "WEBHOOK_SECRET": "${key}",`,
      `- "WEBHOOK_SECRET=${key}"`,
    ]) {
      assert.equal(found(line), key, line);
    }
  });

  it('is found where it has in front what its dashboard shows, and where others stand beside it', () => {
    const bytes = Buffer.from('of-a-hook-that-sends-mails');
    const secret = `whsec_${bytes.toString('base64')}`;
    const signature = hmac(`m_1.${now}.${original}`, bytes).toString('base64');
    const stamped = [
      'webhook-id',
      'm_1',
      'webhook-timestamp',
      `${now}`,
      'webhook-signature',
      `v1,${signature}`,
    ];
    const request = { ...event.request, rawHeaders: stamped };
    const findings = { ...event.findings, provider: 'standard-webhooks' };
    const another = `whsec_${Buffer.from('another-hook').toString('base64')}`;
    for (const value of [secret, `v1,${secret}`, `v1,${another}|v1,${secret}`, `${another} ${secret}`]) {
      for (const line of [`SEND_EMAIL_HOOK_SECRETS="${value}"`, `- HOOK='${value}'`]) {
        const secrets = envSecrets([{ file: '.env', text: line }], english);
        const { value: text } = trySecrets(
          { ...event, request, findings },
          secrets,
          new Knowledge(settings, {}),
        );
        assert.ok(text?.endsWith(secret.slice(6)), line);
      }
    }
  });

  it('is none that verifies where it is another secret', () => {
    assert.equal(found(`WEBHOOK_SECRET=${key.toLowerCase()}`), null);
    assert.equal(found(''), null);
  });
});
