import assert from 'node:assert/strict';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import type { Findings } from '../../../../src/engine/store/storedEvent.ts';
import { plausibleSecret } from '../signature/signing.ts';
import { capturedRequest } from '../store/events.ts';

type Innocent = readonly [line: string, headers: Readonly<Record<string, string>>, body?: string];

const json = { 'Content-Type': 'application/json' };
const chrome = {
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36',
  Accept: 'text/html,application/xhtml+xml',
  'Accept-Language': 'en-GB,en;q=0.9',
  'Sec-Fetch-Site': 'none',
  Cookie: 'session=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};
const sha256OfBody = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

/** As their senders send them: none is a webhook of a provider. */
const innocent: readonly Innocent[] = [
  ['GET /health', { 'User-Agent': 'kube-probe/1.31', Accept: '*/*', Connection: 'close' }],
  ['GET /healthz', { 'User-Agent': 'GoogleHC/1.0' }],
  ['GET /', { 'User-Agent': 'ELB-HealthChecker/2.0' }],
  [
    'GET /ready',
    { 'User-Agent': 'kube-probe/1.29', Authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrOHMifQ.c2ln' },
  ],
  [
    'GET /metrics',
    {
      'User-Agent': 'Prometheus/2.53.0',
      Authorization: 'Bearer scrape-token',
      'X-Prometheus-Scrape-Timeout-Seconds': '10',
    },
  ],
  ['OPTIONS /', { 'User-Agent': 'Consul Health Check' }],
  ['HEAD /', { 'User-Agent': 'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)' }],
  ['GET /', { 'User-Agent': 'Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)' }],
  ['GET /?statuscake', { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) StatusCake' }],
  [
    'GET /',
    {
      'User-Agent': 'Better Stack Better Uptime Bot Mozilla/5.0',
      'X-Request-Id': '8d3f4b4c-0b7a-4a52-9f3c-5a7a6f4f1f11',
    },
  ],
  [
    'GET /favicon.ico',
    {
      ...chrome,
      Referer: 'http://localhost:6464/',
      'If-None-Match': '"33a64df551425fcc55e4d42a148795d9f25f89d4"',
    },
  ],
  ['GET /', { ...chrome, Authorization: 'Basic YWRtaW46YWRtaW4=' }],
  ['GET /.well-known/appspecific/com.chrome.devtools.json', chrome],
  [
    'POST /login',
    { ...chrome, Origin: 'http://localhost:6464', 'Content-Type': 'application/x-www-form-urlencoded' },
    'user=a&password=b',
  ],
  ['GET /.env', { 'User-Agent': 'python-requests/2.32.3' }],
  ['GET /wp-login.php', { 'User-Agent': 'Go-http-client/1.1' }],
  ['POST /cgi-bin/.%2e/.%2e/bin/sh', { 'User-Agent': 'libredtail-http' }, 'echo; id'],
  ['GET /actuator/health', { 'User-Agent': 'zgrab/0.x', Accept: '*/*' }],
  ['PROPFIND /', { 'User-Agent': 'Microsoft-WebDAV-MiniRedir/10.0' }],
  [
    'GET /robots.txt',
    { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
  ],
  ['GET /', { 'User-Agent': 'curl/8.11.0', Accept: '*/*' }],
  ['POST /anything', { 'User-Agent': 'curl/8.11.0', ...json }, '{"hello":"world"}'],
  ['POST /', { 'User-Agent': 'curl/8.11.0', 'Content-Type': 'application/x-www-form-urlencoded' }, 'a=1&b=2'],
  ['POST /', { 'User-Agent': 'HTTPie/3.2.4', ...json }, '{"type": "order", "status": "paid", "id": 7}'],
  [
    'POST /',
    {
      'User-Agent': 'PostmanRuntime/7.43.0',
      'Postman-Token': '0b2a8a5e-53a6-41d5-a2b3-9f0a7f7d2e11',
      ...json,
    },
    '{}',
  ],
  [
    'POST /',
    {
      'User-Agent': 'k6/0.55.0 (https://k6.io/)',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    },
    'x',
  ],
  [
    'PUT /items/1',
    {
      'User-Agent': 'axios/1.7.9',
      'Idempotency-Key': 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
      ...json,
    },
    '{"event":"x"}',
  ],
  ['POST /', { 'User-Agent': 'okhttp/4.12.0', 'Content-MD5': 'XUFAKrxLKna5cZ2REBfFkg==' }, 'hello'],
  ['POST /', { 'Content-Digest': 'sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:' }, 'hello'],
  ['POST /', { 'X-Checksum': sha256OfBody }, 'hello'],
  ['PUT /bucket/key', { 'x-amz-content-sha256': sha256OfBody, 'x-amz-date': '20261129T000000Z' }, 'hello'],
  [
    'POST /deploy',
    { 'X-Commit-Hash': '0a4d55a8d778e5022fab701977c5d840bbc486d0', ...json },
    '{"commit":{"sha":"0a4d55a8d778e5022fab701977c5d840bbc486d0"}}',
  ],
  [
    'POST /log',
    json,
    '{"hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","level":"info"}',
  ],
  [
    'POST /graphql',
    json,
    '{"query":"{ me { id } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38"}}}',
  ],
  ['POST /', { 'Content-Type': 'application/octet-stream' }, '\u0000\u0001\u0002'],
  // What a browser asks before a page may send a webhook's headers (Fetch, section 3.3.3).
  [
    'OPTIONS /stripe',
    {
      ...chrome,
      Origin: 'https://app.example',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type,stripe-signature,x-hub-signature-256',
    },
  ],
  [
    'POST /graphql',
    {
      'User-Agent': 'Apollo-Client/3.12',
      'apollographql-client-name': 'shop',
      Authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLWEtdG9rZW4',
      ...json,
    },
    '{"operationName":"Order","variables":{"id":"7"},"query":"query Order($id: ID!) { order(id: $id) { id } }"}',
  ],
  [
    'POST /graphql',
    { Authorization: 'Bearer t', ...json },
    JSON.stringify({ query: '# all of it\n#import "./f.graphql"\r\n\nquery Q { me { id } }' }),
  ],
  [
    'POST /graphql',
    { Authorization: 'Bearer t', 'Content-Type': 'application/graphql; charset=utf-8' },
    '# me\n{ me { id } }',
  ],
  [
    'POST /graphql',
    { Authorization: 'Bearer t', 'Content-Type': 'multipart/form-data; boundary=x' },
    '--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query":"mutation ($f: Upload!) { up(f: $f) }"}\r\n--x\r\nContent-Disposition: form-data; name="map"\r\n\r\n{"0":["variables.f"]}\r\n--x--\r\n',
  ],
  ['POST /', { Authorization: 'negotiate YIIJvwYGKwYBBQUC', ...json }, '{}'],
  ['POST /', { Authorization: '', ...json }, '{}'],
  ...[
    'Digest username="a", realm="r", nonce="n", uri="/", response="6629fae49393a05397450978507c4ef1"',
    'Hawk id="d", ts="1353832234", mac="6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE="',
    'vapid t=eyJh.eyJh.c2ln, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxH',
    'SharedAccessSignature sr=x&sig=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE%3D&se=1&skn=k',
    'SharedKey acct:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=',
    'AWS AKIA:frJIUN8DYpKDtOLCwo//yllqDzg=',
  ].map((Authorization): Innocent => ['POST /', { Authorization, ...json }, '{}']),
  ['POST /deploy', { 'X-Deploy-Sha1': '0a4d55a8d778e5022fab701977c5d840bbc486d0', ...json }, '{}'],
  ['POST /image', { 'X-Image-Digest': `sha256:${sha256OfBody}`, ...json }, '{}'],
  ['POST /chat', json, '{"challenge":"abc","token":"v","type":"url_verification"}'],
  ['GET /?type=order&data.id=7', { 'User-Agent': 'axios/1.7.9' }],
  [
    'POST /',
    {
      Authorization: `AWS4-HMAC-SHA256 Credential=A/20261129/eu/s3/aws4_request, SignedHeaders=host, Signature=${sha256OfBody}`,
      ...json,
    },
    '{}',
  ],
  [
    'GET /orders/7?page=2',
    {
      ...chrome,
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'document',
      'Upgrade-Insecure-Requests': '1',
      Priority: 'u=0, i',
    },
  ],
  ['GET /robots.txt', { ...chrome, 'Sec-Fetch-Dest': 'document' }],
  // Of other vendors and pages, with names that a provider's requests have, too.
  ['GET /login?challenge=abc', chrome],
  ['GET /nylas/webhook?challenge=bc609b38-c81f-47fb-a275-1d9bd61a968b', { 'User-Agent': 'Nylas' }],
  ['GET /?hub.mode=subscribe&hub.challenge=15f7&hub.verify_token=STRAVA', { 'User-Agent': 'Go-http-client' }],
  ['GET /?hub.mode=subscribe&hub.challenge=15f7&hub.verify_token=t', chrome],
  ['POST /', json, '{"update_id":7,"package":"openssl"}'],
  ['POST /', json, '{"log_id":7,"data":{"type":"nginx"}}'],
  ['POST /', { ...json, 'X-Event-Key': 'invoice-77' }, '{"id":77}'],
  ['GET /apple-touch-icon-precomposed.png', { 'User-Agent': 'Safari/20621 CFNetwork/3826 Darwin/24.5.0' }],
];

function found([line, headers, body = '']: Innocent, knowledge: Knowledge): Findings {
  const [method = '', target = ''] = line.split(' ');
  const all = { Host: 'localhost:6464', ...headers };
  const request = { method, target, rawHeaders: Object.entries(all).flat(), body: Buffer.from(body) };
  return inspect(capturedRequest(request), knowledge).findings;
}

const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };

describe('a request that no provider sent', () => {
  const withSecret = schemes.filter(({ verify }) => verify.kind !== 'none');
  const saved = withSecret.map(
    (scheme) => [scheme.id, [{ label: 'Secret 1', value: plausibleSecret(scheme) }]] as const,
  );

  const nobodys: readonly (readonly [id: string, Knowledge])[] = [
    ['none', new Knowledge(settings, {})],
    ...saved.map(([id, secrets]) => [id, new Knowledge(settings, { [id]: secrets })] as const),
    ['all', new Knowledge(settings, Object.fromEntries(saved))],
  ];

  for (const one of innocent) {
    it(`is accused of nothing, whatever secret is saved: ${one[0]} ${one[1]['User-Agent'] ?? ''}`, () => {
      for (const [id, knowledge] of nobodys) {
        const { verdict, provider, reason } = found(one, knowledge);
        assert.deepEqual([verdict, provider], ['unrecognised', null], `with a secret of ${id}`);
        assert.ok(reason.code === 'unrecognised' && reason.signature === undefined, JSON.stringify(reason));
      }
    });
  }

  it('is not accused at the path of a source either, where it is no delivery', () => {
    const at = (provider: string): Knowledge => {
      const source = { name: 'a', path: '/', provider, publicUrl: null };
      return new Knowledge({ ...settings, sources: [source] }, {});
    };
    const atSources = schemes
      .filter(({ verify }) => !['none', 'token'].includes(verify.kind))
      .map(({ id }) => [id, at(id)] as const);
    const strays = innocent.filter(([line, headers]) => {
      // What asks as Dropbox does at the path of a source of Dropbox is its question.
      return 'Sec-Fetch-Site' in headers || (/^(GET|OPTIONS)/.test(line) && !line.includes('challenge='));
    });
    assert.ok(strays.length > 15);
    for (const one of strays) {
      for (const [id, knowledge] of atSources) {
        const { verdict, provider } = found(one, knowledge);
        assert.deepEqual([verdict, provider], ['unrecognised', null], `${one[0]} at a source of ${id}`);
      }
    }
    assert.equal(found(['POST /', json, '{}'], at('github')).verdict, 'missing');
    assert.equal(found(['GET /', { 'X-GitHub-Event': 'push' }], at('github')).verdict, 'missing');
  });

  it('is not given a hint where it is what a probe or a browser sends', () => {
    const knowledge = new Knowledge(settings, { stripe: [{ label: 'Secret 1', value: 'whsec_1' }] });
    assert.deepEqual(found(['GET /health', {}], knowledge).reason, { code: 'unrecognised' });
    const hint = { provider: 'Stripe', place: { header: 'Stripe-Signature' } };
    const { reason } = found(['POST /', json, '{"hello":"world"}'], knowledge);
    assert.deepEqual(reason, { code: 'unrecognised', maybe: hint });
  });
});
