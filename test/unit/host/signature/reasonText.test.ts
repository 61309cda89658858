import assert from 'node:assert/strict';
import { describeReason } from '../../../../src/host/signature/reasonText.ts';
import { english } from '../fakes.ts';
import type { Place } from '../../../../src/protocol/signature.ts';
import type { Reason, Refusal } from '../../../../src/protocol/reason.ts';
import type { Explanation } from '../../../../src/host/signature/reasonWords.ts';

type Example<C extends Reason['code']> = Extract<Reason, { readonly code: C }>;

const place = { header: 'SB-Signature' };
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

const examples: { readonly [C in Reason['code']]: Example<C> } = {
  matches: {
    code: 'matches',
    place,
    proof: 'hmac',
    algorithm: 'HMAC-SHA256',
    secretLabel: 'Secret 1',
    coverage: { kind: 'body', bytes: 391 },
  },
  mismatch: {
    code: 'mismatch',
    place,
    proof: 'hmac',
    digestCharacters: 64,
    encoding: 'hex',
    secretLabels: ['Secret 1'],
  },
  expired: { code: 'expired', secretLabel: 'Secret 1', age: 840, tolerance: 300 },
  publicUrlMissing: {
    code: 'publicUrlMissing',
    place: { header: 'X-Twilio-Signature' },
    provider: 'Twilio',
    tried: 'http://127.0.0.1:6464/sms',
  },
  bodyHash: { code: 'bodyHash', place: { query: 'bodySHA256' }, algorithm: 'SHA-256' },
  wrongAlgorithm: { code: 'wrongAlgorithm', place, expected: 'ES256', actual: 'none' },
  wrongClaim: { code: 'wrongClaim', claim: 'iss', expected: 'acme', actual: 'other\n' },
  foreignCertificate: {
    code: 'foreignCertificate',
    place: { json: 'SigningCertURL' },
    actual: 'https://example.com/a.pem\n',
  },
  lacks: { code: 'lacks', place: { json: 'time' }, secretLabel: 'Secret 1' },
  cutOff: { code: 'cutOff', received: 10, declared: 391 },
  absent: { code: 'absent', place, provider: 'SimpleBackups' },
  emptySignature: { code: 'emptySignature', place },
  severalHeaders: { code: 'severalHeaders', header: 'SB-Signature', count: 2 },
  wrongLength: { code: 'wrongLength', place, encoding: 'hex', expected: 64, actual: 40 },
  wrongCharacter: { code: 'wrongCharacter', place, encoding: 'hex', position: 4, uppercaseHex: false },
  wrongForm: { code: 'wrongForm', place, expectedForm: 'v1=<hex>' },
  wrongTime: { code: 'wrongTime', place: { field: 't' }, unit: 's' },
  noSecret: { code: 'noSecret', place, provider: 'SimpleBackups' },
  unusableSecret: { code: 'unusableSecret', provider: 'Discord', secretLabels: ['Secret 1', 'Secret 2'] },
  unsigned: { code: 'unsigned', provider: 'WooCommerce' },
  unrecognised: { code: 'unrecognised' },
  handshake: {
    code: 'handshake',
    provider: 'Asana',
    result: 'answered',
    offersSecret: true,
    byHand: null,
  },
  refused: { code: 'refused', refusal: { code: 'tls', detail: '' } },
};

const textOf = (reason: Reason, signedContent = '{body}'): Explanation =>
  describeReason(reason, { t: english, signedContent });
const reasonOf = (reason: Reason, signedContent?: string): string => textOf(reason, signedContent).reason;

