import assert from 'node:assert/strict';
import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { findFormula, type Deadline } from '../../../../src/engine/formula/findFormula.ts';
import { readCustomProvider } from '../../../../src/engine/signature/customProvider.ts';
import { prepareScheme } from '../../../../src/engine/signature/preparedScheme.ts';
import { Case, verifyRequest } from '../../../../src/engine/verification/verifyRequest.ts';
import { customRow, emptyDraft, withFormula } from '../../../../src/host/customProvider/customProviderRow.ts';
import type { Formula, FormulaSearch } from '../../../../src/protocol/formula.ts';
import { capturedRequest } from '../store/events.ts';

const secret = 'wobble-secret-81f4';
const body = '{"hello":"world"}';
const header = 'X-Wobble-Signature';
const time = '1790000000';
const id = 'evt_7f3a';
const endless: Deadline = { isOver: false };

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly secret?: string;
  readonly method?: string;
  readonly target?: string;
}

function caseOf({ headers, body: own = body, method = 'POST', target = '/hooks?a=1' }: Sent): Case {
  const rawHeaders = ['Host', 'localhost:6464', ...Object.entries(headers).flat()];
  return new Case(capturedRequest({ method, target, rawHeaders, body: Buffer.from(own) }), undefined);
}

const run = (sent: Sent, deadline = endless): FormulaSearch =>
  findFormula(caseOf(sent), header, sent.secret ?? secret, deadline);

/** What a provider that signs so would say of the request. */
function verdictOf(sent: Sent, formula: Formula): string {
  const row = customRow(withFormula({ ...emptyDraft, header }, formula), 'wobble', 'Wobble');
  const scheme = readCustomProvider(row, 0, new Set());
  assert.ok('id' in scheme, JSON.stringify(scheme));
  const prepared = prepareScheme(scheme, [{ label: 'Secret 1', value: sent.secret ?? secret }]);
  return verifyRequest(caseOf(sent), prepared, false).verdict;
}

type Hash = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';
type Encoding = 'hex' | 'base64' | 'base64url';

const mac = (text: string, hash: Hash, encoding: Encoding = 'hex', key: string | Buffer = secret): string =>
  createHmac(hash, key).update(text).digest(encoding);

const timed = { 'X-Wobble-Timestamp': time };
const named = { 'X-Wobble-Delivery': id };
const ts = '{timestamp}';

