import assert from 'node:assert/strict';
import type { RuntimeBreak } from '../../../../src/protocol/diagnosis.ts';
import type { EventDetail } from '../../../../src/protocol/event.ts';
import { handlerFault, needsBreaks } from '../../../../src/host/replay/handlerFaultText.ts';
import { detail, english, summary } from '../fakes.ts';
import { answered, failed, matches, noBreaks, slashBreaks, validEvent } from './samples.ts';

function faultOf(event: EventDetail, breaks: readonly RuntimeBreak[] = slashBreaks) {
  const fault = handlerFault(event, breaks, english);
  assert.ok(fault);
  return fault;
}

describe('What is said of a refusal', () => {
  it('is that the handler may refuse what is right, with what a new writing changes and how to avoid it', () => {
    for (const status of [400, 401, 403]) {
      const { sentence, causes, remedies } = faultOf(validEvent([answered(status)]));
      assert.equal(
        sentence,
        `The sender and the way here are fine: the signature is right for these bytes. localhost:3000 responded ${status}: its handler may have refused the signature.`,
      );
      assert.equal(
        causes[0],
        'A handler that parses this body and writes it again cannot verify this signature: Node.js (JSON.stringify(JSON.parse(body))) would change how slashes are escaped: `\\/` to `/` at byte 58 and 2 more. Use the raw body. Python, Go would change it, too. PHP would write the same bytes.',
      );
      assert.ok(remedies.some(({ label }) => label.startsWith('Express')));
    }
  });

  it('is looked for in the secret where no runtime changes the body', () => {
    const { causes, remedies } = faultOf(validEvent([answered(401)]), noBreaks);
    assert.deepEqual(causes, [
      'Parsing and writing this body again changes nothing. A handler that refuses the signature probably has another secret, another encoding, or reads another header.',
    ]);
    assert.deepEqual(remedies, []);
    assert.match(
      faultOf(validEvent([answered(401)]), []).causes[0] ?? '',
      /^A handler that refuses the signature probably verifies the body after decoding it/,
    );
  });

  it('says what is added and what is taken out', () => {
    const [node] = slashBreaks;
    assert.ok(node);
    const changed = (received: string, signed: string): string => {
      const first = { offset: 7, received, signed };
      return faultOf(validEvent([answered(401)]), [{ ...node, first }]).causes[0] ?? '';
    };
    assert.match(changed('', ' '), /: `\u2423` added at byte 7/);
    assert.match(changed('\n', ''), /: `\\n` removed at byte 7/);
  });

  it('is nothing but of a valid event whose newest delivery was responded 4xx', () => {
    const refused = answered(401);
    const not: readonly EventDetail[] = [
      validEvent([]),
      validEvent([answered(200), refused]),
      validEvent([answered(302), refused]),
      validEvent([answered(500), refused]),
      validEvent([failed('ECONNREFUSED'), refused]),
      { ...detail, deliveries: [refused] },
      validEvent([refused], { reason: { code: 'unrecognised' } }),
    ];
    for (const event of not) {
      assert.equal(handlerFault(event, slashBreaks, english), null);
      assert.equal(needsBreaks(event), false);
    }
    assert.equal(needsBreaks(validEvent([refused])), true);
  });

  it('is not sought in the signature where the status speaks of something else', () => {
    const expected: readonly (readonly [number, RegExp])[] = [
      [404, /^404 is usually about the path: does the app have a route for POST \/hooks\/backups\?$/],
      [405, /^405 is about the method: the route \/hooks\/backups does not take POST\.$/],
      [413, /does not take this body \(391 B\)/],
      [415, /Content-Type/],
      [429, /number of requests/],
    ];
    for (const [status, cause] of expected) {
      const event = validEvent([answered(status)]);
      const { sentence, causes, remedies } = faultOf(event);
      assert.match(sentence, new RegExp(`localhost:3000 responded ${status}\\.$`));
      assert.match(causes[0] ?? '', cause);
      assert.deepEqual([causes.length, remedies.length, needsBreaks(event)], [1, 0, false]);
    }
    const own = validEvent([answered(404, { target: 'http://localhost:3000/in' })]);
    assert.match(faultOf(own).causes[0] ?? '', /route for POST \/in\?/);
  });

  it('is the status alone where that gives no reason', () => {
    const hint = 'The body of the response or the log of the app may say why.';
    const { signature } = detail;
    assert.ok(signature);
    const old = { ...signature, sentAt: summary.receivedAt - 600_000, tolerance: 300 };
    for (const status of [402, 406, 408, 409, 418, 423, 451, 499]) {
      for (const event of [
        validEvent([answered(status)]),
        validEvent([answered(status)], { signature: old }),
      ]) {
        assert.deepEqual(faultOf(event), {
          sentence: `The sender and the way here are fine: the signature is right for these bytes. localhost:3000 responded ${status}.`,
          causes: [hint],
          remedies: [],
        });
        assert.equal(needsBreaks(event), false);
      }
    }
    for (const status of [419, 422]) {
      const { sentence, causes } = faultOf(validEvent([answered(status)]));
      assert.match(sentence, new RegExp(`localhost:3000 responded ${status}\\.$`));
      assert.deepEqual([causes[0], causes.length], [hint, 2]);
      assert.match(causes[1] ?? '', /^CSRF protection of a framework may respond like this/);
    }
  });

  it('is that it may be right where the signature is too old by then', () => {
    const { signature } = detail;
    assert.ok(signature);
    const sent = (sentAt: number) =>
      faultOf(validEvent([answered(401)], { signature: { ...signature, sentAt, tolerance: 300 } })).sentence;
    assert.match(sent(summary.receivedAt), /its handler may have refused the signature/);
    const old = sent(summary.receivedAt - 600_000);
    assert.match(old, /made 11 min before it was sent there, and SimpleBackups allows 5 min/);
    assert.doesNotMatch(old, /its handler/);
    assert.match(old, /Use Replay Re-signed, or replay an event that has just arrived\.$/);
    const late = { ...signature, sentAt: summary.receivedAt - 600_000, tolerance: 300 };
    const unsignable = validEvent([answered(401)], { signature: late, signing: 'noSecret' });
    assert.match(faultOf(unsignable).sentence, /refuses it\. Replay an event that has just arrived\.$/);
  });

  it('says no more of a signature than it covers', () => {
    const token = { ...matches, proof: 'token', coverage: { kind: 'nothing' } } as const;
    const ofToken = faultOf(validEvent([answered(401)], { reason: token }));
    assert.match(ofToken.sentence, /^The sender is fine: the token is right\. localhost:3000 responded 401/);
    assert.match(ofToken.causes[0] ?? '', /^A handler that refuses the token probably expects another one/);
    const part = { ...matches, coverage: { kind: 'partial', parts: '{timestamp}' } } as const;
    const ofPart = faultOf(validEvent([answered(401)], { reason: part }));
    assert.match(ofPart.sentence, /right for what it covers/);
    assert.match(ofPart.causes[0] ?? '', /^A handler that refuses the signature probably has another secret/);
  });

  it('names a signed URL, and what guards forms', () => {
    const { signature } = detail;
    assert.ok(signature);
    const url = 'https://hooks.example/in';
    const { causes } = faultOf(validEvent([answered(403)], { signature: { ...signature, url } }), noBreaks);
    assert.match(causes[0] ?? '', /covers the URL https:\/\/hooks\.example\/in/);
    assert.match(causes[2] ?? '', /Django 403/);
  });
});
