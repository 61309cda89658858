import assert from 'node:assert/strict';
import { sentRequestView } from '../../../../src/host/replay/sentRequestText.ts';
import { english } from '../fakes.ts';
import { answered, validEvent } from './samples.ts';
import type { HeaderPair } from '../../../../src/protocol/http.ts';
import type { Delivery } from '../../../../src/protocol/delivery.ts';

const captured: readonly HeaderPair[] = [
  ['Host', 'localhost:6464'],
  ['Stripe-Signature', 't=1,v1=aa'],
  ['X-Twice', '1'],
  ['x-twice', '2'],
  ['Connection', 'keep-alive'],
  ['Content-Length', '391'],
];
const sent: readonly HeaderPair[] = [
  ['Host', 'localhost:3000'],
  ['Stripe-Signature', 't=1,v1=aa'],
  ['X-Twice', '1'],
  ['x-twice', '2'],
  ['X-Forwarded-Host', 'localhost:6464'],
  ['Content-Length', '391'],
];

function noteOf(
  changes: Partial<NonNullable<Delivery['request']>>,
  kind: Delivery['kind'] = 'replay',
): string {
  const event = validEvent([], { headers: captured });
  const request = { method: event.summary.method, path: event.target, headers: sent, ...changes };
  return sentRequestView(answered(200, { kind, request }), event, english)?.note ?? '';
}

describe('What was sent, beside what was captured', () => {
  it('differs in what is of the connection', () => {
    assert.equal(
      noteOf({}),
      'Changed: Host. Added: X-Forwarded-Host. Removed: Connection. Body: 391 B, identical to the captured one.',
    );
  });

  it('is not told of deliveries that it was not kept of', () => {
    assert.equal(sentRequestView(answered(200), validEvent([]), english), null);
  });

  it('says what was made anew, and that the body holds some of it', () => {
    const headers = sent.map(([name, value]): HeaderPair => [
      name,
      name === 'Stripe-Signature' ? 't=2,v1=bb' : value,
    ]);
    assert.match(noteOf({ headers }, 'resigned'), /^Regenerated: Stripe-Signature\. Changed: Host\. Added/);
    assert.match(noteOf({ headers }), /^Changed: Host, Stripe-Signature\. Added/);
    assert.match(
      noteOf({ bodyIsNew: true }, 'resigned'),
      /identical to the captured one except for the signature and its time\.$/,
    );
  });

  it('says of an edited one whether its body differs, where that is known', () => {
    assert.match(noteOf({ bodyIsNew: true }, 'edited'), / Body: 391 B, different from the captured one\.$/);
    assert.match(noteOf({ bodyIsNew: false }, 'edited'), / Body: 391 B, identical to the captured one\.$/);
    assert.match(noteOf({}, 'edited'), / Body: 391 B\.$/);
  });

  it('tells one of two headers of a name that is gone, and names with what cannot be seen in them', () => {
    const headers = sent.filter(([name]) => name !== 'x-twice');
    assert.match(noteOf({ headers }), /^Changed: Host, X-Twice\./);
    assert.match(
      noteOf({ headers: [...sent, ['X-\u202eOdd', '']] }),
      /Added: X-Forwarded-Host, X-\\u202eOdd\./,
    );
  });

  it('says where nothing was sent at all', () => {
    const request = { method: 'POST', path: '/', headers: sent };
    const noteAfter = (code: string): string =>
      sentRequestView(
        answered(200, { request, answer: null, failure: { code, detail: '' } }),
        validEvent([]),
        english,
      )?.note ?? '';
    const codes = [
      'ECONNREFUSED',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'notAllowed',
    ];
    for (const code of codes) {
      assert.match(noteAfter(code), /^Nothing was sent\. This request would have been\. /, code);
    }
    for (const code of ['ECONNRESET', 'ETIMEDOUT', 'TOO_MANY_1XX']) {
      assert.doesNotMatch(noteAfter(code), /Nothing was sent/, code);
    }
  });

  it('says that it went to another path', () => {
    assert.match(noteOf({ path: '/in' }), /^Sent to a different path\./);
  });
});
