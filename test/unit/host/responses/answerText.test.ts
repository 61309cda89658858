import assert from 'node:assert/strict';
import { answerChoices, statusProblem } from '../../../../src/host/responses/answerChoices.ts';
import { answeringRows } from '../../../../src/host/responses/answeringRow.ts';
import { remainingText, ruleText } from '../../../../src/host/responses/answerText.ts';
import { treeRows } from '../../../../src/host/sources/treeRows.ts';
import type { AnswerRule } from '../../../../src/protocol/answering.ts';
import { rule, wanted } from '../../answerRules.ts';
import { english } from '../fakes.ts';

const text = (of: AnswerRule): string => ruleText(of, english);

describe('What is answered, in words', () => {
  it('names statuses, delays, sequences and wrong signatures', () => {
    assert.equal(text(rule([wanted(500)])), '500');
    assert.equal(text(rule([wanted(200, { delay: 1500 })])), '200 after 1.5 s');
    assert.equal(text(rule(['timeOut'])), 'nothing');
    assert.equal(text(rule([wanted(500), wanted(500), wanted(200)])), '500, 500, then 200');
    assert.equal(text(rule([wanted(500), wanted(200)], { repeats: true })), '500, 200, and again');
    const third = rule([wanted(200), wanted(200), wanted(500)], { repeats: true });
    assert.equal(text(third), '500 to one request in 3');
    assert.equal(text(rule([wanted(200)], { invalid: wanted(401) })), '401 to wrong signatures');
    assert.equal(text(rule([wanted(500)], { invalid: wanted(401) })), '500; 401 to wrong signatures');
    const long = rule(Array.from({ length: 6 }, (_, index) => wanted(500 + index)));
    assert.equal(text(long), '500, 501, 502, 503 and so on');
  });

  it('names what is left', () => {
    const left = (remaining: number | null): string =>
      remainingText({ source: null, rule: rule([wanted(500)]), remaining }, english);
    assert.deepEqual([1, 2, null].map(left), ['1 more request', '2 more requests', 'until stopped']);
  });

  it('offers what the texts promise', () => {
    const choices = answerChoices(english);
    const status = ({ rule: { steps } }: (typeof choices)[number]): string =>
      steps.map((step) => (step === 'timeOut' ? step : step.status)).join();
    for (const choice of choices.filter(({ label }) => /^\d{3} [A-Z]/.test(label))) {
      assert.equal(status(choice), choice.label.slice(0, 3));
    }
    assert.equal(new Set(choices.map(({ label }) => label)).size, choices.length);
  });

  it('takes a status that is typed where it is one', () => {
    assert.deepEqual(
      ['200', '418', '599'].map((typed) => statusProblem(typed, english)),
      [null, null, null],
    );
    for (const typed of ['', '100', '199', '600', '2000', '20', 'abc', '200\n']) {
      assert.notEqual(statusProblem(typed, english), null, typed);
    }
  });
});

describe('The Sources view', () => {
  const source = {
    name: 'Acme',
    path: '/acme',
    provider: null,
    publicUrl: null,
    enabled: true,
    forward: null,
  };
  const answer = rule([wanted(500)]);
  const empty = {
    baseUrl: 'http://localhost:6464/',
    providers: [],
    secrets: {},
    tallies: [],
    rowsBelow: () => [],
  };
  const rows = (temporary: Parameters<typeof answeringRows>[1], sources = [{ ...source, answer }]) =>
    treeRows({ ...empty, sources, temporary }, english);
  const temporary = { rule: rule([wanted(503)]), remaining: 2 };

  it('says quietly what a source answers', () => {
    const [row] = rows(null);
    assert.equal(row?.description, 'responds 500');
    assert.equal(row.accessibleLabel, 'Acme, /acme, responds 500');
    assert.match(row.tooltip, /^Response: 500$/m);
    const [off] = rows(null, [{ ...source, answer, enabled: false }]);
    assert.equal(off?.description, 'disabled');
  });

  it('has a row for what is answered for a while, after that of its source or of the listener', () => {
    const ofAll = { ...temporary, source: null };
    const labels = (source: string | null): string[] =>
      answeringRows(source, ofAll, english).map(({ accessibleLabel }) => accessibleLabel);
    assert.deepEqual(labels(null), ['Responding 503, 2 more requests']);
    assert.deepEqual(labels('Acme'), []);
    assert.equal(rows(ofAll).length, 1);
    const ofOne = { ...temporary, source: 'Acme' };
    assert.deepEqual(
      rows(ofOne).map(({ kind }) => kind),
      ['source.noSecret', 'answering'],
    );
    assert.equal(rows(ofOne)[1]?.description, '2 more requests · for Acme');
    assert.deepEqual(answeringRows(null, ofOne, english), []);
  });
});
