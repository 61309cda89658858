import assert from 'node:assert/strict';
import type { Scheme, TokenRule } from '../../../../src/engine/signature/scheme.ts';
import { schemeById } from '../../../../src/engine/signature/schemes/table.ts';
import { hold, prepare } from './holding.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function schemeOf(rule: Omit<TokenRule, 'kind'>): Scheme {
  const verify = { kind: 'token', ...rule } as const;
  return { id: 'acme', name: 'Acme', docs: '', secretFormat: '', verify, detect: [], title: [] };
}

function said(
  rule: Omit<TokenRule, 'kind'>,
  rawHeaders: readonly string[],
  ...secrets: readonly string[]
): string {
  const { verdict, reason } = hold({ rawHeaders }, prepare(schemeOf(rule), ...secrets));
  return `${verdict}: ${reason.code}`;
}

const inHeader = { from: { header: 'X-Token' } };
const bearer = { from: { header: 'Authorization' }, auth: 'Bearer' } as const;
const basic = { from: { header: 'Authorization' }, auth: 'Basic' } as const;

describe('a token', () => {
  it('is authenticated where it is the secret, and covers nothing', () => {
    const gitlab = schemeById('gitlab-token');
    assert.ok(gitlab);
    assert.deepEqual(hold({ rawHeaders: ['x-gitlab-token', 't0k3n'] }, prepare(gitlab, 'other', 't0k3n')), {
      verdict: 'authenticated',
      reason: {
        code: 'matches',
        place: { header: 'X-Gitlab-Token' },
        proof: 'token',
        algorithm: '',
        secretLabel: 'Secret 2',
        coverage: { kind: 'nothing' },
      },
    });
  });

  const wrong: readonly [name: string, values: readonly string[], said: string][] = [
    ['another token', ['other'], 'invalid: mismatch'],
    ['one that begins with it', ['t0k3n1'], 'invalid: mismatch'],
    ['its beginning', ['t0k3'], 'invalid: mismatch'],
    ['it in capitals', ['T0K3N'], 'invalid: mismatch'],
    ['it with Bearer in front', ['Bearer t0k3n'], 'invalid: mismatch'],
    ['no header', [], 'missing: absent'],
    ['an empty header', [''], 'malformed: emptySignature'],
    ['it twice', ['t0k3n', 't0k3n'], 'malformed: severalHeaders'],
    ['it and another', ['t0k3n', 'other'], 'malformed: severalHeaders'],
    ['a megabyte', ['x'.repeat(1_000_000)], 'invalid: mismatch'],
  ];
  for (const [name, values, expected] of wrong) {
    it(`is ${expected.split(':')[0] ?? ''} where the header has ${name}`, () => {
      const rawHeaders = values.flatMap((value) => ['X-Token', value]);
      assert.equal(said(inHeader, rawHeaders, 't0k3n'), expected);
    });
  }

  it('says what is missing or malformed before it asks for a secret', () => {
    assert.equal(said(inHeader, []), 'missing: absent');
    assert.equal(said(bearer, ['Authorization', 'Basic x']), 'malformed: wrongForm');
    assert.equal(said(inHeader, ['X-Token', 'x']), 'noSecret: noSecret');
  });

  it('compares bytes, so that letters beyond ASCII are what the sender sent', () => {
    const onTheWire = Buffer.from('pässwörd').toString('latin1');
    assert.equal(said(inHeader, ['X-Token', onTheWire], 'pässwörd'), 'authenticated: matches');
    assert.equal(said(inHeader, ['X-Token', 'pässwörd'], 'pässwörd'), 'invalid: mismatch');
  });

  it('may stand in the query or the body, decoded', () => {
    const secret = 'pässwörd /1';
    const inQuery = prepare(schemeOf({ from: { query: 'token' } }), secret);
    assert.equal(hold({ target: '/?token=p%C3%A4ssw%C3%B6rd+/1' }, inQuery).verdict, 'authenticated');
    assert.equal(hold({ target: '/?token=p%E4ssw%F6rd+/1' }, inQuery).verdict, 'invalid');
    const inBody = prepare(schemeOf({ from: { json: 'auth.token' } }), secret);
    const body = Buffer.from(JSON.stringify({ auth: { token: secret } }));
    assert.equal(hold({ body }, inBody).verdict, 'authenticated');
    assert.equal(hold({ body: Buffer.from('{"auth":{"token":null}}') }, inBody).verdict, 'missing');
  });

  it('is not another character with the same last byte', () => {
    // U+0173 ends in 0x73, which is an s.
    const inQuery = prepare(schemeOf({ from: { query: 'token' } }), 's3cret');
    assert.equal(hold({ target: '/?token=%C5%B33cret' }, inQuery).verdict, 'invalid');
  });

  it('is the first of its name in the query', () => {
    const inQuery = prepare(schemeOf({ from: { query: 'token' } }), 't0k3n');
    assert.equal(hold({ target: '/?token=t0k3n&token=other' }, inQuery).verdict, 'authenticated');
    assert.equal(hold({ target: '/?token=other&token=t0k3n' }, inQuery).verdict, 'invalid');
  });
});

describe('Authorization', () => {
  const bearers: readonly [value: string, said: string][] = [
    ['Bearer t0k3n', 'authenticated: matches'],
    ['bearer t0k3n', 'authenticated: matches'],
    ['Bearer   t0k3n', 'authenticated: matches'],
    ['Bearer \tt0k3n', 'authenticated: matches'],
    ['Bearer t0k3n\u00a0', 'invalid: mismatch'],
    ['Bearer T0K3N', 'invalid: mismatch'],
    ['Bearer t0k3n, Bearer x', 'invalid: mismatch'],
    ['Bearer', 'malformed: wrongForm'],
    ['Bearer ', 'malformed: wrongForm'],
    ['t0k3n', 'malformed: wrongForm'],
    ['Token t0k3n', 'malformed: wrongForm'],
    [`Basic ${base64('t0k3n')}`, 'malformed: wrongForm'],
  ];
  for (const [value, expected] of bearers) {
    it(`with ${JSON.stringify(value)} is ${expected} as Bearer`, () => {
      assert.equal(said(bearer, ['Authorization', value], 't0k3n'), expected);
    });
  }

  const basics: readonly [value: string, said: string][] = [
    [`Basic ${base64('user:päss:word')}`, 'authenticated: matches'],
    [`BASIC ${base64('user:päss:word')}`, 'authenticated: matches'],
    [`Basic ${base64('user:other')}`, 'invalid: mismatch'],
    [`Basic ${base64('User:päss:word')}`, 'invalid: mismatch'],
    ['Basic user:päss:word', 'malformed: wrongForm'],
    [`Basic ${base64('user:päss:word').slice(0, -1)}`, 'malformed: wrongForm'],
    [`Basic ${base64('user:päss:word')} x`, 'malformed: wrongForm'],
    [`Basic ${base64('user:päss:word').slice(0, -2)}/=`, 'malformed: wrongForm'],
    ['Basic =', 'malformed: wrongForm'],
    ['Basic', 'malformed: wrongForm'],
    [`Bearer ${base64('user:päss:word')}`, 'malformed: wrongForm'],
  ];
  for (const [value, expected] of basics) {
    it(`with ${JSON.stringify(value)} is ${expected} as Basic`, () => {
      assert.equal(said(basic, ['Authorization', value], 'user:päss:word'), expected);
    });
  }
});
