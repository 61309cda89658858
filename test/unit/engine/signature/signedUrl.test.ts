import assert from 'node:assert/strict';
import { publicUrlOf, urlSpellings, type RequestUrl } from '../../../../src/engine/signature/signedUrl.ts';
import { schemeById } from '../../../../src/engine/signature/schemes/table.ts';
import { signRequest } from '../../../../src/engine/signature/sign.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { hold, partsOf, prepare } from './holding.ts';

function urlOf(target: string, path: string, publicUrl: string): string {
  const { url, isKnown } = publicUrlOf(partsOf({ target }).request, { path, publicUrl });
  assert.equal(isKnown, true);
  return url;
}

describe('the public URL of a request', () => {
  const site = 'https://example.com';
  const cases: readonly [target: string, path: string, publicUrl: string, expected: string][] = [
    ['/', '/', site, `${site}/`],
    ['/', '/', `${site}/`, `${site}/`],
    ['/a?x=1', '/', site, `${site}/a?x=1`],
    ['/a?x=1', '/', `${site}/`, `${site}/a?x=1`],
    ['/?x=1', '/', site, `${site}/?x=1`],
    ['/hook', '/hook', `${site}/in`, `${site}/in`],
    ['/hook', '/hook', `${site}/in/`, `${site}/in/`],
    ['/hook/', '/hook', `${site}/in`, `${site}/in/`],
    ['/hook/', '/hook/', `${site}/in/`, `${site}/in/`],
    ['/hook?x=1', '/hook', `${site}/in`, `${site}/in?x=1`],
    ['/hook?x=1', '/hook', `${site}/in/`, `${site}/in/?x=1`],
    ['/hook?x=1', '/hook/', `${site}/in`, `${site}/in?x=1`],
    ['/hook/more?x=1', '/hook', `${site}/in`, `${site}/in/more?x=1`],
    ['/hook/more?x=1', '/hook/', `${site}/in/`, `${site}/in/more?x=1`],
    ['/hook//more', '/hook', `${site}/in`, `${site}/in//more`],
    ['/hook', '/hook', `${site}:8443`, `${site}:8443`],
    ['http://localhost:6464/hook?x=1', '/hook', `${site}/in`, `${site}/in?x=1`],
    ['HTTP://localhost?x=1', '/', site, `${site}/?x=1`],
    ['/hook/%2F%e4?b&a==', '/hook', site, `${site}/%2F%e4?b&a==`],
  ];
  for (const [target, path, publicUrl, expected] of cases) {
    it(`of ${target} at the source ${path} that is ${publicUrl} outside is ${expected}`, () => {
      assert.equal(urlOf(target, path, publicUrl), expected);
    });
  }

  const guesses: readonly [rawHeaders: readonly string[], expected: string][] = [
    [['Host', 'localhost:6464'], 'http://localhost:6464/a?b=1'],
    [['Host', 'a.example', 'X-Forwarded-Proto', 'https'], 'https://a.example/a?b=1'],
    [['host', 'localhost', 'X-FORWARDED-HOST', 'b.example'], 'http://b.example/a?b=1'],
    [
      ['Host', 'localhost', 'X-Forwarded-Host', 'b.example, proxy', 'X-Forwarded-Proto', 'https,http'],
      'https://b.example/a?b=1',
    ],
    [[], 'http://localhost/a?b=1'],
  ];
  for (const [rawHeaders, expected] of guesses) {
    it(`is guessed as ${expected} from ${rawHeaders.join(' ') || 'nothing'}, and said to be a guess`, () => {
      const url = publicUrlOf(partsOf({ target: '/a?b=1', rawHeaders }).request, undefined);
      assert.deepEqual(url satisfies RequestUrl, { url: expected, isKnown: false });
    });
  }
});

