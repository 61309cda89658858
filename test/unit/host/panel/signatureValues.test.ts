import assert from 'node:assert/strict';
import type { Detection } from '../../../../src/protocol/detection.ts';
import type { EventDetail, SignatureFacts } from '../../../../src/protocol/event.ts';
import { detectionText } from '../../../../src/host/signature/detectionText.ts';
import { signatureValues } from '../../../../src/host/panel/signatureValues.ts';
import { signedContentText, signedPartsText } from '../../../../src/host/signature/signedContentText.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { detail, english, summary } from '../fakes.ts';
import type { Coverage, Reason } from '../../../../src/protocol/reason.ts';

const words = { t: english, times: new Times('en', () => summary.receivedAt) };
const valuesOf = (changes: Partial<EventDetail>) => signatureValues({ ...detail, ...changes }, words);
const labelled = (changes: Partial<EventDetail> = {}) =>
  Object.fromEntries(valuesOf(changes).map(({ label, value }) => [label, value]));

function factsWith(changes: Partial<SignatureFacts>): SignatureFacts {
  assert.ok(detail.signature);
  return { ...detail.signature, ...changes };
}

const right = {
  code: 'matches',
  place: { header: 'Stripe-Signature' },
  proof: 'hmac',
  algorithm: 'HMAC-SHA256',
  secretLabel: 'Acme',
  coverage: { kind: 'body', bytes: 391 },
} as const;

const stripe: EventDetail = {
  ...detail,
  providerName: 'Stripe',
  detection: { by: 'headers', headers: ['Stripe-Signature'] },
  reason: right,
  signature: factsWith({
    provider: 'Stripe',
    place: { header: 'Stripe-Signature' },
    received: ['t=1,v1=ab'],
    signedContent: '{timestamp}.{body}',
    absent: [],
    signedBytes: 402,
    sentAt: summary.receivedAt - 840_000,
    tolerance: 300,
    matchedSecretLabel: 'Acme',
  }),
};

describe('How a signature was checked', () => {
  it('is said from the provider to the secret', () => {
    assert.deepEqual(labelled(stripe), {
      Scheme: 'Stripe: HMAC-SHA256, hex',
      'Why this provider': 'recognised by the header Stripe-Signature',
      Header: 'Stripe-Signature',
      Received: 't=1,v1=ab',
      'Signed content': 'the time, “.”, the body: 402 bytes',
      Timestamp: `${words.times.zoned(summary.receivedAt - 840_000)}, 14 min before it was received (tolerance 5 min)`,
      'Verifies with': 'Acme',
      Covers: 'all 391 body bytes',
    });
  });

  it('is said of a body alone as before', () => {
    const values = labelled();
    assert.equal(values['SimpleBackups signs'], 'the raw body (here 391 bytes)');
    assert.equal('Signed content' in values, false);
    assert.equal(values['Verifies with'], 'no saved secret, as received');
    assert.equal('Covers' in values || 'Timestamp' in values, false);
  });

  it('says what was signed only where that is proven', () => {
    const told = (reason: Reason) =>
      valuesOf({ reason })
        .filter(({ label }) => / signs$|^Signed content$/.test(label))
        .map(({ label, value }) => `${label}: ${value}`);
    const place = { header: 'SB-Signature' };
    const provider = 'SimpleBackups';
    assert.deepEqual(told(right), ['Signed content: the raw body, 391 bytes']);
    const unproven: readonly Reason[] = [
      { code: 'noSecret', place, provider },
      { code: 'wrongCharacter', place, position: 1, uppercaseHex: false, encoding: 'hex' },
      { code: 'emptySignature', place },
    ];
    for (const reason of unproven) {
      assert.deepEqual(told(reason), ['SimpleBackups signs: the raw body (here 391 bytes)'], reason.code);
    }
  });

  it('shows every value of a header that came twice, and none that did not come', () => {
    const twice = valuesOf({ signature: factsWith({ received: ['a', 'b'] }) });
    assert.deepEqual(
      twice.filter(({ copy }) => copy).map(({ label, value }) => `${label}: ${value}`),
      ['Received (1 of 2): a', 'Received (2 of 2): b'],
    );
    assert.equal(labelled({ signature: factsWith({ received: [] }) })['Received'], 'no SB-Signature header');
    const place = { json: 'signature.signature' };
    const none = labelled({ signature: factsWith({ received: [], place }) });
    assert.equal(none['Received'], 'nothing');
    assert.equal(none['Body field'], 'signature.signature');
  });

  it('shows the URL that was taken as the signed one', () => {
    const url = 'https://webhooks.example.com/sms';
    const values = labelled({ signature: factsWith({ url, matchedSecretLabel: null }) });
    assert.equal(values['Assumed URL'], url);
    assert.equal('Signed URL' in values, false);
    assert.equal(
      labelled({ reason: right, signature: factsWith({ url, matchedSecretLabel: 'Secret 1' }) })[
        'Signed URL'
      ],
      url,
    );
  });

  it('says that a clock was ahead, and that a provider sets no limit', () => {
    const sentAt = summary.receivedAt + 90_000;
    const value = labelled({ signature: factsWith({ sentAt, tolerance: null }) })['Timestamp'];
    assert.match(value ?? '', /2 min after it was received \(no limit\)$/);
  });

  it('names token, JWT and public key as what they are', () => {
    const scheme = (changes: Partial<SignatureFacts>) =>
      labelled({ signature: factsWith(changes) })['Scheme'];
    assert.equal(
      scheme({ proof: 'token', algorithm: '', encoding: null }),
      'SimpleBackups: the secret itself',
    );
    assert.equal(scheme({ proof: 'jwt', algorithm: 'HS256' }), 'SimpleBackups: JWT, HS256');
    assert.equal(
      scheme({ proof: 'publicKey', algorithm: 'Ed25519', encoding: 'base64' }),
      'SimpleBackups: Ed25519 signature, base64',
    );
  });

  it('says what a signature leaves out', () => {
    const covered = (coverage: Coverage) => labelled({ ...stripe, reason: { ...right, coverage } })['Covers'];
    assert.equal(covered({ kind: 'partial', parts: '{timestamp}' }), 'the time; not the body');
    assert.equal(covered({ kind: 'nothing' }), 'no byte of the request');
  });

  it('says why nothing was checked', () => {
    const nothing = { signature: null, providerName: null, detection: { by: 'nothing' } } as const;
    assert.deepEqual(labelled(nothing), {
      Provider: 'not known: nothing in the request shows the sender',
    });
    const place = { header: 'X-Wobble-Signature' };
    const signature = { place, kinds: ['hmac-sha256'], encoding: 'hex' } as const;
    assert.deepEqual(labelled({ ...nothing, reason: { code: 'unrecognised', signature } }), {
      Provider: 'not known: X-Wobble-Signature does not show by itself who signed',
    });
    const refused = { code: 'refused', refusal: { code: 'tls', detail: '' } } as const;
    assert.deepEqual(labelled({ reason: refused }), { Signature: 'not checked, as the request was refused' });
  });
});

