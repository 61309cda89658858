import assert from 'node:assert/strict';
import { answerName, answerText } from '../../../../src/host/replay/answerText.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { english, summary } from '../fakes.ts';
import { answered, failed } from './samples.ts';

const words = { t: english, times: new Times('en', () => summary.receivedAt) };
const request = { method: 'POST', path: '/hooks?a=1', headers: [] };
const withBody = (body: Uint8Array, size = body.length): string =>
  answerText(answered(200, { answer: { status: 200, headers: [], body, size } }), words);

describe('The document of an answer', () => {
  it('holds the outcome, the request line, status, headers and body', () => {
    assert.equal(
      answerText(answered(401, { request }), words),
      `# localhost:3000 responded 401 in 12 ms.
# ${words.times.zoned(answered(401).at)}
POST http://localhost:3000/hooks?a=1

HTTP 401
X-Why: no

bad signature
`,
    );
    assert.equal(answerName(answered(401), words), 'Response 401 from localhost:3000');
  });

  it('names the secret that signed the request here, by its label', () => {
    const text = answerText({ ...answered(200, { request }), secretLabel: 'Secret 2' }, words);
    assert.match(text, /^# Signed with “Secret 2”\.$/m);
  });

  it('says in words why there is none', () => {
    assert.equal(
      answerText({ ...failed('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:3000'), request }, words),
      `# Nothing listens at localhost:3000: is your app running, and on that port?
# connect ECONNREFUSED 127.0.0.1:3000
# ${words.times.zoned(answered(401).at)}
POST http://localhost:3000/hooks?a=1
`,
    );
    assert.equal(answerName(failed('ECONNREFUSED'), words), 'No response from localhost:3000');
  });

  it('says what of a body cannot be shown', () => {
    assert.match(withBody(Uint8Array.of(0, 1)), /^# The body of the response is not text: 2 B\.$/m);
    assert.match(withBody(new Uint8Array(0)), /^# The response has no body\.$/m);
    assert.match(withBody(Buffer.from('{"a"'), 100_000), /^# The first 4 B of 97\.7 KB:\n\{"a"$/m);
  });

  it('makes hostile text visible', () => {
    const hostile = 'one\r\ntwo\u202etxt.exe\u0007';
    assert.match(withBody(Buffer.from(hostile)), /^one\ntwo\\u202etxt\.exe\\u0007$/m);
    const header = answered(200, {
      answer: { status: 200, headers: [['X-A', 'b\u0085c']], body: new Uint8Array(0), size: 0 },
    });
    assert.match(answerText(header, words), /^X-A: b\\u0085c$/m);
    const target = answered(200, { target: 'http://localhost/', request: { ...request, path: '/\u0080' } });
    assert.match(answerText(target, words), /^POST http:\/\/localhost\/\\u0080$/m);
  });
});
