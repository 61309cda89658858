import assert from 'node:assert/strict';
import {
  isSensitive,
  maskHeaders,
  maskTarget,
  secretHeaders,
} from '../../../../src/engine/requests/sensitive.ts';

describe('What is masked', () => {
  const sensitive = [
    ...['Authorization', 'proxy-authorization', 'Cookie', 'Set-Cookie', 'X-Api-Key', 'apikey', 'X-ApiKey'],
    ...['X-API-KEY', 'X-Gitlab-Token', 'X-Telegram-Bot-Api-Secret-Token', 'X-Amz-Security-Token'],
    ...[
      'X-Vault-Token',
      'client_secret',
      'access_token',
      'accessToken',
      'X-CSRF-Token',
      'CF-Access-Client-Secret',
    ],
    ...['X-Auth', 'X-Session-Id', 'Ocp-Apim-Subscription-Key', 'x-functions-key', 'X-Forwarded-Client-Cert'],
    ...['X-Access-Key', 'X-User-Password', 'x-jwt-assertion'],
  ];
  const plain = [
    ...['Content-Type', 'Idempotency-Key', 'X-Request-Id', 'User-Agent', 'SB-Signature', 'Webhook-Id'],
    ...['X-GitHub-Event', 'X-Author', 'Authority', 'X-Keyboard', 'Key', 'X-Shopify-Topic', '', '-'],
  ];
  it('are headers and parameters whose names say so', () => {
    assert.deepEqual(
      sensitive.filter((name) => !isSensitive(name)),
      [],
    );
    assert.deepEqual(
      plain.filter((name) => isSensitive(name)),
      [],
    );
  });

  it('keeps names, order and everything else as they are', () => {
    const pairs = [
      ['cookie', 'a=b'],
      ['X-Acme', 'open sesame'],
      ['Cookie', 'c=d'],
    ] as const;
    assert.deepEqual(maskHeaders(pairs, new Set(['x-acme'])), [
      ['cookie', 'masked'],
      ['X-Acme', 'masked'],
      ['Cookie', 'masked'],
    ]);
    assert.equal(
      maskTarget('/in?a=1&api%5Fkey=s3cret&token&Token=x=y&%zz=1?b=2'),
      '/in?a=1&api%5Fkey=masked&token&Token=masked&%zz=1?b=2',
    );
    assert.equal(maskTarget('/token=1'), '/token=1');
    assert.equal(maskTarget('/?Code=x&key=y&keys=z'), '/?Code=masked&key=masked&keys=z');
  });

  it('knows the header that is the secret of a scheme', () => {
    assert.deepEqual([...secretHeaders({ kind: 'token', from: { header: 'X-Acme' } })], ['x-acme']);
    assert.deepEqual([...secretHeaders({ kind: 'none' })], []);
  });
});
