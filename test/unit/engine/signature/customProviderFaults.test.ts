import assert from 'node:assert/strict';
import { readCustomProvider } from '../../../../src/engine/signature/customProvider.ts';
import { acme, header, problemsOf, rowOf, signature } from './customRows.ts';

describe('a faulty row of customProviders', () => {
  const faults: readonly [name: string, row: unknown, expected: readonly string[]][] = [
    ['no object', 'acme', [': wrongType']],
    ['null', null, [': wrongType']],
    ['a list', [acme], [': wrongType']],
    ['an empty object', {}, ['id: missing', 'name: missing', 'verify: missing']],
    ['an id with capitals', { ...acme, id: 'Acme' }, ['id: wrongType']],
    ['an empty name', { ...acme, name: '' }, ['name: wrongType']],
    ['a verify that is a text', rowOf('hmac'), ['verify: wrongType']],
    ['a verify that is a list', rowOf([signature]), ['verify: wrongType']],
    ['no kind', rowOf({}), ['verify.kind: missing']],
    ['a builtin', rowOf({ kind: 'builtin', builtin: 'aws-sns' }), ['verify.kind: notOneOf']],
    ['an unknown field', { ...acme, secret: 'x' }, ['secret: unknownField']],
    ['an unknown field of none', rowOf({ kind: 'none', from: header }), ['verify.from: unknownField']],
    [
      'an unknown field of a place',
      rowOf({ ...signature, signature: [{ ...header, json: 'a' }] }),
      ['verify.signature.0: wrongType'],
    ],
    ['no algorithm', rowOf({ ...signature, algorithm: undefined }), ['verify.algorithm: missing']],
    ['an unknown algorithm', rowOf({ ...signature, algorithm: 'sha3' }), ['verify.algorithm: notOneOf']],
    ['an unknown encoding', rowOf({ ...signature, encoding: 'HEX' }), ['verify.encoding: notOneOf']],
    ['no place', rowOf({ ...signature, signature: [] }), ['verify.signature: wrongType']],
    [
      'a place without a name',
      rowOf({ ...signature, signature: { header: '' } }),
      ['verify.signature.header: wrongType'],
    ],
    [
      'a signature in an item of itself',
      rowOf({ ...signature, signature: [header, { field: 'v1' }] }),
      ['verify.signature.1: wrongType'],
    ],
    [
      'a wrong unit in the second level',
      rowOf({ ...signature, timestamp: { from: header, unit: 'minutes' } }),
      ['verify.timestamp.unit: notOneOf'],
    ],
    [
      'a negative tolerance',
      rowOf({ ...signature, timestamp: { from: header, unit: 's', tolerance: -1, future: false } }),
      ['verify.timestamp.tolerance: wrongType', 'verify.timestamp.future: wrongType'],
    ],
    [
      'a key that is only a prefix',
      rowOf({ ...signature, key: { prefix: 'whsec_' } }),
      ['verify.key.encoding: missing'],
    ],
    [
      'a shared key in PEM',
      rowOf({ ...signature, key: { encoding: 'pem' } }),
      ['verify.key.encoding: notOneOf'],
    ],
    ['no public key', rowOf({ ...signature, algorithm: 'ed25519' }), ['verify.key: missing']],
    [
      'a raw key that is not of its algorithm',
      rowOf({ ...signature, algorithm: 'rsa-sha256', key: { encoding: 'ed25519-hex' } }),
      ['verify.key.encoding: notOneOf'],
    ],
    [
      'a JWT with a shared key in JWK',
      rowOf({ kind: 'jwt', header: 'X', algorithm: 'HS256', key: { encoding: 'jwk' } }),
      ['verify.key.encoding: notOneOf'],
    ],
    [
      'a JWT of ES256 without a key',
      rowOf({ kind: 'jwt', header: 'X', algorithm: 'ES256' }),
      ['verify.key: missing'],
    ],
    [
      'a JWT of any algorithm',
      rowOf({ kind: 'jwt', header: 'X', algorithm: 'none' }),
      ['verify.algorithm: notOneOf'],
    ],
    [
      'a claim that is no text',
      rowOf({ kind: 'jwt', header: 'X', algorithm: 'HS256', claims: { iss: 1 } }),
      ['verify.claims.iss: wrongType'],
    ],
    ['a token in an item', rowOf({ kind: 'token', from: { field: 't' } }), ['verify.from: wrongType']],
    [
      'another scheme than two',
      rowOf({ kind: 'token', from: header, auth: 'Digest' }),
      ['verify.auth: notOneOf'],
    ],
    ['an unknown placeholder', rowOf({ ...signature, content: '{bodies}' }), ['verify.content: badTemplate']],
    ['an open brace', rowOf({ ...signature, content: 'v0:{body' }), ['verify.content: badTemplate']],
    ['an open bracket', rowOf({ ...signature, content: '[{body}' }), ['verify.content: badTemplate']],
    ['an empty content', rowOf({ ...signature, content: '' }), ['verify.content: wrongType']],
    [
      'a time that nothing says',
      rowOf({ ...signature, content: '{timestamp}.{body}' }),
      ['verify.timestamp: missing'],
    ],
    [
      'a list that nothing says',
      rowOf({ ...signature, content: '{listed}{body}' }),
      ['verify.listed: missing'],
    ],
    [
      'items that are not parsed',
      rowOf({ ...signature, content: '{field:h}{body}' }),
      ['verify.parse: missing'],
    ],
    [
      'a time in an item that is not parsed',
      rowOf({ ...signature, timestamp: { from: { field: 't' }, unit: 's' } }),
      ['verify.parse: missing'],
    ],
    [
      'a hash that anyone can make',
      rowOf({ ...signature, algorithm: 'sha256' }),
      ['verify.content: badTemplate'],
    ],
    ['a rule that every request fits', { ...acme, detect: [{ pass: 'vendor' }] }, ['detect.0: wrongType']],
    ['a rule of absences alone', { ...acme, detect: { without: ['X-A'] } }, ['detect: wrongType']],
    [
      'a pass that there is not',
      { ...acme, detect: { headers: ['X-A'], pass: 'first' } },
      ['detect.pass: notOneOf'],
    ],
    [
      'a header that is no text',
      { ...acme, detect: { headers: ['X-A', 2] } },
      ['detect.headers.1: wrongType'],
    ],
    ['starts that are a list', { ...acme, detect: { starts: ['a'] } }, ['detect.starts: wrongType']],
    ['a title that is no text', { ...acme, title: ['{event}', 5] }, ['title.1: wrongType']],
    ['an attempt that is no place', { ...acme, attempt: 'X-Attempt' }, ['attempt: wrongType']],
  ];
  for (const [name, row, expected] of faults) {
    it(`says which field is wrong of ${name}`, () => {
      assert.deepEqual(problemsOf(row), expected);
    });
  }

  it('says what may stand there instead', () => {
    const result = readCustomProvider(rowOf({ ...signature, encoding: 'HEX' }), 3, new Set());
    assert.deepEqual(result, [
      {
        index: 3,
        field: 'verify.encoding',
        problem: { code: 'notOneOf', allowed: ['hex', 'hex-upper', 'base64', 'base64url'] },
      },
    ]);
  });
});