describe('A reason in words', () => {
  for (const [code, example] of Object.entries(examples)) {
    it(`is a sentence for ${code}, with what to do about it`, () => {
      const { reason, advice } = textOf(example);
      assert.match(reason, /^\S.*[.]$/);
      assert.doesNotMatch(reason + advice, /\{\d\}|undefined|[\n]/);
      assert.equal(advice === '', code === 'matches' || code === 'unrecognised');
    });
  }

  for (const code of refusalCodes) {
    it(`is a sentence for the refusal ${code}`, () => {
      const refusal = { code, detail: 'Parse Error', limit: 65_536 };
      const { reason, advice } = textOf({ code: 'refused', refusal });
      assert.match(reason, /[.]$/);
      assert.match(advice, /[.]$/);
      assert.doesNotMatch(reason + advice, /\{\d\}|undefined/);
    });
  }

  it('blames no proxy that blanks headers for an empty field of a body', () => {
    assert.match(textOf(examples.emptySignature).advice, /headers/);
    const field = { code: 'emptySignature', place: { form: 'signature' } } as const;
    assert.doesNotMatch(textOf(field).advice, /header/);
    const beside = { code: 'emptySignature', place: { header: 'svix-id' }, isBeside: true } as const;
    assert.doesNotMatch(textOf(beside).advice, /no secret/);
  });

  it('names the sender’s mistake on the TLS port', () => {
    assert.deepEqual(textOf(examples.refused), {
      reason: 'The sender speaks HTTPS to an HTTP port.',
      advice: 'Use http:// in the URL, or put a TLS proxy before the listener.',
    });
  });

  it('promises a check of what the secret is for alone', () => {
    assert.match(textOf(examples.noSecret).advice, /other stored events that it is for/);
  });

  it('tells a time that lies ahead and is let pass', () => {
    assert.equal(
      reasonOf({ ...examples.matches, ahead: 691_200 }),
      'SB-Signature is the HMAC-SHA256 of all 391 body bytes with the secret “Secret 1”. Its time is 8 days ahead of this machine’s clock, which alone does not make it invalid: one of the two clocks is probably wrong.',
    );
  });

  it('counts the characters of the signature, not of the header that has a prefix before it', () => {
    assert.equal(
      reasonOf(examples.wrongCharacter),
      'Character 5 of the signature in SB-Signature does not belong to hex.',
    );
    assert.equal(
      reasonOf(examples.wrongLength),
      'The signature in SB-Signature should be 64 hex digits; its length is 40.',
    );
  });

  it('does not say that a provider asked what others ask in the same way', () => {
    const { reason } = textOf({ ...examples.handshake, offersSecret: false });
    assert.match(reason, /^This is how Asana asks whether/);
  });

  it('tells a short signature from a long one, and upper case from rubbish', () => {
    assert.match(textOf({ ...examples.wrongLength, actual: 71 }).advice, /added/);
    assert.match(reasonOf({ ...examples.wrongCharacter, uppercaseHex: true }), /upper-case/);
    assert.match(reasonOf(examples.wrongCharacter), /^Character 5 /);
  });

  it('shows a detail of the sender on one line', () => {
    const refusal = { code: 'expectation', detail: 'a\r\nb\u202e' } as const;
    assert.match(reasonOf({ code: 'refused', refusal }), /a\\r\\nb\\u202e/);
    assert.equal(reasonOf(examples.wrongClaim), 'The JWT says iss “other\\n” where it should be “acme”.');
  });

  it('does not rule out that no secret is set where the provider signs only with one', () => {
    const github = { ...examples.absent, provider: 'GitHub', isOptional: true } as const;
    assert.match(
      textOf(github).advice,
      /^GitHub sends one only if a secret is set for the webhook: check that first\./,
    );
    const inBody = textOf({ ...github, place: { json: 'signature' } });
    assert.match(inBody.advice, /^GitHub sends it only if a secret is set for the webhook/);
    assert.match(
      textOf(examples.absent).advice,
      /^Signing is not set up at the sender, a proxy removed the header, or/,
    );
  });

  it('says where in the request it looked', () => {
    const absent = (at: Place): string => reasonOf({ ...examples.absent, place: at });
    assert.equal(absent(place), 'There is no SB-Signature header.');
    assert.equal(absent({ json: 'signature.signature' }), 'The body field signature.signature is not there.');
    assert.equal(absent({ query: 'sig' }), 'The query parameter sig is not there.');
    assert.equal(absent({ field: 't' }), 'The item t of the signature is not there.');
    assert.match(reasonOf(examples.bodyHash), /the query parameter bodySHA256 says .* another SHA-256/);
  });
});

describe('A right signature in words', () => {
  it('is said of the body where it is one of the body alone', () => {
    const text = 'SB-Signature is the HMAC-SHA256 of all 391 body bytes with the secret “Secret 1”.';
    assert.equal(reasonOf(examples.matches), text);
    assert.match(reasonOf({ ...examples.matches, coverage: { kind: 'body', bytes: 0 } }), /the empty body/);
  });

  it('counts bytes in the same words everywhere', () => {
    const covered = (bytes: number): string =>
      reasonOf({ ...examples.matches, coverage: { kind: 'body', bytes } });
    assert.match(covered(1_258_225), /all 1,258,225 body bytes/);
    assert.match(covered(1), /the 1 body byte/);
    const cutOff = { ...examples.cutOff, received: 1500, declared: 1_258_225 };
    assert.match(reasonOf(cutOff), /: 1,500 of 1,258,225 bytes arrived,/);
    assert.match(reasonOf({ ...cutOff, received: 1, declared: null }), /: 1 byte arrived,/);
  });

  it('says what is signed beside the body', () => {
    assert.equal(
      reasonOf(examples.matches, 'v0:{timestamp}:{body}'),
      'SB-Signature is the HMAC-SHA256 of the time and the body with the secret “Secret 1”. It covers all 391 body bytes.',
    );
    assert.match(
      reasonOf(examples.matches, '{secret}{method}{url}{body}'),
      /of the method, the URL and the body with the secret “Secret 1”/,
    );
  });

  it('says that the body is not covered where that is so', () => {
    const content = '{json:signature.timestamp}{json:signature.token}';
    const coverage = { kind: 'partial', parts: content } as const;
    const signature = { json: 'signature.signature' };
    assert.equal(
      reasonOf({ ...examples.matches, place: signature, coverage }, content),
      'The body field signature.signature is the right HMAC-SHA256 with the secret “Secret 1”. It covers the body field signature.timestamp and the body field signature.token and not the body: the body could have been changed.',
    );
  });

  it('says of a form that its bytes are not covered', () => {
    assert.match(
      reasonOf({ ...examples.matches, coverage: { kind: 'form' } }, '{url}{form}'),
      /It covers the names and values of the form, sorted and joined, not the bytes of the body\.$/,
    );
  });

  it('says of a token that it covers nothing', () => {
    const token = { proof: 'token', algorithm: '', coverage: { kind: 'nothing' } } as const;
    assert.equal(
      reasonOf({ ...examples.matches, ...token }, ''),
      'SB-Signature holds the secret “Secret 1”. It proves who sent the request and covers no byte of it: all else could have been changed.',
    );
  });

  it('calls a public key by that name', () => {
    const ed25519 = { proof: 'publicKey', algorithm: 'Ed25519' } as const;
    assert.match(
      reasonOf({ ...examples.matches, ...ed25519 }, '{timestamp}{body}'),
      /right Ed25519 signature for the public key “Secret 1”\. It covers all 391 body bytes\./,
    );
    const jwt = { proof: 'jwt', algorithm: 'ES256' } as const;
    assert.match(reasonOf({ ...examples.matches, ...jwt }, ''), /for the public key “Secret 1”/);
    assert.match(
      reasonOf({ ...examples.matches, ...jwt, algorithm: 'HS256' }, ''),
      /for the secret “Secret 1”/,
    );
    const wrong = textOf({ ...examples.mismatch, proof: 'publicKey' }, '{timestamp}{body}');
    assert.match(wrong.reason, /the public key “Secret 1”/);
    assert.doesNotMatch(wrong.reason + wrong.advice, /secret/);
  });
});

