import assert from 'node:assert/strict';
import { deliveryMessage, deliveryView, replayMessage } from '../../../../src/host/replay/deliveryText.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { english, summary } from '../fakes.ts';
import { answered, failed, validEvent } from './samples.ts';
import type { Delivery } from '../../../../src/protocol/delivery.ts';

const words = { t: english, times: new Times('en', () => summary.receivedAt) };
const viewOf = (delivery: Delivery) => deliveryView(delivery, validEvent([delivery]), words);
const withBody = (body: Uint8Array, size = body.length) => {
  const { answer } = viewOf(answered(200, { answer: { status: 200, headers: [], body, size } }));
  assert.ok(answer);
  return answer;
};

describe('What came of a delivery', () => {
  it('is told with status and time', () => {
    assert.equal(deliveryMessage(answered(401), english), 'localhost:3000 responded 401 in 12 ms.');
    const quick = answered(200, { milliseconds: 1.26, target: 'http://[::1]:8080/in' });
    assert.equal(deliveryMessage(quick, english), '[::1]:8080 responded 200 in 1.3 ms.');
  });

  it('names the event that was replayed, in so few characters that the status is seen', () => {
    assert.equal(
      replayMessage('backup success: Acme', answered(401), english),
      '“backup success: Acme”: localhost:3000 responded 401 in 12 ms.',
    );
    const long = replayMessage('x'.repeat(500), answered(200), english);
    assert.match(long, /^“x{60}…”: localhost:3000 responded 200 in 12 ms\.$/);
    assert.match(replayMessage('\u202ea', failed('ECONNREFUSED'), english), /^“\\u202ea”: Nothing listens/);
  });

  it('is told in words with the remedy where no answer came', () => {
    const expected: readonly (readonly [string, RegExp])[] = [
      ['ECONNREFUSED', /Nothing listens at localhost:3000: is your app running, and on that port\?/],
      ['ECONNRESET', /closed the connection before it responded/],
      ['ETIMEDOUT', /did not respond in time/],
      ['HPE_INVALID_CONSTANT', /not HTTP.*https:\/\/localhost:3000/],
      ['EPROTO', /TLS.*http:\/\/localhost:3000/],
      ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate of localhost:3000 is not trusted/],
      ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate/],
      ['ERR_INVALID_CHAR', /cannot be sent as it came/],
      ['EODD', /localhost:3000 gave no response: EODD/],
      ['toString', /gave no response: toString/],
    ];
    for (const [code, text] of expected) {
      assert.match(deliveryMessage(failed(code), english), text);
    }
    assert.match(deliveryMessage(failed('', 'no answer within 30 s'), english), /did not respond in time/);
    assert.match(deliveryMessage(failed('ECONNREFUSED', ''), english), /Nothing listens/);
  });

  it('is shown with its answer', () => {
    const { headline, kind, look, values, answer } = viewOf(answered(401));
    assert.deepEqual(
      [headline, kind, look],
      ['localhost:3000 responded 401 in 12 ms', 'Replayed', 'refused'],
    );
    assert.deepEqual(
      values.map(({ label, value }) => [label, value]),
      [
        ['Target', 'http://localhost:3000/'],
        ['Sent at', words.times.zoned(answered(401).at)],
      ],
    );
    assert.deepEqual(answer, {
      line: '401',
      headers: [['X-Why', 'no']],
      body: 'bad signature',
      bodyNote: '',
    });
    const kinds = (['resigned', 'edited', 'forward'] as const).map(
      (own) => viewOf(answered(200, { kind: own })).kind,
    );
    assert.deepEqual(kinds, ['Replayed re-signed', 'Edited and replayed', 'Forwarded']);
    assert.deepEqual(
      [204, 302, 500].map((status) => viewOf(answered(status)).look),
      ['accepted', 'refused', 'refused'],
    );
  });

  it('is shown with the URL that it was really sent to', () => {
    const targetOf = (target: string, path: string): string | undefined => {
      const request = { method: 'POST', path, headers: [] };
      return viewOf(answered(200, { target, request })).values.find(({ label }) => label === 'Target')?.value;
    };
    assert.equal(targetOf('http://localhost:3000/', '/fail?a=1'), 'http://localhost:3000/fail?a=1');
    assert.equal(targetOf('http://localhost:3000/base?key=1', '/base/x'), 'http://localhost:3000/base/x');
    assert.equal(targetOf('http://localhost:3000/', '*'), 'http://localhost:3000/');
  });

  it('is shown with why there is none', () => {
    const { headline, look, values, answer } = viewOf(
      failed('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:3000'),
    );
    assert.deepEqual([headline, look, answer], ['localhost:3000: no response', 'unanswered', null]);
    const shown = Object.fromEntries(values.map(({ label, value }) => [label, value]));
    assert.equal(shown['Error'], 'connect ECONNREFUSED 127.0.0.1:3000');
    assert.match(shown['Why'] ?? '', /Nothing listens/);
    assert.equal(shown['Took'], '12 ms');
  });

  it('has no text of a body that is none, and says how much is shown', () => {
    const { body, bodyNote } = withBody(Uint8Array.of(0x1f, 0x8b, 0, 1));
    assert.deepEqual([body, bodyNote], ['', 'The body of the response is not text: 4 B.']);
    assert.equal(withBody(new Uint8Array(0)).bodyNote, 'The response has no body.');
    const long = withBody(new Uint8Array(64 * 1024).fill(0x61), 1024 * 1024);
    assert.equal(long.bodyNote, 'The first 64 KB of 1 MB:');
    // Cut within a character, it still is text.
    const cut = new TextEncoder().encode('aü').subarray(0, 2);
    assert.equal(withBody(cut, 3).body.startsWith('a'), true);
  });
});