describe('the spellings of a URL that may be signed', () => {
  const insensitive: readonly [url: string, other: string][] = [
    ['https://example.com/a', 'https://example.com:443/a'],
    ['https://example.com:443/a', 'https://example.com/a'],
    ['https://example.com:8443/a?x=1', 'https://example.com/a?x=1'],
    ['http://example.com/a', 'http://example.com:80/a'],
    ['http://example.com', 'http://example.com:80'],
    ['https://example.com?x=1:2', 'https://example.com:443?x=1:2'],
    ['https://example.com/a:5/b', 'https://example.com:443/a:5/b'],
    ['https://[::1]:5/b', 'https://[::1]/b'],
    ['https://user:pass@example.com/', 'https://user:pass@example.com:443/'],
  ];
  for (const [url, other] of insensitive) {
    it(`${url} is ${other} too, where ports may be left out`, () => {
      assert.deepEqual(urlSpellings(url, 'port-insensitive'), [url, other]);
    });
  }

  it('are the URL alone where nothing is said', () => {
    assert.deepEqual(urlSpellings('https://example.com/%2F', undefined), ['https://example.com/%2F']);
  });

  it('have the escapes decoded that HubSpot decodes, and no others', () => {
    const all = '%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B';
    assert.deepEqual(urlSpellings(`https://e.com/${all}%2f`, 'unescaped'), [`https://e.com/:/?@!$'()*,;/`]);
    const kept = 'https://e.com/%20%25%26%3D%2B%23%E4%F6%';
    assert.deepEqual(urlSpellings(kept, 'unescaped'), [kept]);
  });
});

describe('a signed URL', () => {
  const twilio = schemeById('twilio');
  assert.ok(twilio);
  const prepared = prepare(twilio, 'secret');
  const url = 'https://example.com/in?x=1';
  const body = Buffer.from('');
  const target = '/hook?x=1';
  const signing = { request: { method: 'POST', target, rawHeaders: [], body }, url, now: 0 };
  const signed = signRequest(signing, prepared);
  assert.ok(typeof signed === 'object');
  const request = { target, rawHeaders: signed.headers.flat(), body };
  const at = (own: string, isKnown: boolean) => ({
    receivedAt: 0,
    url: { url: own, isKnown },
    ignoreTimestamps: false,
  });

  it('is valid with its own URL, with a port or without', () => {
    for (const own of [url, 'https://example.com:443/in?x=1', 'https://example.com:9/in?x=1']) {
      assert.equal(hold(request, prepared, at(own, true)).verdict, 'valid', own);
      assert.equal(hold(request, prepared, at(own, false)).verdict, 'valid', own);
    }
  });

  it('is invalid with another, and says so of the URL where that is a guess', () => {
    const other = 'http://localhost:6464/hook?x=1';
    assert.equal(hold(request, prepared, at(other, true)).reason.code, 'mismatch');
    assert.deepEqual(hold(request, prepared, at(other, false)), {
      verdict: 'invalid',
      reason: {
        code: 'publicUrlMissing',
        place: { header: 'X-Twilio-Signature' },
        provider: twilio.name,
        tried: other,
      },
    });
  });

  it('comes from the source that has the path, in what the listener does', () => {
    const captured = {
      ...signing.request,
      rawHeaders: request.rawHeaders,
      receivedAt: 0,
      remoteAddress: '127.0.0.1',
      httpVersion: '1.1',
      rawTrailers: [],
      bodyMilliseconds: 0,
      declaredLength: 0,
      complete: true,
      refusal: null,
    };
    const said = (publicUrl: string | null): string => {
      const sources = [
        { name: 'all', path: '/', provider: null, publicUrl: 'https://wrong.example' },
        { name: 'own', path: '/hook', provider: null, publicUrl },
      ];
      const settings = { sources, customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
      const knowledge = new Knowledge(settings, { twilio: [{ label: 'Secret 1', value: 'secret' }] });
      const { source, reason } = inspect(captured, knowledge).findings;
      return `${source ?? ''}: ${reason.code}`;
    };
    assert.equal(said('https://example.com/in'), 'own: matches');
    assert.equal(said('https://example.com/other'), 'own: mismatch');
    assert.equal(said(null), 'own: publicUrlMissing');
  });
});