/** As the name says: what is signed and how, then the request and what is to be found. */
const formulas: readonly (readonly [name: string, sent: Sent, found: string])[] = [
  [
    'HMAC-SHA512 in hex behind a prefix, joined by a bar',
    { headers: { ...timed, [header]: `sha512=${mac(`${time}|${body}`, 'sha512')}` } },
    `hmac-sha512 hex utf8 ${ts}|{body}`,
  ],
  ['the body alone', { headers: { [header]: mac(body, 'sha256') } }, 'hmac-sha256 hex utf8 {body}'],
  [
    'the body first, in upper case',
    { headers: { ...timed, [header]: mac(`${body}:${time}`, 'sha1').toUpperCase() } },
    `hmac-sha1 hex-upper utf8 {body}:${ts}`,
  ],
  [
    'id, time and body, with a key in Base64 behind a prefix',
    {
      headers: {
        ...timed,
        ...named,
        [header]: `v1,${mac(`${id}.${time}.${body}`, 'sha256', 'base64', Buffer.from('0123456789abcdef'))}`,
      },
      secret: `whsec_${Buffer.from('0123456789abcdef').toString('base64')}`,
    },
    `hmac-sha256 base64 whsec_base64 {header:X-Wobble-Delivery}.${ts}.{body}`,
  ],
  [
    'a key in hex, and an underscore',
    {
      headers: {
        ...named,
        [header]: mac(`${body}_${id}`, 'sha256', 'base64url', Buffer.from('c0ffee11', 'hex')),
      },
      secret: 'c0ffee11',
    },
    'hmac-sha256 base64url hex {body}_{header:X-Wobble-Delivery}',
  ],
  [
    'method, path, time and body in lines',
    { headers: { ...timed, [header]: mac(`POST\n/hooks?a=1\n${time}\n${body}`, 'sha256') } },
    `hmac-sha256 hex utf8 {method}\n{path}\n${ts}\n{body}`,
  ],
  [
    'lines that all end',
    { headers: { ...timed, ...named, [header]: mac(`${time}\n${id}\n${body}\n`, 'sha256', 'base64') } },
    `hmac-sha256 base64 utf8 ${ts}\n{header:X-Wobble-Delivery}\n{body}\n`,
  ],
  [
    'the URL in front of the body',
    { headers: { [header]: mac(`http://localhost:6464/hooks?a=1${body}`, 'sha1', 'base64') } },
    'hmac-sha1 base64 utf8 {url}{body}',
  ],
  [
    'a version, and the time of the signature itself',
    { headers: { [header]: `t=${time},v0=${mac(`v0:${time}:${body}`, 'sha256')}` } },
    `hmac-sha256 hex utf8 v0:${ts}:{body}`,
  ],
  [
    'a nonce of the signature itself',
    { headers: { [header]: `n=ab12,s=${mac(`ab12-${body}`, 'sha384')}` } },
    'hmac-sha384 hex utf8 {field:n}-{body}',
  ],
  [
    'another separator between each',
    { headers: { ...timed, [header]: mac(`POST /hooks?a=1\n${body}`, 'sha256') } },
    'hmac-sha256 hex utf8 {method} {path}\n{body}',
  ],
  ['an HMAC-MD5', { headers: { [header]: mac(body, 'md5') } }, 'hmac-md5 hex utf8 {body}'],
  [
    'a plain hash with the secret in it',
    {
      headers: { ...timed, [header]: createHash('sha512').update(`${time}${secret}${body}`).digest('hex') },
    },
    `sha512 hex utf8 ${ts}{secret}{body}`,
  ],
  [
    'another header',
    { headers: { 'X-Wobble-Topic': 'order.paid', [header]: mac(`order.paid,${body}`, 'sha256') } },
    'hmac-sha256 hex utf8 {header:X-Wobble-Topic},{body}',
  ],
];

function textOf({ algorithm, encoding, key, content }: Formula): string {
  return `${algorithm} ${encoding} ${key.prefix ?? ''}${key.encoding} ${content}`;
}

