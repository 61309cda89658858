import assert from 'node:assert/strict';
import { answers } from '../../../../src/engine/capture/answers.ts';
import { answerOf, respond } from '../../../../src/engine/responses/respond.ts';
import type { AnswerRule } from '../../../../src/protocol/answering.ts';
import { rule, wanted } from '../../answerRules.ts';
import type { Verdict } from '../../../../src/protocol/verdict.ts';
import { statusOf } from '../../../../src/protocol/http.ts';

const statuses = (of: AnswerRule, count: number, verdict: Verdict = 'valid'): (number | null)[] =>
  Array.from({ length: count }, (_, taken) => statusOf(respond(of, taken, verdict).answer));

describe('What a rule answers', () => {
  it('is a sequence whose last answer stays', () => {
    assert.deepEqual(statuses(rule([wanted(500), wanted(503), wanted(200)]), 5), [500, 503, 200, 200, 200]);
  });

  it('is a sequence that begins again', () => {
    const every = rule([wanted(200), wanted(200), wanted(500)], { repeats: true });
    assert.deepEqual(statuses(every, 7), [200, 200, 500, 200, 200, 500, 200]);
  });

  it('can be nothing', () => {
    const { answer } = respond(rule(['timeOut', wanted(200)]), 0, 'valid');
    assert.deepEqual(answer, { unanswered: 'onPurpose', after: 0 });
  });

  it('is another for signatures that are not right, which take no step', () => {
    const of = rule([wanted(500)], { invalid: wanted(401) });
    const notRight: Verdict[] = ['invalid', 'missing', 'malformed', 'expired'];
    for (const verdict of notRight) {
      const { answer, takesStep } = respond(of, 0, verdict);
      assert.deepEqual([statusOf(answer), takesStep], [401, false], verdict);
    }
    const others: Verdict[] = ['valid', 'noSecret', 'unsigned'];
    for (const verdict of others) {
      const { answer, takesStep } = respond(of, 0, verdict);
      assert.deepEqual([statusOf(answer), takesStep], [500, true], verdict);
    }
    assert.deepEqual(statuses(rule([wanted(500)]), 1, 'invalid'), [500]);
  });
});

describe('An answer that a person wants', () => {
  it('is the listener’s own where it is the usual one, so that it is stored by its name', () => {
    assert.equal(answerOf(wanted(200)), answers.stored);
  });

  it('is made once', () => {
    const step = wanted(500);
    assert.equal(answerOf(step), answerOf(step));
  });

  it('has the words of its status, and the listener’s headers', () => {
    assert.deepEqual(answerOf(wanted(503)), {
      status: 503,
      headers: [
        ['Content-Type', 'text/plain; charset=utf-8'],
        ['Cache-Control', 'no-store'],
        ['X-Content-Type-Options', 'nosniff'],
        ['Content-Length', '20'],
      ],
      body: 'Service Unavailable\n',
    });
    const odd = answerOf(wanted(299));
    assert.equal('body' in odd && odd.body, '299\n');
  });

  it('has its own headers instead of those of the same name, and the length of its body in bytes', () => {
    const headers = [['content-type', 'application/json'] as const, ['Set-Cookie', 'a=1'] as const];
    const answer = answerOf(wanted(200, { headers: [...headers, ['Set-Cookie', 'b=2']], body: '"ü"' }));
    assert.deepEqual('headers' in answer && answer.headers, [
      ['Cache-Control', 'no-store'],
      ['X-Content-Type-Options', 'nosniff'],
      ['content-type', 'application/json'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Content-Length', '4'],
    ]);
  });

  it('has neither a body nor its headers where its status allows none', () => {
    for (const status of [204, 304]) {
      const answer = answerOf(wanted(status));
      assert.ok('status' in answer);
      assert.equal(answer.body, '');
      assert.deepEqual(
        answer.headers.filter(([name]) => name.startsWith('Content-')),
        [],
      );
    }
    const reset = answerOf(wanted(205));
    assert.deepEqual('headers' in reset && reset.headers.at(-1), ['Content-Length', '0']);
  });

  it('is held back where it has a delay', () => {
    const answer = answerOf(wanted(200, { delay: 250 }));
    assert.equal('delay' in answer && answer.delay, 250);
  });
});