describe('Why a provider was chosen', () => {
  it('leaves open that a person chose the wrong one, where the signature is not right', () => {
    const place = { header: 'X' };
    const chosen = (reason: Reason): string => detectionText({ by: 'chosen' }, 'GitHub', english, reason);
    assert.match(
      chosen({ code: 'absent', place, provider: 'GitHub' }),
      /may be wrong.*Recognise Automatically/,
    );
    assert.equal(chosen({ code: 'noSecret', place, provider: 'GitHub' }), 'chosen by you');
  });

  const examples: readonly (readonly [Detection, string])[] = [
    [{ by: 'chosen' }, 'chosen by you'],
    [{ by: 'source', source: 'Acme Stripe' }, 'set for the source Acme Stripe'],
    [{ by: 'headers', headers: ['X-GitHub-Event'] }, 'recognised by the header X-GitHub-Event'],
    [{ by: 'headers', headers: ['A', 'B', 'C'] }, 'recognised by the headers A, B and C'],
    [{ by: 'shape', names: ['id', 'data'] }, 'recognised by fields of the request: id and data'],
    [
      { by: 'family', members: ['Svix', 'Clerk'], headers: ['svix-id'], toldBy: 'match' },
      'recognised by the header svix-id, which Svix and Clerk share; the saved secret of Clerk matches',
    ],
    [
      { by: 'family', members: ['Svix', 'Clerk'], headers: ['svix-id'], toldBy: 'onlySecret' },
      'recognised by the header svix-id, which Svix and Clerk share; only Clerk has a saved secret',
    ],
    [
      { by: 'family', members: ['Svix', 'Clerk'], headers: ['svix-id'], toldBy: 'nothing' },
      'recognised by the header svix-id, which Svix and Clerk share; no saved secret shows which of them sent it',
    ],
    [{ by: 'onlySecret' }, 'only Clerk has a saved secret, which does not show that it sent this'],
  ];
  for (const [detection, text] of examples) {
    it(`is said as “${text}”`, () => assert.equal(detectionText(detection, 'Clerk', english), text));
  }
});

describe('A signed content in words', () => {
  it('is read from the template, with the text between its parts', () => {
    const content = (template: string): string => signedContentText(template, english);
    assert.equal(content('v0:{timestamp}:{body}'), '“v0:”, the time, “:”, the body');
    assert.equal(content('{method}{url}{body}'), 'the method, the URL, the body');
    assert.equal(
      content('{header:X-Id}{json:a.b}{field:h}'),
      'X-Id, the body field a.b, the item h of the signature',
    );
    assert.equal(content('[id:{query:data.id|lower};]'), '“id:”, the query parameter data.id, “;”');
    assert.equal(content('a\n{path}'), '“a\\n”, the path');
    assert.equal(content('{toString}'), 'toString');
  });

  it('names each part once', () => {
    assert.equal(signedPartsText('{body}.{timestamp}.{body}', english), 'the body and the time');
    assert.equal(signedPartsText('', english), '');
  });
});
