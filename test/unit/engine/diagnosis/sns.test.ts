import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { noSecret } from '../../../../src/engine/diagnosis/savedSigns.ts';
import { schemeById } from '../../../../src/engine/signature/schemes/table.ts';
import { diagnosed, saved } from './patients.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const fields = {
  Message: 'disk 1 is full',
  MessageId: 'b5a0',
  Timestamp: '2025-10-09T08:53:20.000Z',
  TopicArn: 'arn:aws:sns:eu-west-1:1:disks',
  Type: 'Notification',
};
const signed = Object.entries(fields).map(([name, value]) => `${name}\n${value}\n`);
const message = {
  ...fields,
  SignatureVersion: '2',
  SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/c.pem',
  Signature: sign('sha256', Buffer.from(signed.join('')), privateKey).toString('base64'),
};

/** The level, and the causes with what is said of a saved secret. */
function said(change: Partial<typeof message>): unknown[] {
  const body = JSON.stringify({ ...message, ...change });
  const headers = ['Content-Type', 'text/plain; charset=UTF-8'];
  const secrets = { 'aws-sns': saved(publicKey) };
  const { level, causes } = diagnosed({ provider: 'aws-sns', headers, body, secrets });
  return [level, ...causes.map(({ id, detail }) => [id, detail])];
}

describe('a message of Amazon SNS', () => {
  it('verifies as it was signed', () => {
    assert.deepEqual(said({}), ['verifies']);
  });

  it('that was changed is not said to lack its signature, and the certificate is not said to be no secret', () => {
    assert.deepEqual(said({ Message: 'disk 2 is full' }), [
      'unexplained',
      ['secret-other', {}],
      ['body-edited', {}],
    ]);
  });

  it('is said to be of somebody else where its certificate is not at Amazon', () => {
    assert.deepEqual(said({ SigningCertURL: 'https://a.example/c.pem' }), [
      'likely',
      ['header-absent', { by: 'certificate' }],
    ]);
  });
});

describe('a saved key in PEM', () => {
  it('is what belongs there where the sender has the private half, and no secret elsewhere', () => {
    const kinds = ['github', 'gitlab-token', 'netlify', 'sendgrid', 'aws-sns', 'paypal'].map((id) => {
      const scheme = schemeById(id);
      return [id, scheme === undefined ? 'no scheme' : (noSecret(publicKey, scheme) ?? null)];
    });
    assert.deepEqual(kinds, [
      ['github', 'pem'],
      ['gitlab-token', 'pem'],
      ['netlify', 'pem'],
      ['sendgrid', null],
      ['aws-sns', null],
      ['paypal', null],
    ]);
  });
});
