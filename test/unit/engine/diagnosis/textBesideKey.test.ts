import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { diagnosed, original, saved } from './patients.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const webhook = '1AB23456CD789012E';

/** What a diagnosis says of an event of PayPal that was signed with a text beside the key. */
function said(signedWith: string, id = webhook, body = original): unknown[] {
  const content = `T1|2026-11-29T20:00:00Z|${signedWith}|${crc32(original)}`;
  const signature = createSign('sha256').update(content).sign(privateKey, 'base64');
  const headers = [
    'PAYPAL-TRANSMISSION-ID',
    'T1',
    'PAYPAL-TRANSMISSION-TIME',
    '2026-11-29T20:00:00Z',
    'PAYPAL-TRANSMISSION-SIG',
    signature,
  ];
  const { level, causes } = diagnosed({
    provider: 'paypal',
    body,
    headers,
    secrets: { paypal: saved(publicKey, id) },
  });
  return [level, ...causes.map(({ id: cause }) => cause)];
}

describe('a public key that a text stands beside', () => {
  it('explains what happened to the body', () => {
    assert.deepEqual(said(webhook), ['verifies']);
    assert.deepEqual(said(webhook, webhook, `${original}\n`), ['proven', 'body-newline-added']);
  });

  it('explains what happened to the text', () => {
    assert.deepEqual(said(webhook, `${webhook}\n`), ['proven', 'secret-newline']);
    assert.deepEqual(said(webhook, `"${webhook}",`), ['proven', 'secret-quoted']);
  });

  it('knows the events of a simulator, and says of others nothing that it does not know', () => {
    assert.deepEqual(said('WEBHOOK_ID'), ['proven', 'secret-undefined']);
    assert.equal(said('another')[0], 'unexplained');
  });
});
