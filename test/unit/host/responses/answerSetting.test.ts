import assert from 'node:assert/strict';
import { readSources } from '../../../../src/host/sources/sourceSettings.ts';
import { settingProblemText } from '../../../../src/host/settings/settingText.ts';
import { rule, wanted } from '../../answerRules.ts';
import { english } from '../fakes.ts';

const read = (answer: unknown) => {
  const { sources, problems } = readSources([{ name: 'Acme', path: '/acme', answer }]);
  return {
    answer: sources[0]?.answer,
    texts: problems.map((problem) => settingProblemText(problem, english)),
  };
};

const used = (answer: unknown) => {
  const reading = read(answer);
  assert.deepEqual(reading.texts, []);
  return reading.answer;
};

/** The fault of an answer, without what every one of them says. */
const fault = (answer: unknown): string => {
  const reading = read(answer);
  assert.equal(reading.answer, undefined);
  const [text = '', ...others] = reading.texts;
  assert.deepEqual(others, []);
  const end = '. Its source responds as if it had no “answer”.';
  assert.ok(text.endsWith(end), text);
  return text.slice('webhookDebugger.sources[0].'.length, -end.length);
};

const usual = wanted(200);

describe('The answer of a source', () => {
  it('is the usual one where none is set', () => {
    assert.equal(used(undefined), undefined);
    assert.equal(used(null), undefined);
    assert.deepEqual(used({}), rule([usual]));
  });

  it('has status, headers, body and delay', () => {
    const headers = { 'Retry-After': '120', 'Set-Cookie': ['a=1', 'b=2'] };
    assert.deepEqual(
      used({ status: 429, headers, body: 'später', delaySeconds: 1.5 }),
      rule([
        wanted(429, {
          headers: [
            ['Retry-After', '120'],
            ['Set-Cookie', 'a=1'],
            ['Set-Cookie', 'b=2'],
          ],
          body: 'später',
          delay: 1500,
        }),
      ]),
    );
    assert.deepEqual(used({ status: 'timeOut' }), rule(['timeOut']));
    assert.deepEqual(used({ status: 204, body: '' }), rule([wanted(204, { body: '' })]));
  });

  it('can be for every so many requests', () => {
    assert.deepEqual(used({ status: 500, every: 3 }), rule([usual, usual, wanted(500)], { repeats: true }));
    assert.deepEqual(used({ status: 500, every: 1 }), rule([wanted(500)]));
  });

  it('can be a sequence', () => {
    assert.deepEqual(used({ sequence: [500, 500, 200] }), rule([wanted(500), wanted(500), usual]));
    assert.deepEqual(
      used({ sequence: ['timeOut', { status: 503, delaySeconds: 2 }], repeat: true }),
      rule(['timeOut', wanted(503, { delay: 2000 })], { repeats: true }),
    );
  });

  it('can be another for wrong signatures', () => {
    assert.deepEqual(used({ invalid: 401 }), rule([usual], { invalid: wanted(401) }));
    assert.deepEqual(
      used({ sequence: [500, 200], invalid: { status: 403, body: 'no' } }),
      rule([wanted(500), usual], { invalid: wanted(403, { body: 'no' }) }),
    );
  });

  it('names what is wrong with its fields', () => {
    assert.equal(fault(500), 'answer: has to be an object');
    assert.equal(fault({ stauts: 500 }), 'answer: has no field “stauts”');
    for (const status of [99, 600, 200.5, '500', 'timeout', null]) {
      assert.equal(
        fault({ status }),
        'answer.status: has to be a status from 200 to 599, or "timeOut"',
        String(status),
      );
    }
    for (const status of [100, 101, 103]) {
      assert.equal(
        fault({ status }),
        'answer.status: is no final status: after 1xx a sender goes on waiting for one',
      );
    }
    assert.equal(fault({ body: {} }), 'answer.body: has to be text');
    assert.equal(fault({ body: 'ü'.repeat(32_769) }), 'answer.body: is over 65,536 bytes');
    for (const status of [204, 205, 304]) {
      assert.equal(
        fault({ status, body: 'x' }),
        'answer.body: has to be left out: a response with 204, 205 or 304 has no body',
      );
    }
    for (const delaySeconds of [-1, 61, '5', Number.NaN]) {
      assert.equal(
        fault({ delaySeconds }),
        'answer.delaySeconds: has to be a number of seconds from 0 to 60',
      );
    }
    assert.equal(fault({ every: 0 }), 'answer.every: has to be a whole number from 1 to 100');
    assert.equal(
      fault({ status: 'timeOut', body: 'x' }),
      'answer.body: is of no use: with "timeOut" there is no response',
    );
  });

  it('names what is wrong with a header', () => {
    const headersFault = (headers: unknown): string => fault({ headers });
    assert.equal(headersFault(['a']), 'answer.headers: has to be an object of names and values');
    assert.equal(headersFault({ 'a b': 'c' }), 'answer.headers: “a b” is not the name of a header');
    assert.equal(headersFault({ '': 'c' }), 'answer.headers: “” is not the name of a header');
    assert.match(
      headersFault({ 'a\r\nb': 'c' }),
      /^answer\.headers: “a.{2,6}b” is not the name of a header$/u,
    );
    for (const value of ['a\r\nX: b', 'a\nb', 'a\0', '漢', 1, ['a', 'b\r']]) {
      assert.equal(
        headersFault({ 'X-A': value }),
        'answer.headers: the value of “X-A” has to be text without line breaks and without letters beyond Latin-1',
        String(value),
      );
    }
    for (const name of ['Content-Length', 'transfer-encoding', 'Connection', 'Keep-Alive', 'Upgrade', 'TE']) {
      assert.equal(
        headersFault({ [name]: '5' }),
        `answer.headers: “${name}” is set by the listener itself, so that the response can be read`,
      );
    }
    assert.equal(headersFault({ 'X-A': 'a'.repeat(8190) }), 'answer.headers: is over 8,192 bytes');
  });

  it('names what is wrong with a sequence', () => {
    for (const sequence of [[], 500, {}, Array.from({ length: 101 }, () => 200)]) {
      assert.equal(fault({ sequence }), 'answer.sequence: has to be a list of 1 to 100 responses');
    }
    assert.match(fault({ sequence: [500, 700] }), /^answer\.sequence\[1\]: has to be a status/);
    assert.match(
      fault({ sequence: [{ status: 100 }] }),
      /^answer\.sequence\[0\]\.status: is no final status/,
    );
    assert.match(fault({ sequence: [{ every: 2 }] }), /^answer\.sequence\[0\]: has no field “every”/);
    assert.equal(
      fault({ status: 500, sequence: [200] }),
      'answer.status: cannot stand beside "sequence": it belongs into its items',
    );
    assert.equal(fault({ sequence: [200], repeat: 1 }), 'answer.repeat: has to be true or false');
    assert.equal(fault({ status: 500, repeat: true }), 'answer.repeat: is of use with "sequence" only');
    assert.match(fault({ invalid: 1000 }), /^answer\.invalid: has to be a status/);
  });

  it('leaves the source usable where it is wrong', () => {
    const { sources } = readSources([{ name: 'Acme', path: '/acme', answer: { status: 1 } }]);
    assert.deepEqual(
      sources.map(({ name, answer }) => [name, answer]),
      [['Acme', undefined]],
    );
  });
});
