import assert from 'node:assert/strict';
import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { JwtRule, Scheme } from '../../../../src/engine/signature/scheme.ts';
import { circumstances, hold, prepare } from './holding.ts';

const secret = 'netlify secret';
const body = Buffer.from('{"state":"ready"}');
const hash = createHash('sha256').update(body);
const digest = hash.copy().digest('hex');
const now = 1_760_000_000;
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }));
const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();

const text = (value: string): string => Buffer.from(value).toString('base64url');
const json = (value: unknown): string => text(JSON.stringify(value));

function hmacToken(claims: unknown, header: unknown = { alg: 'HS256', typ: 'JWT' }, key = secret): string {
  const signed = `${json(header)}.${json(claims)}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

function ecToken(
  claims: unknown,
  form: 'ieee-p1363' | 'der' = 'ieee-p1363',
  header: unknown = { alg: 'ES256' },
): string {
  const signed = `${json(header)}.${json(claims)}`;
  const value = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: form });
  return `${signed}.${value.toString('base64url')}`;
}

function schemeOf(rule: Partial<JwtRule>): Scheme {
  const whole = { kind: 'jwt', header: 'X-Token', algorithm: 'HS256', key: { encoding: 'utf8' } } as const;
  const verify: JwtRule = { ...whole, ...rule };
  return { id: 'acme', name: 'Acme', docs: '', secretFormat: '', verify, detect: [], title: [] };
}

const bodyHash = { claim: 'sha256', algorithm: 'sha256', encoding: 'hex' } as const;
const netlify = schemeOf({ claims: { iss: 'netlify' }, bodyHash });
const plaid = schemeOf({ algorithm: 'ES256', key: { encoding: 'jwk' }, maxAge: 300, bodyHash });

function said(scheme: Scheme, token: string, value = secret, at = now): string {
  const { verdict, reason } = hold(
    { body, rawHeaders: ['X-Token', token] },
    prepare(scheme, value),
    circumstances(at),
  );
  return `${verdict}: ${reason.code}`;
}

const good = { iss: 'netlify', sha256: digest };

describe('a JWT of HS256', () => {
  it('is valid where it is signed with the secret and has the hash of the body', () => {
    const request = { body, rawHeaders: ['x-token', hmacToken(good)] };
    assert.deepEqual(hold(request, prepare(netlify, 'old', secret)), {
      verdict: 'valid',
      reason: {
        code: 'matches',
        place: { header: 'X-Token' },
        proof: 'jwt',
        algorithm: 'HS256',
        secretLabel: 'Secret 2',
        coverage: { kind: 'body', bytes: body.length },
      },
    });
  });

  it('covers nothing where no claim is the hash of the body', () => {
    const request = { body, rawHeaders: ['X-Token', hmacToken({})] };
    const { reason } = hold(request, prepare(schemeOf({}), secret));
    assert.deepEqual(reason.code === 'matches' && reason.coverage, { kind: 'nothing' });
  });

  const [head = '', claims = '', mac = ''] = hmacToken(good).split('.');
  const last = mac.at(-1) ?? '';
  // 32 bytes leave two spare bits in the last character: the next letter decodes to the same bytes.
  const respelled = mac.slice(0, -1) + String.fromCharCode(last.charCodeAt(0) + 1);

  const forms: readonly [name: string, token: string, said: string][] = [
    ['one part', 'abc', 'malformed: wrongForm'],
    ['two parts', `${head}.${claims}`, 'malformed: wrongForm'],
    ['four parts', `${head}.${claims}.${mac}.${mac}`, 'malformed: wrongForm'],
    ['a dot behind it', `${head}.${claims}.${mac}.`, 'malformed: wrongForm'],
    ['three empty parts', '..', 'malformed: wrongForm'],
    ['padding', `${head}.${claims}.${mac}=`, 'malformed: wrongForm'],
    ['a signature that is not canonical', `${head}.${claims}.${respelled}`, 'malformed: wrongForm'],
    ['a space', `${head}.${claims}. ${mac}`, 'malformed: wrongForm'],
    ['base64 instead of base64url', `${head}.${claims}.+/${mac.slice(2)}`, 'malformed: wrongForm'],
    ['a header that is no JSON', `${text('x')}.${claims}.${mac}`, 'malformed: wrongForm'],
    ['a header that is null', `${json(null)}.${claims}.${mac}`, 'malformed: wrongForm'],
    ['a header without alg', hmacToken(good, { typ: 'JWT' }), 'malformed: wrongForm'],
    ['claims that are no JSON', `${head}.${text('{')}.${mac}`, 'malformed: wrongForm'],
    ['claims that are null', hmacToken(null), 'malformed: wrongForm'],
    ['claims that are a text', hmacToken('netlify'), 'malformed: wrongForm'],
    ['claims that are a list', hmacToken([good]), 'malformed: wrongForm'],
    ['no signature', `${head}.${claims}.`, 'invalid: mismatch'],
    ['half of its signature', `${head}.${claims}.${text('half')}`, 'invalid: mismatch'],
    ['another secret', hmacToken(good, undefined, 'other'), 'invalid: mismatch'],
    ['the algorithm none', `${json({ alg: 'none' })}.${claims}.`, 'invalid: wrongAlgorithm'],
    ['the algorithm None, signed', hmacToken(good, { alg: 'None' }), 'invalid: wrongAlgorithm'],
    ['its algorithm in small letters', hmacToken(good, { alg: 'hs256' }), 'invalid: wrongAlgorithm'],
    ['another algorithm', hmacToken(good, { alg: 'HS512' }), 'invalid: wrongAlgorithm'],
    ['a number as algorithm', hmacToken(good, { alg: 256 }), 'invalid: wrongAlgorithm'],
    ['a list as algorithm', hmacToken(good, { alg: ['HS256'] }), 'malformed: wrongForm'],
    [
      'the algorithm of the prototype',
      `${text('{"__proto__":{"alg":"HS256"}}')}.${claims}.${mac}`,
      'malformed: wrongForm',
    ],
    ['another issuer', hmacToken({ ...good, iss: 'netlify2' }), 'invalid: wrongClaim'],
    ['no issuer', hmacToken({ sha256: digest }), 'invalid: wrongClaim'],
    ['a list of issuers', hmacToken({ ...good, iss: ['netlify'] }), 'invalid: wrongClaim'],
    ['the hash of another body', hmacToken({ ...good, sha256: '0'.repeat(64) }), 'invalid: bodyHash'],
    ['no hash', hmacToken({ iss: 'netlify' }), 'invalid: bodyHash'],
    ['the hash in capitals', hmacToken({ ...good, sha256: digest.toUpperCase() }), 'invalid: bodyHash'],
  ];
  for (const [name, token, expected] of forms) {
    it(`with ${name} is ${expected}`, () => {
      assert.equal(said(netlify, token), expected);
    });
  }

  it('may have the hash of the body in another encoding', () => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const scheme = schemeOf({ bodyHash: { ...bodyHash, encoding } });
      assert.equal(said(scheme, hmacToken({ sha256: hash.copy().digest(encoding) })), 'valid: matches');
      assert.equal(said(scheme, hmacToken({ sha256: digest })), 'invalid: bodyHash');
    }
  });

  it('is missing, empty or there twice as every signature may be', () => {
    const verdict = (...rawHeaders: string[]): string => {
      const { reason } = hold({ body, rawHeaders }, prepare(netlify, secret));
      return reason.code;
    };
    assert.equal(verdict(), 'absent');
    assert.equal(verdict('X-Token', ''), 'emptySignature');
    assert.equal(verdict('X-Token', hmacToken(good), 'X-Token', hmacToken(good)), 'severalHeaders');
  });
});

describe('a JWT of ES256', () => {
  const fresh = { iat: now, sha256: digest };

  it('is valid where the private half of the key signed it', () => {
    assert.equal(said(plaid, ecToken(fresh), jwk), 'valid: matches');
    const { publicKey: other } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    assert.equal(
      said(plaid, ecToken(fresh), JSON.stringify(other.export({ format: 'jwk' }))),
      'invalid: mismatch',
    );
  });

  it('has its two numbers side by side, not as DER', () => {
    assert.equal(said(plaid, ecToken(fresh, 'der'), jwk), 'invalid: mismatch');
  });

  it('is not looked at where it is signed with the public key as if that were a secret', () => {
    for (const key of [jwk, pem]) {
      assert.equal(said(plaid, hmacToken(fresh, { alg: 'HS256' }, key), key), 'invalid: wrongAlgorithm');
      const inPem = schemeOf({ algorithm: 'ES256', key: { encoding: 'pem' } });
      assert.equal(said(inPem, hmacToken(fresh, { alg: 'ES256' }, key), pem), 'invalid: mismatch');
    }
  });

  it('needs a key of its form', () => {
    assert.equal(said(plaid, ecToken(fresh), 'a shared secret'), 'noSecret: unusableSecret');
    assert.equal(said(plaid, ecToken(fresh), '{"kty":"oct","k":"AAAA"}'), 'noSecret: unusableSecret');
  });

  const ages: readonly [name: string, iat: unknown, said: string][] = [
    ['made just now', now, 'valid: matches'],
    ['made maxAge ago', now - 300, 'valid: matches'],
    ['made a second more than maxAge ago', now - 301, 'expired: expired'],
    ['made half a second more than maxAge ago', now - 300.5, 'expired: expired'],
    ['made in the future, which has no limit', now + 3600, 'valid: matches'],
    ['made in 1970', 0, 'expired: expired'],
    ['made at no time', undefined, 'invalid: wrongClaim'],
    ['with its time as a text', String(now), 'invalid: wrongClaim'],
    ['with a list as its time', [now], 'invalid: wrongClaim'],
    ['with null as its time', null, 'invalid: wrongClaim'],
  ];
  for (const [name, iat, expected] of ages) {
    it(`${name} is ${expected}`, () => {
      assert.equal(said(plaid, ecToken({ ...fresh, iat }), jwk), expected);
    });
  }

  it('is of another body before it is too old', () => {
    assert.equal(said(plaid, ecToken({ iat: 0, sha256: '' }), jwk), 'invalid: bodyHash');
  });

  it('may be old where the scheme has no maxAge', () => {
    const ageless = schemeOf({ algorithm: 'ES256', key: { encoding: 'pem' } });
    assert.equal(said(ageless, ecToken({ iat: '0' }), pem), 'authenticated: matches');
  });
});