describe('A wrong signature in words', () => {
  it('says what it was held against', () => {
    assert.equal(
      reasonOf(examples.mismatch),
      'The signature is 64 hex digits but does not match this body with the saved secret “Secret 1”.',
    );
    assert.match(
      reasonOf({ ...examples.mismatch, secretLabels: ['Secret 1', 'Secret 2'] }),
      /any of the saved secrets “Secret 1”, “Secret 2”/,
    );
  });

  it('names what is signed beside the body', () => {
    const { reason, advice } = textOf(examples.mismatch, '{url}{form}');
    assert.match(reason, /does not match this request with/);
    assert.match(advice, /changed what is signed \(the URL and the sorted form fields\) or SB-Signature/);
  });

  it('says of a token that it is another one', () => {
    const token = { ...examples.mismatch, proof: 'token', encoding: null } as const;
    assert.equal(reasonOf(token, ''), 'SB-Signature does not hold the saved secret “Secret 1”.');
  });

  it('says how old is too old, and what lets it pass', () => {
    const { reason, advice, setting } = textOf(examples.expired);
    assert.match(reason, /^The signature is right .* sent 14 min before it arrived; tolerance 5 min\.$/);
    assert.match(advice, /“Ignore Timestamps”/);
    assert.equal(setting, 'ignoreTimestamps');
    const ahead = textOf({ ...examples.expired, age: -360 });
    assert.match(ahead.reason, /sent 6 min after it arrived, by this machine’s clock; tolerance 5 min/);
    assert.match(ahead.advice, /“Ignore Timestamps”/);
    assert.equal(ahead.setting, 'ignoreTimestamps');
    assert.match(
      reasonOf({ ...examples.expired, age: 301 }),
      /sent 5 min 1 s before it arrived; tolerance 5 min/,
    );
  });

  it('says which URL was tried, and where to say the public one', () => {
    const { reason, advice, setting } = textOf(examples.publicUrlMissing, '{url}{form}');
    assert.match(reason, /http:\/\/127\.0\.0\.1:6464\/sms/);
    assert.match(advice, /publicUrl of the source/);
    assert.equal(setting, 'sources');
  });
});

describe('A handshake in words', () => {
  const handshake = (changes: Partial<Example<'handshake'>>): Explanation =>
    textOf({ ...examples.handshake, offersSecret: false, ...changes });

  it('offers the secret that it brought', () => {
    assert.match(
      textOf(examples.handshake).reason,
      /^This is how Asana asks .* got the response that Asana expects\.$/,
    );
    assert.match(textOf(examples.handshake).advice, /save it with the button/);
    assert.doesNotMatch(handshake({}).advice, /button/);
  });

  it('says what to open by hand, on one line', () => {
    const { advice } = handshake({ byHand: 'https://sns.example/?a\nb' });
    assert.match(advice, /open https:\/\/sns\.example\/\?a\\nb yourself/);
  });

  it('says why it was not answered', () => {
    const unanswered = handshake({ result: 'notAnswered' });
    assert.match(unanswered.advice, /“Answer Handshakes”/);
    assert.equal(unanswered.setting, 'answerHandshakes');
    assert.match(handshake({ result: 'noSecret' }).advice, /Set the signing secret/);
    assert.match(handshake({ result: 'wrongToken' }).reason, /got a 403/);
  });
});
