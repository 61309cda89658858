import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { oddDigestsOf } from '../../../../src/engine/diagnosis/oddDigests.ts';
import { diagnosed, hmac, original, saved, secret, signedWith, type Patient } from './patients.ts';

/** A digest with bytes under 16, the first among them, over a body that is looked for. */
function digestWith(test: (digest: Buffer) => boolean): { readonly body: string; readonly digest: Buffer } {
  for (let count = 0; count < 100_000; count += 1) {
    const body = JSON.stringify({ count });
    const digest = hmac(body);
    if (test(digest)) {
      return { body, digest };
    }
  }
  return assert.fail('no body has such a digest');
}

const right = hmac(original);
const hex = right.toString('hex');
const seen = (signature: string, change: Patient = {}): unknown[] => {
  const { level, causes } = diagnosed(signedWith(signature, change));
  return [level, ...causes.map(({ id, detail }) => [id, detail])];
};
const flipped = (digit: string): string => (digit === '0' ? '1' : '0');

describe('a digest whose spelling has a fault', () => {
  it('lacks the zeros of bytes under 16', () => {
    const { body, digest } = digestWith((made) => made.filter((byte) => byte < 16).length === 4);
    const text = Array.from(digest, (byte) => byte.toString(16)).join('');
    assert.deepEqual(seen(text, { body }), ['proven', ['encoding-hex', { as: 'unpadded' }]]);
  });

  it('lacks the zeros in front, as a number does', () => {
    const { body, digest } = digestWith(([first = 1, second = 0]) => first === 0 && second > 15);
    const text = digest.toString('hex').replace(/^0+/, '');
    assert.deepEqual(seen(text, { body }), ['proven', ['encoding-hex', { as: 'unpadded' }]]);
  });

  it('has the line end of a form behind it', () => {
    for (const end of ['%0A', '%0d%0a', '%20']) {
      assert.deepEqual(seen(`${hex}${end}`), ['proven', ['header-whitespace', {}]], end);
    }
  });

  it('is of signed bytes', () => {
    const text = Array.from(new Int8Array(right), (byte) =>
      (byte < 0 ? 0x1_0000_0000 + byte : byte).toString(16),
    );
    assert.deepEqual(seen(text.join('')), ['proven', ['encoding-hex', { as: 'signed' }]]);
  });

  it('is of decimal numbers', () => {
    for (const text of [`[${[...right].join(' ')}]`, `[${new Int8Array(right).join(', ')}]`]) {
      assert.deepEqual(seen(text), ['proven', ['encoding-hex', { as: 'decimal' }]]);
    }
  });

  it('has one character that is another, one too many or one too few', () => {
    const [digit = '', before, behind] = [hex[20], hex.slice(0, 20), hex.slice(21)];
    const altered = (text: string, received: string, signed: string): void => {
      assert.deepEqual(seen(text), ['proven', ['header-altered', { position: '21', received, signed }]]);
    };
    altered(before + flipped(digit) + behind, flipped(digit), digit);
    assert.equal(seen(before + behind)[0], 'proven');
    assert.equal(seen(`${before}${flipped(digit)}${digit}${behind}`)[0], 'proven');
    assert.deepEqual(seen(hex.slice(1)).slice(0, 1), ['proven']);
    const two = before + flipped(digit) + behind.slice(0, -1) + flipped(behind.slice(-1));
    assert.notEqual(seen(two)[0], 'proven');
  });

  it('has one capital that is another, where its scheme writes capitals', () => {
    const digits = hex.toUpperCase();
    const [signed = '', received] = [digits[20], flipped(digits.charAt(20))];
    const text = digits.slice(0, 20) + received + digits.slice(21);
    const [odd] = oddDigestsOf([{ text, causes: [] }], { encoding: 'hex-upper', size: right.length });
    assert.deepEqual(odd?.match(right)?.detail, { position: '21', received, signed });
  });

  it('is found in Base64, too, and behind a prefix', () => {
    const base64 = right.toString('base64');
    const at = base64[9] === 'A' ? 'B' : 'A';
    const ids = (provider: string, headers: readonly string[]): string =>
      diagnosed({ provider, headers, secrets: { [provider]: saved(secret) } })
        .causes.map(({ id }) => id)
        .join(' ');
    assert.equal(
      ids('shopify', ['X-Shopify-Hmac-Sha256', base64.slice(0, 9) + at + base64.slice(10)]),
      'header-altered',
    );
    assert.equal(
      ids('github', ['X-Hub-Signature-256', `sha256=${flipped(hex.slice(0, 1))}${hex.slice(1)}`]),
      'header-altered',
    );
  });

  it('stands behind what openssl prints, in any form of it, and is not called a list', () => {
    for (const line of [
      'SHA2-256(stdin)= ',
      '(stdin)= ',
      'HMAC-SHA256(body.json)= ',
      'HMAC-SHA2-256(stdin)= ',
    ]) {
      assert.deepEqual(seen(`${line}${hex}`), ['proven', ['header-prefix', { prefix: 'openssl' }]], line);
    }
    const [level, [id] = []] = seen(Buffer.from(`SHA2-256(stdin)= ${hex}\n`).toString('base64')) as [
      string,
      string[],
    ];
    assert.deepEqual([level, id], ['proven', 'encoding-twice']);
  });

  it('stands in JSON, in typographic quotes and beside what nobody sees', () => {
    const wire = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
    assert.deepEqual(seen(`{"signature":"${hex}"}`), ['proven', ['header-quoted', { as: 'JSON' }]]);
    assert.deepEqual(seen(wire(`\u201c${hex}\u201d`)), ['proven', ['header-quoted', {}]]);
    assert.deepEqual(seen(wire(`${hex}\u200b`)), ['proven', ['header-whitespace', {}]]);
    assert.deepEqual(seen(wire(`\u00a0${hex}`)), ['proven', ['header-whitespace', {}]]);
  });

  it('is printed as languages print bytes, in groups, or twice', () => {
    const escaped = Array.from(right, (byte) =>
      byte > 31 && byte < 127 && byte !== 92 && byte !== 34 && byte !== 39
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).padStart(2, '0')}`,
    ).join('');
    const ids = (text: string): unknown =>
      (seen(text).slice(1) as [string, unknown][]).map(([id]) => id).join(' ');
    assert.equal(ids(`b'${escaped}'`), 'encoding-hex');
    assert.equal(ids(`bytearray(b'${escaped}')`), 'encoding-hex');
    assert.equal(ids(JSON.stringify({ type: 'Buffer', data: [...right] })), 'encoding-hex');
    assert.equal(ids(hex.replace(/..(?=.)/g, '0x$&, ')), 'encoding-hex');
    assert.equal(ids(hex.replace(/.{8}(?=.)/g, '$&-')), 'encoding-hex');
    assert.equal(ids(hex + hex), 'header-duplicated');
    assert.equal(ids(`${hex}==`), 'encoding-padding');
    assert.equal(ids(`${hex}  -`), 'header-prefix');
    assert.equal(ids(`${hex} *stdin`), 'header-prefix');
    assert.equal(ids(`- ${hex}`), 'header-prefix');
  });

  it('is behind the body, as Go’s Sum(body) makes it', () => {
    const sum = Buffer.concat([Buffer.from(original), hmac('')]).toString('hex');
    assert.deepEqual(
      diagnosed(signedWith(sum)).causes.map(({ id }) => id),
      ['header-prefix', 'body-empty'],
    );
  });
});
