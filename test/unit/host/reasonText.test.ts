import assert from 'node:assert/strict';
import type { Reason, Refusal } from '../../../src/protocol/event.ts';
import { describeReason } from '../../../src/host/reasonText.ts';
import { english } from './fakes.ts';

const header = 'SB-Signature';
const refusalCodes: readonly Refusal['code'][] = [
  'tls',
  'http2',
  'malformed',
  'headersTooLarge',
  'timeout',
  'bodyTooLarge',
  'connect',
  'notHttp',
  'expectation',
];

const examples: { readonly [C in Reason['code']]: Extract<Reason, { readonly code: C }> } = {
  matches: {
    code: 'matches',
    header,
    algorithm: 'HMAC-SHA256',
    secretLabel: 'Secret 1',
    coverage: { kind: 'body', bytes: 391 },
  },
  mismatch: {
    code: 'mismatch',
    header,
    digestCharacters: 64,
    encoding: 'hex',
    secretLabels: ['Secret 1'],
  },
  cutOff: { code: 'cutOff', received: 10, declared: 391 },
  missingHeader: { code: 'missingHeader', header, provider: 'SimpleBackups' },
  emptySignature: { code: 'emptySignature', header },
  severalHeaders: { code: 'severalHeaders', header, count: 2 },
  wrongLength: { code: 'wrongLength', header, encoding: 'hex', expected: 64, actual: 40 },
  wrongCharacter: { code: 'wrongCharacter', header, encoding: 'hex', position: 4, uppercaseHex: false },
  wrongForm: { code: 'wrongForm', header, expectedForm: 'v1=<hex>' },
  noSecret: { code: 'noSecret', header, provider: 'SimpleBackups' },
  unsigned: { code: 'unsigned' },
  refused: { code: 'refused', refusal: { code: 'tls', detail: '' } },
};

const reasonOf = (reason: Reason): string => describeReason(reason, english).reason;

describe('A reason in words', () => {
  for (const [code, example] of Object.entries(examples)) {
    it(`is a sentence for ${code}, with what to do about it`, () => {
      const { reason, advice } = describeReason(example, english);
      assert.match(reason, /^\S.*[.]$/);
      assert.doesNotMatch(reason + advice, /\{\d\}|undefined/);
      assert.equal(advice === '', code === 'matches');
    });
  }

  for (const code of refusalCodes) {
    it(`is a sentence for the refusal ${code}`, () => {
      const refusal = { code, detail: 'Parse Error', limit: 65_536 };
      const { reason, advice } = describeReason({ code: 'refused', refusal }, english);
      assert.match(reason, /[.]$/);
      assert.match(advice, /[.]$/);
      assert.doesNotMatch(reason + advice, /\{\d\}|undefined/);
    });
  }

  it('says what a valid signature covers', () => {
    assert.equal(
      reasonOf(examples.matches),
      'SB-Signature is the HMAC-SHA256 of all 391 body bytes with the secret “Secret 1”.',
    );
    const coverage = { kind: 'partial', parts: '{header:X-Token}' } as const;
    assert.match(reasonOf({ ...examples.matches, coverage }), /not the body/);
    assert.match(reasonOf({ ...examples.matches, coverage: { kind: 'body', bytes: 0 } }), /empty body/);
  });

  it('says what a mismatch was held against', () => {
    assert.equal(
      reasonOf(examples.mismatch),
      'The signature is 64 hex digits but does not match this body with the saved secret “Secret 1”.',
    );
    const secretLabels = ['Secret 1', 'Secret 2'];
    assert.match(
      reasonOf({ ...examples.mismatch, secretLabels }),
      /any of the saved secrets “Secret 1”, “Secret 2”/,
    );
  });

  it('names the sender’s mistake on the TLS port', () => {
    assert.deepEqual(describeReason(examples.refused, english), {
      reason: 'The sender speaks HTTPS to an HTTP port.',
      advice: 'Use http:// in the URL, or put a TLS proxy before the listener.',
    });
  });

  it('tells a short signature from a long one, and upper case from rubbish', () => {
    const { advice } = describeReason({ ...examples.wrongLength, actual: 71 }, english);
    assert.match(advice, /added/);
    assert.match(reasonOf({ ...examples.wrongCharacter, uppercaseHex: true }), /upper-case/);
    assert.match(reasonOf(examples.wrongCharacter), /^Character 5 /);
  });

  it('shows a detail of the sender on one line', () => {
    const refusal = { code: 'expectation', detail: 'a\r\nb\u202e' } as const;
    assert.match(reasonOf({ code: 'refused', refusal }), /a\\r\\nb\\u202e/);
  });
});
