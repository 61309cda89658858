import assert from 'node:assert/strict';
import { generateKeyPairSync, createPublicKey } from 'node:crypto';
import { restorePem, secretHint } from '../../../../src/host/secrets/secretForm.ts';
import type { SecretForm } from '../../../../src/protocol/engine.ts';
import { english } from '../fakes.ts';

function hint(value: string, encoding: SecretForm['encoding'] = 'text', prefix = ''): string | null {
  const expected = { provider: 'Acme', form: { encoding, prefix } };
  return secretHint(value, expected, english)?.text ?? null;
}

const pem = generateKeyPairSync('rsa', { modulusLength: 1024 })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();

describe('A hint at a secret', () => {
  it('is not given where nothing looks wrong', () => {
    assert.equal(hint('anything-goes_here.'), null);
    assert.equal(hint('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64', 'whsec_'), null);
    assert.equal(hint('whsec_abc', 'text', 'whsec_'), null);
    assert.equal(hint('00ffAB', 'hex'), null);
    assert.equal(hint('YQ==', 'base64'), null);
    assert.equal(hint('user:pass word:x', 'userPassword'), null);
    assert.equal(hint('{"kty":"EC"}', 'jwk'), null);
    assert.equal(hint(pem, 'pem'), null);
    assert.equal(secretHint('anything', null, english), null);
  });

  it('says what any secret does not have', () => {
    assert.match(hint('"abc"') ?? '', /quotes/);
    assert.match(hint('https://acme.example/hook') ?? '', /URL/);
    assert.match(hint('Bearer abc') ?? '', /“Bearer”/);
    assert.match(hint('two words') ?? '', /white space/);
    assert.match(secretHint("'abc'", null, english)?.text ?? '', /quotes/);
  });

  it('names the prefix that is missing', () => {
    assert.equal(
      hint('sk_live_1', 'text', 'whsec_'),
      'The signing secrets of Acme usually begin with whsec_.',
    );
  });

  it('names the character that is none of the encoding, and a length that cannot be', () => {
    assert.match(hint('00fg', 'hex') ?? '', /character 4/);
    assert.match(hint('00f', 'hex') ?? '', /3 hex digits are an odd number/);
    assert.match(hint('ab*d', 'base64') ?? '', /character 3/);
    assert.match(hint('ab=d', 'base64') ?? '', /character 3/);
    assert.match(hint('abcde', 'base64') ?? '', /5 base64 characters/);
    assert.match(hint('whsec_abcde', 'base64', 'whsec_') ?? '', /5 base64 characters/);
    assert.match(hint('ab-_', 'base64') ?? '', /URL-safe/);
  });

  it('knows the form of a key', () => {
    assert.match(hint('MIIB', 'pem') ?? '', /-----BEGIN/);
    assert.match(hint('-----BEGIN PUBLIC KEY-----MIIB', 'pem') ?? '', /no last one/);
    assert.match(hint(pem.replaceAll('PUBLIC', 'PRIVATE'), 'pem') ?? '', /private key/);
    assert.match(hint('x', 'jwk') ?? '', /not JSON/);
    assert.match(hint('[]', 'jwk') ?? '', /kty/);
    assert.match(hint(pem, 'base64') ?? '', /only what stands between/);
    assert.match(hint('user', 'userPassword') ?? '', /colon/);
  });

  it('is a note and no warning where the secret is understood', () => {
    const written = pem.trim().replaceAll('\n', String.raw`\n`);
    const form = { encoding: 'pem', prefix: '' } as const;
    assert.equal(secretHint(written, { provider: 'Acme', form }, english)?.isWarning, false);
    assert.equal(secretHint('x', { provider: 'Acme', form }, english)?.isWarning, true);
  });
});

describe('A key in PEM armour', () => {
  const key = createPublicKey(pem).export({ type: 'spki', format: 'der' });
  const ways: Readonly<Record<string, string>> = {
    spaces: pem.replaceAll('\n', ' '),
    nothing: pem.replaceAll('\n', ''),
    'both, as Windows writes them': pem.replaceAll('\n', '  '),
    'an escape': pem.replaceAll('\n', String.raw`\n`),
    'a longer escape': pem.replaceAll('\n', String.raw`\r\n`),
  };

  for (const [way, written] of Object.entries(ways)) {
    it(`gets its line ends back where there is ${way} in their place`, () => {
      const restored = restorePem(written);
      assert.equal(restored, pem);
      assert.deepEqual(createPublicKey(restored).export({ type: 'spki', format: 'der' }), key);
    });
  }

  it('stays as it is where it has them, as any other secret does', () => {
    for (const text of [pem, pem.replaceAll('\n', '\r\n'), 'a b', '-----BEGIN', '']) {
      assert.equal(restorePem(text), text);
    }
  });

  it('may be one of a chain', () => {
    const chain = pem + pem;
    assert.equal(restorePem(chain.replaceAll('\n', ' ')), chain);
  });
});