describe('the search for how an event is signed', () => {
  for (const [name, sent, expected] of formulas) {
    it(`finds ${name}, and the event is valid by it`, () => {
      const { found } = run(sent);
      assert.deepEqual(found.map(textOf), [expected]);
      assert.equal(found[0] === undefined ? '' : verdictOf(sent, found[0]), 'valid');
    });

    it(`finds nothing with another secret: ${name}`, () => {
      const { found, tried, isCutShort } = run({ ...sent, secret: 'another-secret' });
      assert.deepEqual([found, isCutShort], [[], false]);
      assert.ok(tried > 100, String(tried));
    });

    it(`finds nothing where a byte of the body is another: ${name}`, () => {
      assert.deepEqual(run({ ...sent, body: `${body} ` }).found, []);
    });
  }

  it('finds what a public key verifies, by the algorithm of the key', () => {
    const pairs = [
      ['ed25519', null, generateKeyPairSync('ed25519')],
      ['rsa-sha256', 'sha256', generateKeyPairSync('rsa', { modulusLength: 2048 })],
      ['ecdsa-p256-sha256', 'sha256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ] as const;
    for (const [algorithm, hash, { publicKey, privateKey }] of pairs) {
      const signature = sign(hash, Buffer.from(`${time}${body}`), privateKey).toString('hex');
      const sent = {
        headers: { ...timed, [header]: signature },
        secret: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
      };
      assert.deepEqual(run(sent).found.map(textOf), [`${algorithm} hex pem ${ts}{body}`]);
    }
  });

  it('says all that the event does not tell apart', () => {
    const twice = { ...timed, 'X-Sent-At': time, [header]: mac(`${time}.${body}`, 'sha256') };
    assert.deepEqual(
      run({ headers: twice }).found.map(({ timestamp }) => timestamp?.from),
      [{ header: 'X-Wobble-Timestamp' }, { header: 'X-Sent-At' }],
    );
    const bodiless = run({ headers: { ...timed, [header]: mac(time, 'sha256') }, body: '' });
    const contents = bodiless.found.map(({ content }) => content);
    assert.ok(
      [`${ts}{body}`, `{body}${ts}`, ts].every((one) => contents.includes(one)),
      contents.join(' '),
    );
  });

  it('says both spellings of a digest that is written alike in them', () => {
    const plain = Array.from({ length: 500 }, (_, at) => `{"n":${at}}`).find(
      (one) => !/[+/]/.test(mac(one, 'sha384', 'base64')),
    );
    assert.ok(plain !== undefined);
    const sent = { headers: { [header]: mac(plain, 'sha384', 'base64') }, body: plain };
    assert.deepEqual(
      run(sent).found.map(({ encoding }) => encoding),
      ['base64', 'base64url'],
    );
  });

  it('is found in a form that holds the signature in a field, of what stands in other fields', () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const fields = {
      recipient: 'a@b.c',
      timestamp: time,
      token: 'f00d',
      signature: mac(`${time}f00d`, 'sha256'),
    };
    const sent = { headers: form, body: new URLSearchParams(fields).toString() };
    const { found } = findFormula(caseOf(sent), 'form:signature', secret, endless);
    const [formula] = found;
    assert.equal(formula?.content, '{timestamp}{form:token}');
    assert.deepEqual(formula.timestamp, { from: { form: 'timestamp' }, unit: 's' });
    const row = customRow(withFormula({ ...emptyDraft, header: 'form:signature' }, formula), 'w', 'W');
    const scheme = readCustomProvider(row, 0, new Set());
    assert.ok('id' in scheme, JSON.stringify(scheme));
    const prepared = prepareScheme(scheme, [{ label: 'Secret 1', value: secret }]);
    assert.equal(verifyRequest(caseOf(sent), prepared, false).verdict, 'valid');
  });

  it('takes the signature of nothing for no formula, and says that it is one', () => {
    const { found, isOfNothing } = run({ headers: { [header]: mac('', 'sha256') }, body: '' });
    assert.deepEqual([found, isOfNothing], [[], true]);
    assert.equal(run({ headers: { [header]: mac('x', 'sha256') }, body: '' }).isOfNothing, false);
  });

  it('tries nothing where there is no digest, or nobody knows which header counts', () => {
    for (const value of ['', 'hello', 'sha256=', 'ab'.repeat(31), 'aB'.repeat(32)]) {
      const { found, tried } = run({ headers: { [header]: value } });
      assert.deepEqual([found, tried], [[], 0], value);
    }
    assert.equal(run({ headers: {} }).tried, 0);
    const digest = mac(body, 'sha256');
    assert.equal(run({ headers: { [header]: digest, [header.toLowerCase()]: digest } }).tried, 0);
  });

  it('ends when the time is over, and says so', () => {
    let left = 500;
    const deadline = {
      get isOver(): boolean {
        left -= 1;
        return left < 0;
      },
    };
    const { found, tried, isCutShort } = run({ headers: { [header]: 'ab'.repeat(32) } }, deadline);
    assert.deepEqual([found, tried, isCutShort], [[], 500, true]);
  });

  it('ends where a request has more to combine than can be tried', () => {
    const headers = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [
        `X-Part-${at}${at % 2 === 0 ? '-Id' : ''}`,
        at % 3 === 0 ? String(1_790_000_000 + at) : `value-${at}`,
      ]),
    );
    const { found, tried } = run({
      headers: { ...headers, [header]: `v1=${'ab'.repeat(64)}` },
      secret: 'a_0a',
    });
    assert.deepEqual(found, []);
    assert.ok(tried <= 150_000, String(tried));
  });
});
